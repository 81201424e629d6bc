import { signal } from '@preact/signals';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runFile, type TakenFile } from '../../../../src/components/widgets/models/files.ts';
import { Keep } from '../../../../src/components/widgets/models/keep.ts';
import type { ChosenFile, KeepWorld } from '../../../../src/components/widgets/models/kept-models.ts';
import { RunClock } from '../../../../src/components/widgets/trainer/run-clock.ts';
import { recordOf, takenRun, trainerSource } from '../../../../src/components/widgets/trainer/trainer-source.ts';
import type { TrainerController, WeightsSeen } from '../../../../src/components/widgets/trainer/controller.ts';
import {
  addLoaded,
  addRun,
  changeRun,
  comparedRun,
  noRuns,
  runWords,
} from '../../../../src/components/widgets/trainer/runs.ts';
import { decodeRuns, encodeRuns } from '../../../../src/components/widgets/trainer/run-storage.ts';
import { specificationOf, type TrainerSettings } from '../../../../src/components/widgets/trainer/settings.ts';
import type { EngineClient, NetworkSpecification } from '../../../../src/lib/engine/contract.ts';
import { expectSize, readModelFiles } from '../../../../src/lib/interchange/model-files.ts';
import type { KeptModel } from '../../../../src/lib/models/contract.ts';
import { ModelStoreError } from '../../../../src/lib/models/model-store-error.ts';
import type { ModelStore } from '../../../../src/lib/models/model-store.ts';
import { modelOf } from '../../interchange/models.ts';

const settings: TrainerSettings = { alpha: 0.01, start: 'random', seed: 10, order: 'file', epochs: 1 };
const { weights: tensors } = modelOf(specificationOf(settings));
const NOW = 1_790_000_000_000;

/** As the worker does, on this thread. */
const readHere: KeepWorld['read'] = async (chosenFiles, assumptions) => {
  for (const { name, size } of chosenFiles) expectSize(name, size);
  const read = chosenFiles.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const);
  return readModelFiles(new Map(await Promise.all(read)), assumptions);
};

/** A panel whose engine finds 9,000 of any model right, and whose store keeps one model or fails. */
function stage(fails?: ModelStoreError) {
  const judged: NetworkSpecification[] = [];
  const files: TakenFile[] = [];
  let kept: KeptModel | null = null;
  const client = {
    evaluate: (specification: NetworkSpecification) => {
      judged.push(specification);
      return Promise.resolve({ count: 10_000, correct: 9000, loss: 0.5, confusion: [] });
    },
  } as unknown as EngineClient;
  const store = {
    save: (model: Omit<KeptModel, 'id'>) =>
      fails ? Promise.reject(fails) : Promise.resolve((kept = { ...model, id: 7 })),
    load: () => (kept ? Promise.resolve(kept) : Promise.reject(new ModelStoreError('missing'))),
    list: () => (fails ? Promise.reject(fails) : Promise.resolve([])),
    damaged: () => Promise.resolve([]),
    subscribe: () => () => undefined,
  } as unknown as ModelStore;
  const seen: WeightsSeen = { imagesSeen: 300, values: tensors[0]!.values, tensors, settings, by: 'reader' };
  const trainer = {
    weights: signal<WeightsSeen | null>(seen),
    runs: signal(noRuns),
    showKept: () => undefined,
  } as unknown as TrainerController;
  const world = {
    engines: () => Promise.resolve(client),
    store,
    download: (file: TakenFile) => void files.push(file),
    read: readHere,
    now: () => NOW,
  };
  return { keep: new Keep(trainerSource(trainer, new RunClock()), world), trainer, judged, files, kept: () => kept };
}

const chosen = (
  name: string,
  content = readFileSync(new URL(`../../../golden/fixtures/${name}`, import.meta.url)),
): ChosenFile => ({
  name,
  size: content.length,
  arrayBuffer: () => Promise.resolve(Uint8Array.from(content).buffer),
});

describe('keeping and taking away', () => {
  it('saves the weights as they stand with a score of their own, and brings them back as a run', async () => {
    const { keep, trainer, kept } = stage();
    await keep.save('mine');
    expect(kept()).toMatchObject({
      name: 'mine',
      imagesSeen: 300,
      by: 'reader',
      training: { epochs: 1, trainCount: 60_000, validation: null },
      result: { correct: 9000, of: 10_000, loss: 0.5 },
      savedAt: NOW,
    });
    expect(keep.said.value).toBe('Saved “mine”: 9,000 of 10,000 · 90.00 %.');
    await keep.load(7);
    const [run] = trainer.runs.value.runs;
    expect(run).toMatchObject({
      loaded: '784-10 from “mine”',
      end: 'finished',
      tests: [{ images: 300, correct: 9000, of: 10_000, loss: 0.5 }],
    });
  });

  it('says why a model cannot be kept, and offers the file', async () => {
    const { keep, files } = stage(new ModelStoreError('full'));
    await keep.save('mine');
    expect(keep.problem.value).toEqual({
      message: 'This browser has no room left.',
      remedy: 'Delete a model that you no longer need, or take this one away as a file.',
      offersFile: true,
    });
    await keep.takeModel('now', 'safetensors');
    expect(files[0]!.name).toBe('delta-to-depth-784-10.safetensors');
    expect(readModelFiles(new Map([['x', files[0]!.content as Uint8Array]]))).toEqual({
      specification: specificationOf(settings),
      weights: tensors,
      imagesSeen: 300,
      assumed: [],
    });
    await keep.takeModel('now', 'tensorflow');
    expect(readModelFiles(new Map([['x', files[1]!.content as Uint8Array]])).weights).toEqual(tensors);
  });

  it('judges a file from PyTorch, says what it assumed, and judges again when told otherwise', async () => {
    const { keep, trainer, judged } = stage();
    await keep.bringIn([chosen('pytorch-784-8-10-f16.safetensors')]);
    expect(keep.assumed.value?.words[0]).toBe('The file names no activations: ReLU is taken between the layers.');
    await keep.assume('tanh');
    expect(judged.map(({ layers }) => layers[0]!.activation)).toEqual(['relu', 'tanh']);
    expect(trainer.runs.value.runs.map(runWords)).toEqual([
      '784-8-10 from “pytorch-784-8-10-f16.safetensors” with ReLU',
      '784-8-10 from “pytorch-784-8-10-f16.safetensors” with tanh',
    ]);
  });

  it('takes nothing from a file that is not right', async () => {
    const { keep, trainer } = stage();
    await keep.bringIn([
      chosen(
        'cut.safetensors',
        readFileSync(new URL('../../../golden/fixtures/pytorch-784-10.safetensors', import.meta.url)).subarray(0, 900),
      ),
    ]);
    expect(keep.problem.value?.message).toMatch(
      /^Nothing was taken and nothing has changed\. data: expected 31400 bytes, as the header says, found \d+: the file is cut short\.$/,
    );
    await keep.bringIn([
      { name: 'huge.safetensors', size: 2 ** 31, arrayBuffer: () => Promise.reject(new Error('read')) },
    ]);
    expect(keep.problem.value?.message).toContain(
      'huge.safetensors: expected at most 135266304 bytes, found 2147483648.',
    );
    const { content } = runFile(
      takenRun(addRun(noRuns, settings, 'reference').runs[0]!, new RunClock(), NOW),
      'csv',
      NOW,
    );
    await keep.bringIn([chosen('run.csv', Buffer.from(content as string))]);
    expect(keep.problem.value?.message).toContain('is no safetensors file');
    expect(trainer.runs.value.runs).toEqual([]);
  });
});

describe('a run as files', () => {
  const tests = [
    { images: 0, correct: 1256, of: 10_000, loss: 27.5 },
    { images: 100, correct: 1835, of: 10_000, loss: 2.5 },
  ];
  const train = [{ images: 100, span: 100, accuracy: 0.29, loss: 3 }];
  const list = changeRun(addRun(noRuns, settings, 'reference'), 1, (run) => ({
    ...run,
    tests,
    train,
    imagesSeen: 100,
    imagesPerSecond: 50,
  }));
  const run = list.runs[0]!;

  it('have the clock’s times, or those of its rate', () => {
    const clock = new RunClock();
    clock.note(
      changeRun(list, 1, (one) => ({ ...one, tests: tests.slice(0, 1), train: [] })),
      1,
      NOW,
    );
    clock.note(list, 1, NOW + 2500);
    clock.note(list, 1, NOW + 9000);
    const times = (record = recordOf(run, clock, NOW + 60_000)): number[] =>
      record.points.map(({ wallTime }) => wallTime);
    expect(times()).toEqual([1_790_000_002.5, 1_790_000_000, 1_790_000_002.5]);
    expect(times(recordOf(run, new RunClock(), NOW))).toEqual([1_790_000_000, 1_789_999_998, 1_790_000_000]);
    expect(recordOf(run, clock, NOW).points[0]).toMatchObject({
      set: 'train',
      imagesSeen: 100,
      images: 100,
      correct: 29,
    });
  });

  it('repeat its figures in Python, unless the reader’s own code made them', () => {
    const { name, content } = runFile(takenRun(run, new RunClock(), NOW), 'python', NOW);
    expect(name).toBe('recipe.py');
    expect(content).toContain('FIGURES = [\n    (0, 1256),\n    (100, 1835),\n]');
    expect(content).toContain('IMAGES = 100 ');
    expect(runFile(takenRun(run, new RunClock(), NOW), 'tensorboard', NOW).name).toBe(
      'events.out.tfevents.1789999998.delta-to-depth',
    );
  });

  it('that were brought in stay what they are in the browser’s storage, and are compared with nothing', () => {
    const both = addLoaded(list, '784-10 from “x”', tests[1]!);
    expect(decodeRuns(encodeRuns(both)).runs.map((one) => one.loaded)).toEqual([undefined, '784-10 from “x”']);
    expect(comparedRun(both.runs, settings)?.id).toBe(1);
  });
});
