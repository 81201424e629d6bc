import { signal } from '@preact/signals';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runFile, type TakenFile } from '../../../../src/components/widgets/models/files.ts';
import { Keep } from '../../../../src/components/widgets/models/keep.ts';
import type { ChosenFile, ModelsHost } from '../../../../src/components/widgets/models/kept-models.ts';
import type { Trainer } from '../../../../src/components/widgets/trainer/controller.ts';
import type { Guest } from '../../../../src/components/widgets/trainer/shown-model.ts';
import { deltaRule } from '../../../../src/lib/systems/delta-rule.ts';
import { networkSource, takenRun } from '../../../../src/components/widgets/trainer/keep-source.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import type { EngineClient, NetworkSpecification } from '../../../../src/lib/engine/contract.ts';
import { expectSize, readModelFiles } from '../../../../src/lib/interchange/model-files.ts';
import type { KeptModel } from '../../../../src/lib/models/kept-model.ts';
import { ModelStoreError } from '../../../../src/lib/models/model-store-error.ts';
import type { ModelStore } from '../../../../src/lib/models/model-store.ts';
import { recordOf } from '../../../support/run-records.ts';
import { modelOf } from '../../interchange/models.ts';

const settings = trainingSettingsOf(networkOf(deltaRule()));
const { specification } = settings;
const { weights: tensors } = modelOf(specification);
const NOW = 1_790_000_000_000;
const run = recordOf(settings, { title: '784-10', state: 'paused', by: 'reader', imagesSeen: 300 });

/** As the worker does, on this thread. */
const readHere: ModelsHost['read'] = async (chosenFiles, assumptions) => {
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
  const guest = signal<Guest | null>(null);
  const trainer = {
    guest,
    shown: signal(run),
    runs: signal([run]),
    weightsOf: () => Promise.resolve(tensors),
  } as unknown as Trainer;
  const host = {
    engines: () => Promise.resolve(client),
    store,
    download: (file: TakenFile) => void files.push(file),
    read: readHere,
    now: () => NOW,
  };
  return { keep: new Keep(networkSource(trainer), host), guest, judged, files, kept: () => kept };
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
  it('saves the weights as they stand with a score of their own, and brings them back to be shown', async () => {
    const { keep, guest, kept } = stage();
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
    expect(guest.value).toMatchObject({ name: '784-10 from “mine”', imagesSeen: 300, by: 'reader', weights: tensors });
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
      specification,
      weights: tensors,
      imagesSeen: 300,
      assumed: [],
    });
    await keep.takeModel('now', 'tensorflow');
    expect(readModelFiles(new Map([['x', files[1]!.content as Uint8Array]])).weights).toEqual(tensors);
  });

  it('judges a file from PyTorch, says what it assumed, and judges again when told otherwise', async () => {
    const { keep, guest, judged } = stage();
    const shown: (string | undefined)[] = [];
    guest.subscribe((now) => void shown.push(now?.name));
    await keep.bringIn([chosen('pytorch-784-8-10-f16.safetensors')]);
    expect(keep.assumed.value?.words[0]).toBe('The file names no activations: ReLU is taken between the layers.');
    await keep.assume('tanh');
    expect(judged.map(({ layers }) => layers[0]!.activation)).toEqual(['relu', 'tanh']);
    expect(shown).toEqual([
      undefined,
      '784-8-10 from “pytorch-784-8-10-f16.safetensors” with ReLU',
      '784-8-10 from “pytorch-784-8-10-f16.safetensors” with tanh',
    ]);
  });

  it('takes nothing from a file that is not right', async () => {
    const { keep, guest } = stage();
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
    const { content } = runFile(takenRun(run, 1), 'csv', NOW);
    await keep.bringIn([chosen('run.csv', Buffer.from(content as string))]);
    expect(keep.problem.value?.message).toContain('is no safetensors file');
    expect(guest.value).toBeNull();
  });
});

describe('a run of one layer as files', () => {
  const tests = [
    { imagesSeen: 0, correct: 1256, of: 10_000, loss: 27.5 },
    { imagesSeen: 100, correct: 1835, of: 10_000, loss: 2.5 },
  ];
  const book = { ...run, by: 'reference', imagesSeen: 100, seconds: 2, tests } as const;

  it('repeats its figures in Python, unless the reader’s own code made them', () => {
    const { name, content } = runFile(takenRun(book, 1), 'python', NOW);
    expect(name).toBe('recipe.py');
    expect(content).toContain('FIGURES = [\n    (0, 1256),\n    (100, 1835),\n]');
    expect(content).toContain('IMAGES = 100 ');
    expect(takenRun({ ...book, by: 'reader' }, 1).recipe).toBeNull();
    expect(takenRun({ ...book, loaded: '784-10 from “x”' }, 1).recipe).toBeNull();
  });

  it('is called by its settings, and has the times at which it was measured', () => {
    const { record } = takenRun(book, 1);
    expect(record.name).toBe('alpha 0.01, random start, seed 10, file order, 1 epoch');
    expect(record.points.map(({ wallTime }) => wallTime)).toEqual([NOW / 1000, NOW / 1000 + 2]);
  });
});
