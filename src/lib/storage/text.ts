import type { StorageReason } from './storage-error.ts';

/** Why the browser does not keep a text. */
export type TextTrouble = Extract<StorageReason, 'full' | 'forbidden'>;

/** `localStorage` keeps for good, and for all tabs; `sessionStorage` as long as the tab, and for it alone. */
type Area = 'localStorage' | 'sessionStorage';

type Memory = Map<string, string | undefined>;

/**
 * What the browser did not take stays here, as long as the page does; in a frame of a page that shares its own
 * (`shareMemory`), as long as that one does.
 */
const memory: Memory = (() => {
  try {
    return (parent as { bookMemory?: Memory }).bookMemory ?? new Map();
  } catch {
    return new Map(); // no window at all, or one of another site
  }
})();

/** Lets pages in frames of this one keep here what the browser does not take, so that it lasts from page to page. */
export const shareMemory = (): void => void Object.assign(globalThis, { bookMemory: memory });

/** The text under `key`; undefined where there is none. */
export function readText(key: string, area: Area = 'localStorage'): string | undefined {
  if (memory.has(key)) return memory.get(key);
  try {
    return globalThis[area].getItem(key) ?? undefined;
  } catch {
    return undefined; // forbidden: even asking may throw
  }
}

/**
 * Keeps `text` under `key`; undefined takes away what is there. What the browser does not take lasts as long as the page:
 * then it says why. Null when it is kept.
 */
export function writeText(key: string, text: string | undefined, area: Area = 'localStorage'): TextTrouble | null {
  try {
    if (text === undefined) globalThis[area].removeItem(key);
    else globalThis[area].setItem(key, text);
    memory.delete(key);
    return null;
  } catch (error) {
    memory.set(key, text);
    // The second name is that of older Firefoxes.
    return /^(QuotaExceededError|NS_ERROR_DOM_QUOTA_REACHED)$/.test((error as Error).name) ? 'full' : 'forbidden';
  }
}

function keysOfBrowser(): readonly string[] {
  try {
    const { length } = localStorage;
    return Array.from({ length }, (_, i) => localStorage.key(i) ?? '');
  } catch {
    return [];
  }
}

/** The keys that begin like this, under which there is a text. */
export const textKeys = (beginning: string): readonly string[] =>
  [...new Set([...keysOfBrowser(), ...memory.keys()])].filter(
    (key) => key.startsWith(beginning) && readText(key) !== undefined,
  );

/** False while what was written last under `key` lasts only as long as the page. */
export const isKept = (key: string): boolean => !memory.has(key);

/** Calls back when another tab has changed the text under `key`. Returns how to end that. */
export function onOtherTab(key: string, listener: (text: string | undefined) => void): () => void {
  const onStorage = (event: StorageEvent): void => {
    if (event.key === key || event.key === null) listener(event.newValue ?? undefined); // null: all was taken away
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
