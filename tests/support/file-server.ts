import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mnist } from '../../src/lib/data/mnist.ts';
import { parseManifest, type Manifest, type ManifestEntry } from '../../src/lib/data/manifest.ts';

/** The prepared data (`npm run data`). */
export const DATA_FOLDER = fileURLToPath(new URL('../../public/data/mnist/', import.meta.url));
export const BASE = new URL('http://book.test/deep/path/data/mnist/');

export const realFile = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(DATA_FOLDER + file));
export const realManifest = async (): Promise<Manifest> =>
  parseManifest(await readFile(`${DATA_FOLDER}manifest.json`, 'utf8'), mnist);
export async function realEntry(name: string): Promise<ManifestEntry> {
  const entry = (await realManifest()).files.find((file) => file.name === name);
  if (!entry) throw new Error(`${name}: not in the manifest`);
  return entry;
}

type Answer = (
  file: string,
  asked: { readonly count: number; readonly init: RequestInit | undefined },
) => Response | undefined | Promise<Response | undefined>;

/** A `fetch` that serves the prepared files; `answer` may answer in its place. It counts what is asked. */
export function serveFiles(answer: Answer = () => undefined): {
  fetch: typeof fetch;
  asked: string[];
  caches: (RequestCache | undefined)[];
} {
  const asked: string[] = [];
  const caches: (RequestCache | undefined)[] = [];
  const serve = async (input: URL | RequestInfo, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.href.startsWith(BASE.href)) throw new Error(`asked for ${url.href}, outside ${BASE.href}`);
    const file = url.href.slice(BASE.href.length);
    asked.push(file);
    caches.push(init?.cache);
    init?.signal?.throwIfAborted();
    const count = asked.filter((name) => name === file).length;
    return (await answer(file, { count, init })) ?? new Response(await realFile(file));
  };
  return { fetch: serve as typeof fetch, asked, caches };
}
