import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelStore } from '../../../src/lib/models/model-store.ts';
import type { KeptModel } from '../../../src/lib/models/kept-model.ts';
import { tinyHidden } from '../../support/specifications.ts';
import { readText, writeText } from '../../../src/lib/storage/text.ts';
import { modelOf } from '../interchange/models.ts';

const fakes = await import('fake-indexeddb');

const model = (name: string, savedAt = 1): Omit<KeptModel, 'id'> => ({
  ...modelOf(tinyHidden),
  name,
  imagesSeen: 60_000,
  by: 'reference',
  result: { correct: 9200, of: 10_000, loss: 0.27 },
  savedAt,
});

let store: ModelStore;
beforeEach(() => {
  // idb asks for the browser's classes by name.
  for (const [name, value] of Object.entries(fakes)) if (name.startsWith('IDB')) vi.stubGlobal(name, value);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = new ModelStore();
});
afterEach(async () => {
  await store.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const names = async (): Promise<string[]> => (await store.list()).map(({ name }) => name);

describe('kept models', () => {
  it('come back whole, the newest first in the list and without their weights', async () => {
    const first = await store.save(model('first', 1));
    await store.save(model('  second  ', 2));
    const list = await store.list();
    expect(list.map(({ name }) => name)).toEqual(['second', 'first']);
    expect(list.some((summary) => 'weights' in summary)).toBe(false);
    const third = await store.save({
      ...model('third', 3),
      training: { epochs: 3, trainCount: 50_000, validation: { from: 50_000, count: 10_000 } },
    });
    await store.close(); // as after a reload
    expect(await store.load(first.id)).toEqual({ ...model('first', 1), id: first.id }); // of an earlier version, without `training`
    expect((await store.load(third.id)).training).toEqual({
      epochs: 3,
      trainCount: 50_000,
      validation: { from: 50_000, count: 10_000 },
    });
  });

  it('can be renamed, deleted and put back in their place', async () => {
    const { id } = await store.save(model('one', 1));
    await store.save(model('two', 2));
    await store.rename(id, 'uno');
    const removed = await store.remove(id);
    expect(await names()).toEqual(['two']);
    await expect(store.load(id)).rejects.toMatchObject({ name: 'ModelStoreError', reason: 'missing' });
    await expect(store.rename(id, 'x')).rejects.toMatchObject({ reason: 'missing' });
    await store.restore(removed!);
    expect(await names()).toEqual(['two', 'uno']);
    expect((await store.load(id)).weights).toEqual(modelOf(tinyHidden).weights);
    expect(await store.remove(77)).toBeNull();
    await expect(store.rename(id, '   ')).rejects.toThrow('name: expected at least one letter, got none');
  });

  it('tell of every change', async () => {
    let changes = 0;
    const stop = store.subscribe(() => changes++);
    const { id } = await store.save(model('one'));
    await store.rename(id, 'two');
    await store.remove(id);
    expect(changes).toBe(3);
    stop();
    await store.save(model('three'));
    expect(changes).toBe(3);
  });

  it('are counted for pages that open no database, from the first list on', async () => {
    const noted = (): string | undefined => readText('delta-to-depth:shelf');
    const { id } = await store.save(model('one'));
    await store.save(model('two'));
    expect(noted()).toBe('2');
    const removed = await store.remove(id);
    expect(noted()).toBe('1');
    await store.restore(removed!);
    expect(noted()).toBe('2');
    writeText('delta-to-depth:shelf', undefined); // as before the number was kept
    await store.list();
    expect(noted()).toBe('2');
    for (const one of await store.list()) await store.remove(one.id);
    expect(noted()).toBeUndefined();
  });

  it('a full storage is said, and nothing is half written', async () => {
    await store.save(model('before'));
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      if (this.name === 'weights') throw new DOMException('no room', 'QuotaExceededError');
      return add.call(this, value, key);
    } as never);
    await expect(store.save(model('too much'))).rejects.toMatchObject({
      reason: 'full',
      remedy: expect.stringContaining('as a file') as string,
    });
    vi.restoreAllMocks();
    expect(await names()).toEqual(['before']);
    await store.save(model('after', 2));
    expect(await names()).toEqual(['after', 'before']);
  });

  it('a forbidden storage is said, in each way that browsers have', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    await expect(store.list()).rejects.toMatchObject({ reason: 'forbidden' });
    vi.stubGlobal('indexedDB', undefined);
    await expect(store.save(model('x'))).rejects.toMatchObject({ reason: 'forbidden' });
    vi.stubGlobal('indexedDB', new IDBFactory());
    expect(await names()).toEqual([]); // allowed again, without a reload
  });

  it('makes way for a newer version in another tab, and then says so', async () => {
    await store.save(model('one'));
    const newer = await openDB('delta-to-depth', 2); // would wait for ever if this tab held on
    await expect(store.list()).rejects.toMatchObject({ reason: 'outdated' });
    newer.close();
  });

  it('a damaged model is said, and can be deleted', async () => {
    const { id } = await store.save(model('one'));
    const database = await openDB('delta-to-depth', 1);
    await database.put('weights', [{ name: '0.weight', shape: [1], values: Float32Array.of(NaN) }], id);
    await expect(store.load(id)).rejects.toMatchObject({ reason: 'damaged' });
    await database.delete('weights', id);
    database.close();
    await expect(store.load(id)).rejects.toMatchObject({ reason: 'damaged' });
    await store.remove(id);
    expect(await names()).toEqual([]);
  });

  it('damaged entries are left out of the list, kept aside until they are removed, and told of', async () => {
    await store.save(model('sound'));
    const database = await openDB('delta-to-depth', 1);
    const { id: _, ...summary } = (await store.list())[0]!;
    const wrong: readonly object[] = [
      {},
      { ...summary, name: 7 },
      { ...summary, specification: { ...summary.specification, layers: [] } },
      { ...summary, specification: null },
      { ...summary, result: { correct: 'all', of: 10_000, loss: 1 } },
      { ...summary, training: { epochs: 1, trainCount: 1 } },
    ];
    const ids: number[] = [];
    for (const entry of wrong) ids.push(Number(await database.add('models', entry)));
    await database.add('models', {
      ...summary,
      name: 'diverged',
      result: { correct: 980, of: 10_000, loss: Infinity },
    });
    database.close();
    expect([...(await names())].sort()).toEqual(['diverged', 'sound']);
    expect(await store.damaged()).toEqual(ids);
    await expect(store.load(ids[0]!)).rejects.toMatchObject({ reason: 'damaged' });
    for (const id of ids) await store.remove(id);
    expect(await store.damaged()).toEqual([]);
    expect(await names()).toHaveLength(2);
  });

  it('weights that do not fit their shape are damaged', async () => {
    const { id } = await store.save(model('one'));
    const database = await openDB('delta-to-depth', 1);
    await database.put('weights', [{ name: '0.weight', shape: [2, 3], values: new Float32Array(5) }], id);
    await expect(store.load(id)).rejects.toMatchObject({ reason: 'damaged' });
    await database.put('weights', [{ name: '0.weight', shape: [2, 3], values: new Float32Array(6) }], id);
    database.close();
    expect((await store.load(id)).weights).toHaveLength(1);
  });
});
