/** A plain static file server, as any host has one: no special headers, no rewriting. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sirv from 'sirv';

/**
 * Serves `folder` under `base` (such as `/` or `/some/deep/path/`); resolves with the server once it listens.
 * With `port` 0 the system chooses one. With `gzip` a file `x.gz` beside `x` is sent to browsers that take it.
 * Errors: the port is taken (EADDRINUSE).
 */
export async function serve({ folder, base = '/', port = 0, host = '127.0.0.1', gzip = false }) {
  const files = sirv(folder, { dev: true, etag: true, dotfiles: false, gzip });
  const prefix = base.replace(/\/+$/, '');
  const notFound = async (response) => {
    const page = await readFile(path.join(folder, '404.html')).catch(() => Buffer.from('Not found'));
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page);
  };
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (prefix && url === prefix) {
      response.writeHead(301, { Location: `${prefix}/` });
      response.end();
      return;
    }
    if (prefix && !url.startsWith(`${prefix}/`)) {
      void notFound(response);
      return;
    }
    request.url = url.slice(prefix.length);
    // Directories without a slash are sent to the one with it, as static hosts do, so that relative links hold.
    const [pathname = '/', query] = request.url.split('?');
    if (!pathname.endsWith('/') && path.extname(pathname) === '') {
      response.writeHead(301, { Location: `${prefix}${pathname}/${query ? `?${query}` : ''}` });
      response.end();
      return;
    }
    files(request, response, () => void notFound(response));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  return server;
}
