import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Trainer } from '../../../../src/components/widgets/trainer/controller.ts';
import { networkSource, secondsAt, takenRun } from '../../../../src/components/widgets/trainer/keep-source.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { runFile } from '../../../../src/components/widgets/models/files.ts';
import { recordOf } from '../../../support/run-records.ts';

const network = networkOf({
  layers: [{ units: 16, activation: 'relu' }, { units: 10 }],
  trainCount: 1000,
  validation: { from: 50_000, count: 200 },
  epochs: 3,
});
const score = (imagesSeen: number, correct: number, of: number) => ({ imagesSeen, correct, of, loss: 0.5 });
const run = recordOf(trainingSettingsOf(network), {
  title: '784-16-10',
  state: 'stopped',
  by: 'simd',
  imagesSeen: 1500,
  seconds: 5,
  stretches: [{ imagesSeen: 500, span: 500, accuracy: 0.6, loss: 1.5 }],
  epochs: [{ epoch: 1, imagesSeen: 1000, seconds: 4, training: { accuracy: 0.7, loss: 1 } }],
  validations: [score(1000, 150, 200)],
  tests: [score(0, 980, 10_000), score(1000, 7400, 10_000)],
});

test('a model is kept with what its training was asked for, and hands it on', async () => {
  const trainer = {
    guest: signal(null),
    shown: signal(run),
    runs: signal([run]),
    weightsOf: () => Promise.resolve([]),
  } as unknown as Trainer;
  const source = networkSource(trainer);
  const kept = await source.model();
  const training = { epochs: 3, trainCount: 1000, validation: { from: 50_000, count: 200 } };
  expect(kept).toMatchObject({ by: 'simd', training, model: { imagesSeen: 1500 } });
  source.show({ ...kept!.model, training }, 'a kept one', { correct: 1, of: 2, loss: 0 });
  expect(await source.model()).toMatchObject({ training });
  source.show(kept!.model, 'one of an earlier version', { correct: 1, of: 2, loss: 0 });
  expect(await source.model()).not.toHaveProperty('training');
});

test('each point has the time of its epoch', () => {
  expect([0, 500, 1000, 1250, 1500].map((images) => secondsAt(run, images))).toEqual([0, 2, 4, 4.5, 5]);
});

test('the files of a run tell training, validation and test apart', () => {
  const csv = String(runFile(takenRun(run, 2), 'csv', 0).content)
    .trim()
    .split('\r\n');
  expect(
    csv.slice(1).map((line) =>
      line
        .split('",')[1]!
        .split(',')
        .filter((_, i) => i !== 2)
        .join(','),
    ),
  ).toEqual([
    'test,0,10000,980,0.098,0.5',
    'train,500,500,300,0.6,1.5',
    'validation,1000,200,150,0.75,0.5',
    'test,1000,10000,7400,0.74,0.5',
  ]);
  expect(csv[1]).toContain('1790000000');
  expect(csv[4]).toContain('1790000004');
  const events = Buffer.from(runFile(takenRun(run, 2), 'tensorboard', 0).content as Uint8Array).toString('latin1');
  for (const tag of ['accuracy/train', 'loss/validation', 'accuracy/test']) expect(events).toContain(tag);
});

test('the recipe trains on as many images as the run did', () => {
  const recipe = String(runFile(takenRun(run, 2), 'python', 0).content);
  expect(recipe).toContain('IMAGES = 1500 ');
  expect(recipe).toContain('TRAIN_COUNT = 1000 ');
  expect(recipe).toContain('    (1000, 7400),\n');
  expect(recipe).toContain('nn.Linear(784, 16)');
  expect(takenRun({ ...run, imagesSeen: 0 }, 1).recipe).toBeNull();
});
