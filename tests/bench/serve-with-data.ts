import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const data = fileURLToPath(new URL('../../public/', import.meta.url));

/** Serves a bundled page with the book's data from a free port; `close` also removes the page's folder. */
export async function serveWithData(folder: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const page = sirv(folder, { dev: true });
  const files = sirv(data, { dev: true });
  const server = createServer((request, response) => page(request, response, () => files(request, response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
