import { readdirSync, readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDraft } from '../../../src/lib/classroom/drafts.ts';
import { parsePlace } from '../../../src/lib/classroom/place.ts';
import { readProgress } from '../../../src/lib/classroom/progress-store.ts';
import { parseTheme } from '../../../src/lib/classroom/theme.ts';
import { StoredEngines } from '../../../src/lib/engine/auto/known-engines.ts';
import { ModelStore } from '../../../src/lib/models/model-store.ts';
import { canGoOn } from '../../../src/lib/runs/run-record.ts';
import { RunStore } from '../../../src/lib/runs/run-store.ts';
import { moveRunsBefore, runsBefore } from '../../../src/lib/runs/old-runs.ts';
import {
  guessKey,
  PLACE_KEY,
  RUNS_BEFORE,
  runsOfKey,
  SINGLE_KEYS_KEY,
  THEME_KEY,
} from '../../../src/lib/storage/names.ts';
import { readText, textKeys, writeText } from '../../../src/lib/storage/text.ts';
import { freshStorage } from '../../support/browser-storage.ts';
import { putStores, type Stores } from '../../support/stores.ts';
import { S4_AT, S4_COUNTS } from '../../support/s4-counts.ts';

const fakes = await import('fake-indexeddb');
const FOLDER = new URL('../../fixtures/old-stores/', import.meta.url);
const stores = JSON.parse(readFileSync(new URL('0.1.0.json', FOLDER), 'utf8')) as Stores;

/** The bytes of what stands in a database of the file, packed. */
const entry = (database: string, store: string, key: string | number): unknown =>
  stores.databases
    .find(({ name }) => name === database)!
    .stores.find(({ name }) => name === store)!
    .entries.find((one) => one.key === key)!.value;
const bytesIn = (packed: unknown): string[] =>
  [...JSON.stringify(packed).matchAll(/"base64":"([^"]*)"/g)].map(([, text]) => text!);
const bytesOf = (values: Float32Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

beforeEach(async () => {
  for (const [name, value] of Object.entries(fakes)) if (name.startsWith('IDB')) vi.stubGlobal(name, value);
  vi.stubGlobal('indexedDB', new IDBFactory());
  freshStorage();
  await putStores(stores);
});
afterEach(() => vi.unstubAllGlobals());

describe('what version 0.1.0 has kept', () => {
  it('is told of by a file for each version that changed it', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([
      ...['0.1.0', '1aa81da'].map((version) => `${version}.json`),
      ...['0.1.0', '1aa81da'].map((version) => `make-${version}.ts`),
      'visit.ts',
    ]);
  });

  it('is there as settings, progress, guesses and the place where the reader was', () => {
    expect(parseTheme(readText(THEME_KEY))).toBe('dark');
    expect(readText(SINGLE_KEYS_KEY)).toBe('off');
    expect(readText(guessKey('03-the-delta-rule/one-step'))).toBe('2');
    expect(parsePlace(readText(PLACE_KEY))).toEqual({ chapter: '03-the-delta-rule', step: 'delta' });
    expect(readProgress()).toEqual({
      version: 1,
      steps: { '03-the-delta-rule': ['update', 'one-lever'] },
      passed: ['03-the-delta-rule/update'],
    });
  });

  it('is there as the text of an exercise, with its earlier version', () => {
    const draft = readDraft('03-the-delta-rule/update')!;
    expect(draft.code).toContain('// my own update');
    expect(draft.versions.map(({ because }) => because)).toEqual(['passed', 'reset']);
    expect(draft.versions[0]!.code).toBe(draft.code);
    expect(draft.versions[1]!.code).toBe('// a first try');
  });

  it('is there as runs of one layer, which move to those of networks and are then gone from where they were', async () => {
    const store = new RunStore();
    const now = 1_800_000_000_000;
    await moveRunsBefore(store, now);
    expect(textKeys(RUNS_BEFORE)).toEqual([]);
    const scopes = [
      '03-the-delta-rule/pass',
      '04-sixty-thousand-lessons/experiments',
      '04-sixty-thousand-lessons/pass',
    ];
    expect(scopes.map((scope) => readText(runsOfKey(scope)))).toEqual(['1', '1', '1']);
    const runs = await store.list();
    const runsOf = (scope: string) => runs.flatMap(({ record }) => (record.scope === scope ? [record] : []));
    expect(runs).toHaveLength(6 + 4);

    const [own] = runsOf('03-the-delta-rule/pass');
    expect(own).toMatchObject({ by: 'reader', state: 'finished', imagesSeen: 60_000, imagesTotal: 60_000 });
    expect(own!.page).toEqual({
      path: 'chapters/the-delta-rule/',
      title: 'The delta rule',
      anchor: 'trainer-pass',
    });
    expect(own!.tests.at(-1)).toMatchObject({ imagesSeen: 60_000, correct: 6928, of: 10_000 });
    expect(canGoOn({ ...own!, state: 'stopped' })).toBe(false); // its code was not kept

    const pass = runsOf('04-sixty-thousand-lessons/pass');
    expect(pass.map(({ by, state, hidden, look, loaded = null }) => [by, state, hidden, look, loaded])).toEqual([
      ['simd', 'stopped', false, 0, null],
      ['simd', 'diverged', true, 1, null],
      ['simd', 'finished', false, 2, null],
      ['reference', 'finished', false, 3, expect.stringContaining('S4, one pass')],
    ]);
    // The counts that S4 published.
    expect(S4_AT.map((images) => pass[2]!.tests.find(({ imagesSeen }) => imagesSeen === images)?.correct)).toEqual(
      S4_COUNTS,
    );
    expect(pass[2]!.settings.specification).toMatchObject({
      layers: [{ units: 10, activation: 'identity', bias: false }],
      loss: 'squaredError',
      optimizer: { name: 'sgd', learningRate: 0.01 },
      initialization: 'uniform01',
      batchSize: 1,
      order: 'file',
      seed: 10,
    });
    expect(pass.map(canGoOn)).toEqual([true, false, false, false]);

    const [shuffled] = runsOf('04-sixty-thousand-lessons/experiments');
    expect(shuffled!.settings.specification).toMatchObject({
      optimizer: { name: 'sgd', learningRate: 0.0003 },
      initialization: 'zeros',
      seed: 10,
      order: 'shuffled',
    });
    expect(shuffled).toMatchObject({ state: 'finished', imagesSeen: 120_000, imagesTotal: 120_000 });
    await store.close();
  });

  it('stays where it was, runs of one layer too, when the browser does not take it', async () => {
    const keys = textKeys(RUNS_BEFORE);
    const full = { put: () => Promise.reject(new Error('full')), putDamaged: () => Promise.reject(new Error('full')) };
    await expect(moveRunsBefore(full, 1)).rejects.toThrow('full');
    expect(textKeys(RUNS_BEFORE)).toEqual(keys);
    expect(keys).toHaveLength(3);
  });

  it('is left out where it is damaged, and the rest is there', async () => {
    const key = 'delta-to-depth:runs:04-sixty-thousand-lessons:pass';
    const whole = JSON.parse(readText(key)!) as { runs: Record<string, unknown>[] };
    whole.runs[0]!['settings'] = { alpha: 'much', start: 'zeros', seed: 1, order: 'file', epochs: 1 };
    whole.runs[1]!['tests'] = [[0, 'x'], 7, [100, 1835, 10_000, null]];
    const { runs, damaged } = runsBefore(key, JSON.stringify(whole), 1000);
    expect(runs).toHaveLength(3);
    expect(damaged).toEqual([whole.runs[0]]);
    expect(runs[0]!.record.tests).toEqual([{ imagesSeen: 100, correct: 1835, of: 10_000, loss: Infinity }]);
    for (const text of ['7', '{"version":2,"runs":[]}', '{"version":1,"runs":7}', '{"version":1,'])
      expect(runsBefore(key, text, 1000)).toEqual({ runs: [], damaged: [text] });
    for (const text of [undefined, '']) expect(runsBefore(key, text, 1000)).toEqual({ runs: [], damaged: [] });

    // What cannot be read is not thrown away: it is told of, and the reader decides.
    writeText(key, JSON.stringify(whole));
    const store = new RunStore();
    const before = await store.list();
    await moveRunsBefore(store, 1000);
    expect(textKeys(RUNS_BEFORE)).toEqual([]);
    expect(await store.damaged()).toEqual([`damaged:${key}:0`]);
    expect((await store.list()).length - before.length).toBe(5);
    await store.close();
  });

  it('is there as runs of networks, with the states that they go on from', async () => {
    const store = new RunStore();
    const runs = await store.list();
    expect(runs.map(({ record }) => [record.state, record.settings.specification.optimizer.name])).toEqual([
      ['finished', 'sgd'],
      ['stopped', 'momentum'],
      ['running', 'adam'],
      ['queued', 'adam'],
    ]);
    expect(runs.map(({ record }) => record.settings.specification.layers[0]!.dropout)).toEqual([0, 0, 0.2, 0.2]);
    const [finished, stopped, cutOff, queued] = runs;
    expect(finished!.record.epochs.map(({ imagesSeen }) => imagesSeen)).toEqual([3000, 6000]);
    expect(finished!.record.tests.at(-1)!.correct).toBe(6978);
    for (const run of [finished, stopped, cutOff]) {
      const state = (await store.checkpoint(run!.record.id))!;
      expect(state.imagesSeen).toBe(run!.kept!.imagesSeen);
      expect(state.weights.map(({ shape }) => shape)).toEqual([[784, 4], [4], [4, 10], [10]]);
      const packed = bytesIn(entry('delta-to-depth-runs', 'checkpoints', run!.record.id));
      expect(packed).toEqual(expect.arrayContaining(state.weights.map(({ values }) => bytesOf(values))));
    }
    expect(await store.checkpoint(queued!.record.id)).toBeNull();
    await store.close();
  });

  it('is there as models, to the last bit of their weights', async () => {
    const store = new ModelStore();
    const list = await store.list();
    expect(list.map(({ name, result }) => [name, result.correct])).toEqual([
      ['four units', 6978],
      ['S4, one pass', 6928],
    ]);
    expect(list[0]!.training).toEqual({ epochs: 2, trainCount: 3000, validation: { from: 50_000, count: 1000 } });
    for (const { id } of list) {
      const { weights } = await store.load(id);
      expect(weights.map(({ values }) => bytesOf(values))).toEqual(bytesIn(entry('delta-to-depth', 'weights', id)));
    }
    await store.close();
  });

  it('is there as what was measured of engines, on the same day', async () => {
    const { entries } = stores.databases.find(({ name }) => name === 'delta-to-depth-engines')!.stores[0]!;
    const { key, value } = entries[0]!;
    const { at, name } = value as { readonly at: number; readonly name: string };
    const measured = await new StoredEngines(() => at + 1000, 5000).read(String(key));
    expect(measured!.name).toBe(name);
  });
});

describe('what the book has kept since it has one manager for all runs', () => {
  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    freshStorage();
    await putStores(JSON.parse(readFileSync(new URL('1aa81da.json', FOLDER), 'utf8')) as Stores);
  });

  it('is there as runs of single layers and of networks, none damaged, with the weights that they go on from', async () => {
    const store = new RunStore();
    const runs = await store.list();
    expect(await store.damaged()).toEqual([]);
    const last = ({ tests }: (typeof runs)[number]['record']) => tests.at(-1)!.correct;
    expect(runs.map(({ record }) => [record.scope, record.by, record.state, record.imagesSeen, last(record)])).toEqual([
      ['03-the-delta-rule/pass', 'reader', 'finished', 60_000, 6928],
      ['03-the-delta-rule/pass', 'reader', 'paused', 1, 1256],
      ['04-sixty-thousand-lessons/pass', 'simd', 'stopped', 1, 1256],
      ['04-sixty-thousand-lessons/pass', 'simd', 'finished', 60_000, 6928],
      ['playground', 'simd', 'stopped', 14_000, 6825],
    ]);
    for (const { record } of runs) {
      const state = await store.checkpoint(record.id);
      expect(state!.imagesSeen).toBe(record.imagesSeen);
      const [weights] = state!.weights;
      expect(weights!.values.every(Number.isFinite)).toBe(true);
      expect(weights!.shape[0]).toBe(record.settings.specification.inputs);
    }
    expect(runs.map(({ record }) => canGoOn(record))).toEqual([false, true, true, false, true]);
    await store.close();
  });

  it('is there as the reader’s own code, letter for letter, with the run that it trained', async () => {
    const store = new RunStore();
    const [finished, paused] = await store.list();
    const draft = readDraft('03-the-delta-rule/update')!;
    expect(draft.code).toContain('// my own update');
    expect([finished!.record.code, paused!.record.code]).toEqual([draft.code, draft.code]);
    await store.close();
  });
});
