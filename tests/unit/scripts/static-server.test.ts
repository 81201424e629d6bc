import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../../scripts/lib/static-server.mjs';

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'site-'));
  await mkdir(path.join(folder, 'chapters/one'), { recursive: true });
  await writeFile(path.join(folder, 'index.html'), 'home');
  await writeFile(path.join(folder, '404.html'), 'no such page');
  await writeFile(path.join(folder, 'chapters/one/index.html'), 'chapter one');
  await writeFile(path.join(folder, 'shard.bin'), Buffer.from([0x1f, 0x8b]));
  server = await serve({ folder, base: '/some/deep/path/' });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const get = (pathname: string) => fetch(`${origin}${pathname}`, { redirect: 'manual' });

describe('the static server under a deep path', () => {
  it('serves the pages of folders', async () => {
    expect(await (await get('/some/deep/path/')).text()).toBe('home');
    expect(await (await get('/some/deep/path/chapters/one/')).text()).toBe('chapter one');
  });
  it('sends a folder without its slash to the one with it', async () => {
    const answer = await get('/some/deep/path/chapters/one?q=1');
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/some/deep/path/chapters/one/?q=1']);
  });
  it('adds no content encoding to packed data', async () => {
    const answer = await get('/some/deep/path/shard.bin');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0x1f, 0x8b]);
  });
  it('answers 404 outside its path, for what is absent, and for what climbs out', async () => {
    for (const pathname of [
      '/',
      '/index.html',
      '/some/deep/path/none.js',
      '/some/deep/path/%2e%2e/%2e%2e/etc/passwd.txt',
    ]) {
      expect((await get(pathname)).status, pathname).toBe(404);
    }
  });
  it('says that a port is taken', async () => {
    const port = (server.address() as AddressInfo).port;
    await expect(serve({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
