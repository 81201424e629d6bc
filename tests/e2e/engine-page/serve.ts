import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { build, type Plugin } from 'vite';
import { sandboxTensorFlow } from '../../../scripts/vite/sandbox-tensorflow.mjs';

const enginePage = new URL('.', import.meta.url);
const data = fileURLToPath(new URL('../../../public/', import.meta.url));

export interface ServedPage {
  readonly url: string;
  /** Like servers that take `.bin` for compressed text: sends them with Content-Encoding, so that browsers unpack them. */
  encodeData: boolean;
  /** Answers 404 to the worker's script. */
  withoutWorker: boolean;
  close(): Promise<void>;
}

interface Additions {
  /** Changes what is bundled. */
  readonly plugin?: () => Plugin;
  /** More files than the site's own, by their address without the first slash. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/** Bundles a test page, the engines' own unless told otherwise, into a folder of its own and serves it, with the data, from a free port. */
export async function serveEnginePage(page = enginePage, { plugin, files: more }: Additions = {}): Promise<ServedPage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'engine-page-'));
  await build({
    root: fileURLToPath(page),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [sandboxTensorFlow(), ...(plugin ? [plugin()] : [])],
    publicDir: false,
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
    worker: { format: 'es', plugins: () => (plugin ? [plugin()] : []) },
  });
  const bundle = sirv(folder, { dev: true });
  const files = sirv(data, { dev: true });
  const server = createServer((request, response) => {
    if (served.encodeData && request.url?.endsWith('.bin')) response.setHeader('Content-Encoding', 'gzip');
    if (served.withoutWorker && /\/worker-[^/]*\.js$/.test(request.url ?? '')) {
      response.writeHead(404).end();
      return;
    }
    const added = more?.get(request.url?.slice(1) ?? '');
    if (added) response.end(added);
    else bundle(request, response, () => files(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: ServedPage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    encodeData: false,
    withoutWorker: false,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return served;
}
