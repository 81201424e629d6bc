import { expect, it } from 'vitest';
import { answered } from '../../../../src/lib/engine/webgpu/answered.ts';

/** A card whose answer is noticed only with the third submit after it was asked for. */
function card(error?: Error) {
  let submits = 0;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const submit = (): undefined => {
    if (++submits === 3) {
      if (error) reject(error);
      else resolve('done');
    }
  };
  return { queue: { submit }, promise, submits: () => submits };
}

it('submits nothing until the answer has come, where a browser looks for it too seldom', async () => {
  const { queue, promise, submits } = card();
  expect(await answered(queue, promise, true)).toBe('done');
  expect(submits()).toBe(3);
});

it('hands on what goes wrong, and submits no more', async () => {
  const { queue, promise, submits } = card(new Error('lost'));
  await expect(answered(queue, promise, true)).rejects.toThrow('lost');
  expect(submits()).toBe(3);
});

it('only waits elsewhere', async () => {
  const { queue, submits } = card();
  expect(await answered(queue, Promise.resolve('done'), false)).toBe('done');
  expect(submits()).toBe(0);
});
