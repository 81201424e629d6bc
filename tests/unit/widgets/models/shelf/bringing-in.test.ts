import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Shelf } from '../../../../../src/components/widgets/models/shelf/shelf.ts';
import type { ChosenFile, ModelsHost } from '../../../../../src/components/widgets/models/kept-models.ts';
import type { EngineClient } from '../../../../../src/lib/engine/contract.ts';
import { readModelFiles } from '../../../../../src/lib/interchange/model-files.ts';
import type { KeptModel } from '../../../../../src/lib/models/kept-model.ts';
import type { ModelStore } from '../../../../../src/lib/models/model-store.ts';
import type { NetworkSpecification } from '../../../../../src/lib/nn/specification.ts';

/** A shelf whose engine finds 9,768 of a leaky network right and 9,769 of any other. */
function stage(more: Partial<ModelsHost> = {}) {
  const kept = new Map<number, KeptModel>();
  const client = {
    evaluate: ({ layers }: NetworkSpecification) =>
      Promise.resolve({
        count: 10_000,
        correct: layers[0]!.activation === 'leakyRelu' ? 9768 : 9769,
        loss: 0.5,
        confusion: [],
      }),
  } as unknown as EngineClient;
  let ids = 0;
  const store = {
    save: async (model: Omit<KeptModel, 'id'>) => {
      const saved = { ...model, id: ++ids };
      kept.set(saved.id, saved);
      return saved;
    },
    remove: async (id: number) => void kept.delete(id),
  } as unknown as ModelStore;
  const shelf = new Shelf({
    engines: () => Promise.resolve(client),
    store,
    download: () => undefined,
    now: () => 1,
    read: async (files, assumptions) =>
      readModelFiles(
        new Map(
          await Promise.all(files.map(async (one) => [one.name, new Uint8Array(await one.arrayBuffer())] as const)),
        ),
        assumptions,
      ),
    ...more,
  });
  return { shelf, kept: () => [...kept.values()] };
}

const file = (name: string): ChosenFile => {
  const content = readFileSync(new URL(`../../../../golden/fixtures/${name}`, import.meta.url));
  return { name, size: content.length, arrayBuffer: async () => Uint8Array.from(content).buffer };
};

it('asks what stands between the layers of a model whose file does not say, and keeps it once, as answered', async () => {
  const { shelf, kept } = stage();
  await shelf.bringIn([file('pytorch-784-8-10-f16.safetensors')]);
  expect(shelf.assumed.value).toMatchObject({ hidden: 'relu', asks: true });
  expect(kept().map(({ name }) => name)).toEqual(['784-8-10 from pytorch-784-8-10-f16.safetensors with ReLU']);
  await shelf.assume('leakyRelu');
  expect(kept()).toHaveLength(1);
  expect(kept()[0]).toMatchObject({
    name: '784-8-10 from pytorch-784-8-10-f16.safetensors with leaky ReLU',
    result: { correct: 9768 },
  });
  expect(shelf.assumed.value).toMatchObject({ hidden: 'leakyRelu', asks: true });
});

it('asks nothing where nothing stands between layers', async () => {
  const { shelf, kept } = stage();
  await shelf.bringIn([file('pytorch-784-10.safetensors')]);
  expect(shelf.assumed.value?.asks).toBe(false);
  expect(kept().map(({ name }) => name)).toEqual(['784-10 from pytorch-784-10.safetensors']);
});

it('stops while a file is read, and has changed nothing', async () => {
  const { shelf, kept } = stage({
    read: (_files, _assumptions, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  const done = shelf.bringIn([file('pytorch-784-10.safetensors')]);
  expect(shelf.stoppable.value).toBe(true);
  shelf.stop();
  await done;
  expect([shelf.said.value, shelf.problem.value, shelf.busy.value]).toEqual([
    'Stopped: nothing has changed.',
    null,
    null,
  ]);
  expect(shelf.stoppable.value).toBe(false);
  expect(kept()).toEqual([]);
});
