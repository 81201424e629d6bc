import { beforeEach, expect, it, vi } from 'vitest';
import { keep, readKept, type TextStorage } from '../../../src/lib/classroom/storage.ts';

class MemoryStorage implements TextStorage {
  readonly entries = new Map<string, string>();
  getItem = (name: string): string | null => this.entries.get(name) ?? null;
  setItem = (name: string, text: string): void => void this.entries.set(name, text);
  removeItem = (name: string): void => void this.entries.delete(name);
}

const full: TextStorage = {
  getItem: () => null,
  removeItem: () => undefined,
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
};

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllGlobals();
});

it("keeps text under the book's own prefix and removes it", () => {
  const storage = new MemoryStorage();
  expect(keep('theme', 'dark', storage)).toBe(true);
  expect([...storage.entries]).toEqual([['delta-to-depth:theme', 'dark']]);
  expect(readKept('theme', storage)).toBe('dark');
  expect(keep('theme', undefined, storage)).toBe(true);
  expect(readKept('theme', storage)).toBeUndefined();
});

it('says when storage is full, and reads nothing where it is forbidden', () => {
  expect(keep('theme', 'dark', full)).toBe(false);
  vi.stubGlobal('localStorage', undefined);
  expect(keep('theme', 'dark')).toBe(false);
  expect(readKept('theme')).toBeUndefined();
});

it('holds progress for the page when the browser keeps nothing, and tells so', async () => {
  vi.stubGlobal('localStorage', full);
  vi.stubGlobal('addEventListener', () => undefined);
  const store = await import('../../../src/lib/classroom/progress-store.ts');
  const heard: [readonly string[] | undefined, boolean][] = [];
  store.onProgress((progress, kept) => heard.push([progress.steps['03-x'], kept]));
  store.markStep('03-x', 'delta', true);
  store.markStep('03-x', 'outer', true);
  expect(heard).toEqual([
    [undefined, true],
    [['delta'], false],
    [['delta', 'outer'], false],
  ]);
});

it('hears what another tab has written, and forgets everything when asked', async () => {
  const storage = new MemoryStorage();
  let fromOtherTab: (event: { key: string | null }) => void = () => undefined;
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('addEventListener', (_: string, listener: typeof fromOtherTab) => (fromOtherTab = listener));
  const store = await import('../../../src/lib/classroom/progress-store.ts');
  const heard: unknown[] = [];
  store.onProgress((progress) => heard.push(progress.passed));
  storage.setItem('delta-to-depth:progress', '{"version":1,"steps":{},"passed":["03-x/update"]}');
  fromOtherTab({ key: 'delta-to-depth:other' });
  fromOtherTab({ key: 'delta-to-depth:progress' });
  store.markPassed('03-x/outer');
  expect(heard).toEqual([[], ['03-x/update'], ['03-x/update', '03-x/outer']]);
  store.clearProgress();
  expect(storage.entries.size).toBe(0);
  expect(heard.at(-1)).toEqual([]);
});
