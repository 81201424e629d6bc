import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { Trainer } from '../../../../src/components/widgets/trainer/controller.ts';
import type { Guest } from '../../../../src/components/widgets/trainer/shown-model.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { watchModel } from '../../../../src/components/widgets/trainer/shown-model.ts';
import type { WeightTensor } from '../../../../src/lib/engine/contract.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { recordOf } from '../../../support/run-records.ts';

const run = recordOf(trainingSettingsOf(networkOf({ layers: [{ units: 10 }] })), { title: 'one', state: 'running' });

test('pictures get newest weights twice a second, none while nobody looks, and a guest in their place', async () => {
  vi.useFakeTimers();
  const shown = signal<RunRecord | null>(null);
  const guest = signal<Guest | null>(null);
  const taken: number[] = [];
  const weights: WeightTensor[] = [];
  const trainer = {
    shown,
    guest,
    manager: signal({ latestWeights: () => (taken.push(shown.peek()!.imagesSeen), weights) }),
    weightsOf: () => Promise.resolve(weights),
  } as unknown as Trainer;
  let visible = true;
  const { model, schedule, stop } = watchModel(trainer, () => visible);
  for (let images = 100; images <= 1000; images += 100) {
    shown.value = { ...run, imagesSeen: images };
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(taken).toEqual([100, 500, 1000]); // at 0, 0.5 and 1 s
  expect(model.value).toMatchObject({ name: 'one', imagesSeen: 1000 });
  visible = false;
  shown.value = { ...run, imagesSeen: 60_000, state: 'finished' };
  await vi.advanceTimersByTimeAsync(2000);
  expect(model.value!.imagesSeen).toBe(1000);
  visible = true;
  schedule();
  await vi.advanceTimersByTimeAsync(10);
  expect(model.value!.imagesSeen).toBe(60_000);
  guest.value = { name: 'kept', specification: run.settings.specification, weights, imagesSeen: 5, by: 'simd' };
  await vi.advanceTimersByTimeAsync(600);
  expect(model.value!.name).toBe('kept');
  guest.value = null;
  await vi.advanceTimersByTimeAsync(600);
  expect(model.value).toMatchObject({ name: 'one', imagesSeen: 60_000 });
  stop();
  vi.useRealTimers();
});
