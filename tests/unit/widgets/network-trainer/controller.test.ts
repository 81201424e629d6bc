import { expect, test } from 'vitest';
import {
  createNetworkTrainer,
  runInHand,
  type NetworkTrainerWorld,
} from '../../../../src/components/widgets/network-trainer/controller.ts';
import { networkOf, trainingSettingsOf } from '../../../../src/components/widgets/network-trainer/network.ts';
import { listManager, recordOf } from '../../../support/run-records.ts';

const one = networkOf({ name: 'one', layers: [{ units: 10 }], epochs: 2 });
const two = networkOf({
  name: 'two',
  layers: [{ units: 32, activation: 'relu' }, { units: 10 }],
  trainCount: 6000,
  validation: { from: 50_000, count: 5000 },
});

function stage(options: { networks?: (typeof one)[]; together?: boolean; keeps?: boolean } = {}) {
  const manager = listManager();
  const noted: boolean[] = [];
  const world: NetworkTrainerWorld = {
    manager: () => Promise.resolve(manager),
    available: () => Promise.resolve([{ engine: 'webgpu', available: false, because: 'none' }]),
    keepsRuns: () => options.keeps ?? false,
    noteRuns: (some) => void noted.push(some),
    page: () => ({ path: 'chapters/test/', title: 'Test', anchor: 'trainer-one' }),
  };
  const trainer = createNetworkTrainer(world, {
    scope: 'test/one',
    networks: options.networks ?? [one],
    together: options.together ?? false,
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
