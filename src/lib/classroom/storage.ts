/** Names of everything the book keeps in the browser begin so. */
export const STORAGE_PREFIX = 'delta-to-depth:';

/** What is needed of `localStorage`. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, or undefined where it is forbidden (even asking may throw). */
export function browserStorage(): TextStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** The text kept under `name`, or undefined where there is none or storage is forbidden. */
export function readKept(name: string, storage = browserStorage()): string | undefined {
  try {
    return storage?.getItem(STORAGE_PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `text` under `name`; undefined removes it. False when storage is full or forbidden: say so to the reader. */
export function keep(name: string, text: string | undefined, storage = browserStorage()): boolean {
  if (!storage) return false;
  try {
    if (text === undefined) storage.removeItem(STORAGE_PREFIX + name);
    else storage.setItem(STORAGE_PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}
