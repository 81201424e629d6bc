import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineState } from '../../../src/lib/engine/contract.ts';
import { keptAt, newRun, withRecord, type Run } from '../../../src/lib/runs/run.ts';
import { RunStore } from '../../../src/lib/runs/run-store.ts';
import { orderOf } from '../../support/run-host.ts';

const fakes = await import('fake-indexeddb');
const runOf = (id: string, at: number): Run => newRun(orderOf(id), { id, group: id, at, look: 0 });
const state: EngineState = {
  imagesSeen: 100,
  weights: [{ name: '0.weight', shape: [2, 1], values: Float32Array.of(1, NaN) }],
};

let store: RunStore;
beforeEach(() => {
  for (const [name, value] of Object.entries(fakes)) if (name.startsWith('IDB')) vi.stubGlobal(name, value);
  vi.stubGlobal('indexedDB', new IDBFactory());
  store = new RunStore();
});
afterEach(async () => {
  await store.close();
  vi.unstubAllGlobals();
});

/** Puts into the database what the store itself would not. */
async function plant(name: 'runs' | 'checkpoints', id: string, value: unknown): Promise<void> {
  const database = await openDB('delta-to-depth-runs', 1);
  await database.put(name, value, id);
  database.close();
}
const ids = async (): Promise<string[]> => (await store.list()).map(({ record }) => record.id);

describe('runs in the store', () => {
  it('come back whole, in order, with their checkpoints', async () => {
    const later = keptAt(withRecord(runOf('later', 2), { imagesSeen: 100 }), 100);
    await store.put(later, state);
    await store.put(runOf('first', 1), null);
    expect(await ids()).toEqual(['first', 'later']);
    expect(await store.get('later')).toEqual(later);
    expect(await store.checkpoint('later')).toEqual(state);
    expect(await store.checkpoint('first')).toBeNull();
    await store.remove('later');
    expect([await ids(), await store.get('later'), await store.checkpoint('later')]).toEqual([['first'], null, null]);
  });

  it('are left out where they are damaged, and stay where they are', async () => {
    await store.put(runOf('sound', 1), null);
    const sound = runOf('x', 2);
    const { record } = sound;
    const diverged = { imagesSeen: 9, span: 9, accuracy: 0.1, loss: Infinity };
    await plant('runs', 'diverged', withRecord(sound, { id: 'diverged', stretches: [diverged] }));
    await plant('runs', 'newer', { ...withRecord(sound, { id: 'newer' }), later: 'versions add what they need' });
    const wrong: readonly unknown[] = [
      null,
      'text',
      {},
      { ...sound, record: null },
      { ...sound, epochSoFar: null },
      { ...sound, kept: { imagesSeen: 5 } },
      { ...sound, record: { ...record, page: null } },
      { ...sound, record: { ...record, settings: { ...record.settings, specification: {} } } },
      { ...sound, record: { ...record, stretches: [null] } },
      { ...sound, record: { ...record, tests: [{ imagesSeen: 1 }] } },
      { ...sound, record: { ...record, epochs: {} } },
    ];
    for (const [i, value] of wrong.entries()) await plant('runs', `wrong-${i}`, value);
    expect((await ids()).sort()).toEqual(['diverged', 'newer', 'sound']);
    expect(await store.get('wrong-3')).toBeNull();
    const database = await openDB('delta-to-depth-runs', 1);
    expect(await database.count('runs')).toBe(3 + wrong.length);
    database.close();
  });

  it('begin anew where no engine could go on from their checkpoint', async () => {
    const { weights } = state;
    await store.put(runOf('a', 1), state);
    for (const wrong of [
      {},
      { imagesSeen: 5 },
      { weights },
      { imagesSeen: 5, weights: [{ ...weights[0], values: new Float32Array(3) }] },
      { imagesSeen: 5, weights: [{ ...weights[0], values: [1, 2] }] },
    ]) {
      await plant('checkpoints', 'a', wrong);
      expect(await store.checkpoint('a')).toBeNull();
    }
  });
});
