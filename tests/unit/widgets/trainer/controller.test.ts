import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import {
  createTrainer,
  runInHand,
  type TrainerHost,
  type PresetName,
} from '../../../../src/components/widgets/trainer/controller.ts';
import { deltaRule } from '../../../../src/lib/systems/delta-rule.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import * as withRuns from '../../../../src/components/widgets/trainer/with-runs.ts';
import { listManager, recordOf } from '../../../support/run-records.ts';

const one = networkOf({ name: 'one', layers: [{ units: 10 }], epochs: 2 });
const two = networkOf({
  name: 'two',
  layers: [{ units: 32, activation: 'relu' }, { units: 10 }],
  trainCount: 6000,
  validation: { from: 50_000, count: 5000 },
});

interface Stage {
  readonly networks?: (typeof one)[];
  readonly together?: boolean;
  readonly keeps?: boolean;
  readonly preset?: PresetName;
  readonly latestOnly?: boolean;
  /** What stands in the reader's editor, or will when that is brought up. */
  readonly code?: string;
  readonly awakened?: string;
  /** Runs that the browser keeps; they come in when the manager opens. */
  readonly kept?: readonly RunRecord[];
}

function stage(options: Stage = {}) {
  const manager = listManager(options.kept);
  const noted: boolean[] = [];
  const editor = signal(options.code ?? null);
  const host: TrainerHost = {
    manager: () => Promise.resolve(manager),
    withRuns: () => Promise.resolve(withRuns),
    available: () => Promise.resolve([{ engine: 'webgpu', available: false, because: 'none' }]),
    keepsRuns: () => options.keeps ?? false,
    noteRuns: (some) => void noted.push(some),
    page: () => ({ path: 'chapters/test/', title: 'Test', anchor: 'trainer-one' }),
    readerCode: () => editor.value,
    awakeReaderCode: () => Promise.resolve((editor.value = options.awakened ?? null)),
  };
  const trainer = createTrainer(host, {
    scope: 'test/one',
    networks: options.networks ?? [one],
    together: options.together ?? false,
    preset: options.preset ?? 'network',
    latestOnly: options.latestOnly ?? false,
  });
  return { manager, trainer, noted };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a run is asked for with the settings as they stand, and keeps them when they change', async () => {
  const { manager, trainer, noted } = stage();
  trainer.set({ epochs: '3' });
  trainer.train();
  await settled();
  expect(manager.runs).toHaveLength(1);
  expect(manager.runs[0]).toMatchObject({
    scope: 'test/one',
    title: 'one: 3 epochs',
    engine: 'auto',
    settings: { epochs: 3, testAt: expect.arrayContaining([0, 60_000, 180_000]) },
  });
  expect(trainer.changed.value).toBe(false);
  trainer.set({ batchSize: '7' });
  expect(trainer.changed.value).toBe(true);
  expect(trainer.runs.value[0]!.settings.specification.batchSize).toBe(30);
  expect(noted).toEqual([true]);
});

test('a run of a network that is named by its layers is called by them as they stand', async () => {
  const { manager, trainer } = stage({ networks: [networkOf({ layers: [{ units: 10 }] })] });
  trainer.train();
  trainer.set({ epochs: '3', hidden: [{ units: '16', activation: 'identity', bias: true, dropout: '0' }] });
  trainer.train();
  await settled();
  expect(manager.runs.map(({ title }) => title)).toEqual(['784-10', '784-16-10: 3 epochs']);
});

test('nothing starts while a setting is wrong, and the network that is wrong comes up', async () => {
  const { manager, trainer } = stage({ networks: [one, two] });
  trainer.chosen.value = 1;
  trainer.set({ batchSize: 'many' });
  trainer.chosen.value = 0;
  trainer.trainAll();
  await settled();
  expect(manager.runs).toHaveLength(0);
  expect(trainer.chosen.value).toBe(1);
});

test('all networks join the queue, or train side by side', async () => {
  const queue = stage({ networks: [one, two] });
  queue.trainer.trainAll();
  await settled();
  expect(queue.manager.runs.map(({ title, state }) => `${title} ${state}`)).toEqual(['one running', 'two queued']);
  expect(queue.manager.runs[1]!.settings).toMatchObject({
    trainCount: 6000,
    validation: { from: 50_000, count: 5000 },
  });
  const together = stage({ networks: [one, two], together: true });
  together.trainer.trainAll();
  await settled();
  expect(together.manager.runs.map(({ state }) => state)).toEqual(['running', 'running']);
  together.trainer.pause();
  await settled();
  expect(together.manager.told).toEqual(['pause run-1', 'pause run-2']);
});

test('only the runs of its own scope are shown, and those of an earlier visit come back by themselves', async () => {
  const { manager, trainer } = stage({ keeps: true });
  manager.add({
    scope: 'other/one',
    title: 'x',
    page: { path: '', title: '', anchor: '' },
    settings: trainingSettingsOf(one),
    engine: 'auto',
  });
  manager.add({
    scope: 'test/one',
    title: 'one',
    page: { path: '', title: '', anchor: '' },
    settings: trainingSettingsOf(one),
    engine: 'auto',
  });
  trainer.arrive();
  await settled();
  expect(trainer.runs.value.map(({ id }) => id)).toEqual(['run-2']);
});

test('the settings of a run come back into the controls of its network', async () => {
  const { trainer } = stage({ networks: [one, two] });
  trainer.chosen.value = 1;
  trainer.set({ ...trainer.form.value, epochs: '4', rates: { ...trainer.form.value.rates, learningRate: '0.5' } });
  trainer.train();
  await settled();
  trainer.set({ epochs: '9' });
  trainer.chosen.value = 0;
  trainer.useSettings(trainer.runs.value[0]!);
  expect(trainer.chosen.value).toBe(1);
  expect(trainer.form.value).toMatchObject({ epochs: '4', rates: { learningRate: '0.5' } });
});

test('what trains is in hand, then what is paused, then what waits, then the latest', () => {
  const run = (id: string, state: Parameters<typeof recordOf>[1] & object) =>
    recordOf(trainingSettingsOf(one), { id, ...state });
  const [done, paused, queued, busy, last] = [
    run('1', { state: 'finished' }),
    run('2', { state: 'paused' }),
    run('3', { state: 'queued' }),
    run('4', { state: 'running' }),
    run('5', { state: 'diverged' }),
  ];
  const inHand = (...runs: (typeof done)[]) => runInHand(runs)?.id ?? null;
  expect(inHand(done!, paused!, queued!, busy!, last!)).toBe('4');
  expect(inHand(done!, queued!, paused!, last!)).toBe('2');
  expect(inHand(done!, queued!, last!)).toBe('3');
  expect(inHand(done!, last!)).toBe('5');
  const cutOff = run('6', { state: 'cut-off' });
  expect(inHand(cutOff, queued!, last!)).toBe('6');
  expect(inHand(cutOff, last!)).toBe('5');
  expect(inHand()).toBeNull();
});

const layer = networkOf({ name: 'One pass', ...deltaRule() });
const single = (more: Stage = {}) => stage({ networks: [layer], preset: 'single layer', ...more });

test('a single layer takes one image, another, and then what is left of the pass', async () => {
  const { manager, trainer } = single();
  trainer.step(1);
  await settled();
  expect(manager.told).toEqual(['step run-1 1']);
  manager.change('run-1', { state: 'paused', imagesSeen: 1 });
  trainer.step(1);
  await settled();
  manager.change('run-1', { state: 'paused', imagesSeen: 12_345 });
  trainer.stepEpoch();
  await settled();
  expect(manager.told).toEqual(['step run-1 1', 'step run-1 1', 'step run-1 47655']);
  expect(manager.runs).toHaveLength(1);
});

test('a step with other settings, or after the end, is the first of a new run, and ends the one in hand', async () => {
  const { manager, trainer } = single();
  trainer.step(1);
  await settled();
  manager.change('run-1', { state: 'paused', imagesSeen: 1 });
  trainer.set({ initialization: 'zeros' });
  expect(trainer.changed.value).toBe(true);
  trainer.stepEpoch();
  await settled();
  expect(manager.told).toEqual(['step run-1 1', 'stop run-1', 'step run-2 60000']);
  manager.change('run-1', { state: 'stopped' });
  manager.change('run-2', { state: 'finished', imagesSeen: 60_000 });
  trainer.step(1);
  await settled();
  expect(manager.runs.map(({ title }) => title)).toEqual(['One pass', 'One pass: zero start', 'One pass: zero start']);
  expect(manager.told.at(-1)).toBe('step run-3 1');
});

test('back to the start leaves the run where it is, until it is taken up again', async () => {
  const { manager, trainer } = single();
  trainer.train();
  await settled();
  manager.change('run-1', { imagesSeen: 100 });
  trainer.rewind();
  await settled();
  expect(manager.told).toEqual(['stop run-1']);
  manager.change('run-1', { state: 'stopped' });
  expect(trainer.inHand.value).toBeNull();
  expect(trainer.shown.value).toBeNull();
  expect(trainer.runs.value).toHaveLength(1);
  manager.change('run-1', { state: 'running' }); // by the dock
  expect(trainer.inHand.value?.id).toBe('run-1');
  manager.change('run-1', { state: 'finished' });
  expect(trainer.inHand.value?.id).toBe('run-1');
});

test('the reader’s code trains as it stands, and another text of it is another run', async () => {
  const { manager, trainer } = single({ code: 'mine' });
  trainer.train();
  await settled();
  expect(manager.runs[0]!.code).toBeUndefined();
  trainer.train('mine'); // from the exercise, which ends the run that is on
  await settled();
  expect(manager.told).toEqual(['stop run-1']);
  expect(manager.runs[1]!.code).toBe('mine');
  expect(trainer.code.value).toBe('reader');
  manager.change('run-1', { state: 'stopped' });
  manager.change('run-2', { state: 'paused', imagesSeen: 5 });
  expect(trainer.changed.value).toBe(false);
  manager.change('run-2', { state: 'paused', code: 'mine, as it was' });
  expect(trainer.changed.value).toBe(true);
  trainer.code.value = 'book';
  expect(trainer.changed.value).toBe(true);
});

test('the reader’s editor is brought up where it is not there yet; where it does not come, that is said', async () => {
  const { manager, trainer } = single({ awakened: 'mine' });
  trainer.code.value = 'reader';
  trainer.step(1);
  await settled();
  expect(manager.runs.map(({ code }) => code)).toEqual(['mine']);
  const without = single();
  without.trainer.code.value = 'reader';
  without.trainer.train();
  await settled();
  expect(without.manager.runs).toEqual([]);
  expect(without.trainer.failure.value?.message).toContain('Your code cannot be read');
});

test('a press before the kept runs are in waits for them, then goes on with the one in hand or begins another', async () => {
  const kept = recordOf(trainingSettingsOf(layer), {
    id: 'kept',
    title: 'One pass',
    state: 'stopped',
    imagesSeen: 41,
    by: 'reader',
    code: 'as it was',
  });
  const press = async (awakened: string | undefined): Promise<ReturnType<typeof stage>> => {
    const all = single({ kept: [kept], latestOnly: true, ...(awakened === undefined ? {} : { awakened }) });
    all.trainer.code.value = 'reader';
    all.trainer.step(1);
    await settled();
    expect(all.manager.told).toEqual([]);
    all.manager.open();
    await settled();
    return all;
  };
  const same = await press('as it was');
  expect(same.manager.told).toEqual(['step kept 1']);
  expect(same.manager.runs.map(({ id }) => id)).toEqual(['kept']);
  const other = await press('as it is now');
  expect(other.manager.runs.map(({ code }) => code)).toEqual(['as it is now']); // the kept one has gone
  expect(other.manager.told).toEqual([expect.stringMatching(/^step run-\d 1$/)]);
  // Where their code cannot be read nobody knows which it would be.
  const unknown = await press(undefined);
  expect(unknown.manager.told).toEqual([]);
  expect(unknown.manager.runs.map(({ id }) => id)).toEqual(['kept']);
  expect(unknown.trainer.failure.value?.message).toContain('Your code cannot be read');
});

test('no run is ended for one that cannot begin, and what is wrong is said until it is put right', async () => {
  const { manager, trainer } = single({ code: 'mine' });
  trainer.train();
  await settled();
  trainer.set({ epochs: 'many' });
  trainer.train('mine');
  await settled();
  expect(manager.told).toEqual([]);
  expect(manager.runs).toHaveLength(1);
  expect(trainer.failure.value?.message).toMatch(/^No new run was started\. Epochs: .*here stands “many”\.$/);
  trainer.set({ epochs: '1' });
  expect(trainer.failure.value).toBeNull();
});

test('a trainer that keeps its latest run only lets the others go', async () => {
  const { manager, trainer } = single({ latestOnly: true });
  trainer.train();
  await settled();
  manager.change('run-1', { state: 'finished' });
  trainer.train();
  await settled();
  expect(trainer.runs.value).toHaveLength(1);
});
