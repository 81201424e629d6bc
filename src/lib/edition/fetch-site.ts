import type { SiteFiles } from './edition.ts';

/** Where the build leaves the list of a site's files. */
export const SITE_LIST = 'class/files.json';

/** A site's files, with their lengths in bytes; the list itself is none of them. */
export type SiteList = Readonly<Record<string, number>>;

/** Requests at a time. */
const AT_ONCE = 6;

const isList = (value: unknown): value is SiteList =>
  typeof value === 'object' && value !== null && Object.values(value).every((length) => Number.isSafeInteger(length));

interface FetchOptions {
  /** Called after each file: bytes that are here, and of all. */
  readonly onBytes?: (here: number, all: number) => void;
  readonly signal?: AbortSignal;
}

async function bytesOf(url: URL, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`${url.pathname} did not load (${answer.status}). Try again.`);
  return new Uint8Array(await answer.arrayBuffer());
}

const readList = (bytes: Uint8Array): SiteList => {
  const list = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  if (!isList(list))
    throw new Error(`${SITE_LIST} is not the list of this book's files. Put the whole book on the host again.`);
  return list;
};

/** The list of the site's files. Errors: it does not load, or is something else. */
export const fetchSiteList = async (root: URL): Promise<SiteList> =>
  readList(await bytesOf(new URL(SITE_LIST, root), new AbortController().signal));

/** All files of the site under `root`. Errors: one does not load, or is not of the length that the list says. */
export async function fetchSite(root: URL, { onBytes, signal: stop }: FetchOptions = {}): Promise<SiteFiles> {
  // Where one fails the others end with it.
  const failed = new AbortController();
  const signal = stop ? AbortSignal.any([stop, failed.signal]) : failed.signal;
  const listBytes = await bytesOf(new URL(SITE_LIST, root), signal);
  const list = readList(listBytes);
  const all = Object.values(list).reduce((sum, length) => sum + length, 0);
  const files = new Map<string, Uint8Array>([[SITE_LIST, listBytes]]);
  const left = Object.entries(list);
  let here = 0;
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [path, length] = next;
      const bytes = await bytesOf(new URL(path, root), signal);
      if (bytes.length !== length)
        throw new Error(
          `${path} has ${bytes.length} bytes, not ${length}: the book on this host has changed, or is damaged. Load this page again.`,
        );
      signal.throwIfAborted();
      files.set(path, bytes);
      onBytes?.((here += length), all);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return files;
  } catch (error) {
    failed.abort();
    throw error;
  }
}
