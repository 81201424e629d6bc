import { expect, it } from 'vitest';
import type { EngineClient } from '../../../src/lib/engine/contract.ts';
import { LabRequests } from '../../../src/lib/sandbox/lab-requests.ts';

/** What a program that asks for training images 100 to 60,000 gets, where at most so many come. */
async function answered(most?: number) {
  const asked: (readonly [set: string, from: number, to: number])[] = [];
  const { promise, resolve } = Promise.withResolvers<{ readonly labels: Uint8Array }>();
  const client = {
    digits: (set: string, from: number, to: number) => {
      asked.push([set, from, to]);
      const count = to - from;
      return Promise.resolve({ images: new Uint8Array(count * 784), labels: new Uint8Array(count) });
    },
  } as unknown as EngineClient;
  const worker = {
    send: (message: object) => resolve((message as { readonly value: { readonly labels: Uint8Array } }).value),
    terminate: () => undefined,
  };
  const requests = new LabRequests(
    () => Promise.resolve(client),
    () => worker,
    most,
  );
  requests.answer(1, { kind: 'digits', set: 'train', from: 100, to: 60_000 });
  return { asked, count: (await promise).labels.length };
}

it('gives a program all the images that it asks for', async () => {
  expect(await answered()).toEqual({ asked: [['train', 100, 60_000]], count: 59_900 });
});

it('gives a few of them where the program is run for its functions alone', async () => {
  expect(await answered(10)).toEqual({ asked: [['train', 100, 110]], count: 10 });
});
