import { describe, expect, test } from 'vitest';
import {
  createDraftStore,
  keepVersion,
  parseDraft,
  VERSIONS_KEPT,
  type DraftVersion,
} from '../../../src/components/lab/drafts.ts';

/** A storage with a limit, as the browser's has one. */
function memoryStorage(limit = Infinity): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => {
      if (value.length > limit) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      map.set(key, value);
    },
  };
}

const version = (code: string, saved = 1): DraftVersion => ({ code, saved, because: 'reset' });
const id = '03-the-delta-rule/update';

describe('drafts', () => {
  test('come back after a reload, under a key that names the exercise', () => {
    const storage = memoryStorage();
    expect(createDraftStore(storage, new EventTarget()).write(id, 'let a = 1;', 5)).toBeNull();
    expect(storage.key(0)).toBe('delta-to-depth:draft:03-the-delta-rule/update');
    expect(createDraftStore(storage, new EventTarget()).read(id)).toEqual({
      code: 'let a = 1;',
      saved: 5,
      versions: [],
    });
  });

  test('keep the last ten versions, newest first, each text once', () => {
    const store = createDraftStore(memoryStorage(), new EventTarget());
    for (let i = 1; i <= 12; i++) store.keep(id, version(`text ${i}`, i));
    store.keep(id, version('text 7', 13));
    const codes = store.read(id)?.versions.map(({ code }) => code);
    expect(codes).toHaveLength(VERSIONS_KEPT);
    expect(codes?.slice(0, 3)).toEqual(['text 7', 'text 12', 'text 11']);
    expect(new Set(codes).size).toBe(VERSIONS_KEPT);
  });

  test('keep their versions when the text is written again', () => {
    const store = createDraftStore(memoryStorage(), new EventTarget());
    store.write(id, 'one', 1);
    store.keep(id, version('zero'));
    store.write(id, 'two', 2);
    expect(store.read(id)).toEqual({ code: 'two', saved: 2, versions: [version('zero')] });
  });

  test('live on in memory when the storage is full, and say so', () => {
    const storage = memoryStorage(200);
    const store = createDraftStore(storage, new EventTarget());
    expect(store.write(id, 'short', 1)).toBeNull();
    const long = 'x'.repeat(300);
    expect(store.write(id, long, 2)).toBe('full');
    expect(store.read(id)?.code).toBe(long);
    // Once there is room again, the storage has it and memory lets go.
    expect(store.write(id, 'short again', 3)).toBeNull();
    expect(createDraftStore(storage, new EventTarget()).read(id)?.code).toBe('short again');
  });

  test('live on in memory when the storage is forbidden, and say so', () => {
    const store = createDraftStore(null, new EventTarget());
    expect(store.write(id, 'mine', 1)).toBe('forbidden');
    expect(store.read(id)?.code).toBe('mine');
  });

  test('tell of another tab, only for their own exercise, until told to stop', () => {
    const events = new EventTarget();
    const store = createDraftStore(memoryStorage(), events);
    const heard: string[] = [];
    const end = store.onOtherTab(id, (draft) => heard.push(draft.code));
    const say = (key: string, code: string) =>
      events.dispatchEvent(
        Object.assign(new Event('storage'), { key, newValue: JSON.stringify({ code, saved: 1, versions: [] }) }),
      );
    say(`delta-to-depth:draft:${id}`, 'theirs');
    say('delta-to-depth:draft:01-pictures/normalise', 'not this');
    end();
    say(`delta-to-depth:draft:${id}`, 'too late');
    expect(heard).toEqual(['theirs']);
  });

  test('that cannot be read are kept as a version: they may be work', () => {
    expect(parseDraft('function update() {}').versions[0]?.code).toBe('function update() {}');
    expect(parseDraft('{"code":3}').versions[0]?.because).toBe('unreadable');
    expect(
      parseDraft('{"code":"a","saved":1,"versions":[{"code":"b"},{"code":"c","saved":1,"because":"reset"}]}').versions,
    ).toEqual([version('c')]);
  });

  test('put a text that was there before in front', () => {
    expect(keepVersion([version('a'), version('b')], version('b', 9))).toEqual([version('b', 9), version('a')]);
  });
});
