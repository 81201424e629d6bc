import { describe, expect, test } from 'vitest';
import { DigitBlocks } from '../../../src/components/widgets/digits/blocks.ts';
import { mnist } from '../../../src/lib/data/mnist.ts';
import type { DigitSet, DigitSetName } from '../../../src/lib/data/contract.ts';

interface Call {
  readonly set: DigitSetName;
  readonly from: number;
  readonly to: number;
  answer(): Promise<void>;
  fail(): Promise<void>;
}

/** A source that answers when told to; the first pixel of image i is i modulo 251. */
function heldSource() {
  const calls: Call[] = [];
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const source = (set: DigitSetName, from: number, to: number) =>
    new Promise<DigitSet>((resolve, reject) => {
      calls.push({
        set,
        from,
        to,
        answer: () => {
          const images = new Uint8Array((to - from) * 784);
          for (let i = from; i < to; i++) images[(i - from) * 784] = i % 251;
          resolve({ count: to - from, images, labels: new Uint8Array(to - from) });
          return settled();
        },
        fail: () => {
          reject(new Error('train-0.bin: 404.'));
          return settled();
        },
      });
    });
  return { calls, source };
}
const train = (index: number) => ({ set: 'train' as const, index });

describe('blocks of digits', () => {
  test('are fetched once and give their images', async () => {
    const { calls, source } = heldSource();
    const blocks = new DigitBlocks(source, mnist.counts, { size: 100 });
    expect(blocks.get('train', 150)).toBeUndefined();
    blocks.want([train(150), train(199)]);
    blocks.want([train(120)]);
    expect(calls.map(({ set, from, to }) => [set, from, to])).toEqual([['train', 100, 200]]);
    await calls[0]!.answer();
    expect(blocks.get('train', 150)![0]).toBe(150);
    expect(blocks.get('train', 150)!.length).toBe(784);
    expect(blocks.get('test', 150)).toBeUndefined();
  });

  test('keep memory bounded: the least recently used goes first', async () => {
    const { calls, source } = heldSource();
    const blocks = new DigitBlocks(source, mnist.counts, { size: 100, capacity: 2, parallel: 1 });
    for (const index of [0, 100]) {
      blocks.want([train(index)]);
      await calls.at(-1)!.answer();
    }
    blocks.get('train', 0);
    blocks.want([train(200)]);
    await calls.at(-1)!.answer();
    expect(blocks.held).toBe(2);
    expect(blocks.get('train', 100)).toBeUndefined();
    expect(blocks.get('train', 5)![0]).toBe(5);
  });

  test('take the newest wishes first and drop the old ones', async () => {
    const { calls, source } = heldSource();
    const blocks = new DigitBlocks(source, mnist.counts, { size: 100, parallel: 1 });
    blocks.want([train(0), train(100), train(200)]);
    blocks.want([train(5000)]);
    expect(calls.length).toBe(1);
    await calls[0]!.answer();
    expect(calls.map(({ from }) => from)).toEqual([0, 5000]);
    await calls[1]!.answer();
    expect(calls.length).toBe(2);
  });

  test('report an error once, stop asking, and go on after a retry', async () => {
    const { calls, source } = heldSource();
    const errors: unknown[] = [];
    const blocks = new DigitBlocks(source, mnist.counts, {
      size: 100,
      parallel: 2,
      onError: (error) => errors.push(error),
    });
    blocks.want([train(0), train(100), train(200)]);
    await calls[0]!.fail();
    await calls[1]!.fail();
    expect(errors.map(String)).toEqual(['Error: train-0.bin: 404.']);
    expect(calls.length).toBe(2);
    blocks.retry();
    expect(calls.length).toBe(4);
    await calls[2]!.answer();
    expect(calls.map(({ from }) => from).sort()).toEqual([0, 0, 100, 100, 200].slice(0, calls.length).sort());
  });
});
