import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/shuffled-pixels/at-build.ts';
import {
  ORDER,
  POINTS,
  shuffled,
  SPECIFICATIONS,
  wordsOf,
} from '../../../../src/components/widgets/explain/shuffled-pixels/model.ts';
import { Network } from '../../../../src/lib/nn/network.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';

// numpy.random.RandomState(0).permutation(784)
test('the shuffle is NumPy’s permutation of 784, the same for every image', () => {
  expect([...ORDER.subarray(0, 6)]).toEqual([693, 85, 647, 392, 765, 14]);
  expect(new Set(ORDER).size).toBe(784);
  const images = Uint8Array.from({ length: 2 * 784 }, (_, i) => i % 251);
  const moved = shuffled(images);
  for (const i of [0, 1, 500, 783]) {
    expect(moved[i]).toBe(images[ORDER[i]!]);
    expect(moved[784 + i]).toBe(images[784 + ORDER[i]!]);
  }
});

test('a dense network gives the same answers to shuffled images once its rows are shuffled alike', () => {
  const network = new Network(SPECIFICATIONS.dense, new RandomState(4));
  const [weight, ...others] = network.parameters;
  const image = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
  const input = (bytes: Uint8Array): Float32Array<ArrayBuffer> => Float32Array.from(bytes, (grey) => grey / 255);
  const before = network.forward(input(image), 1).slice();
  const values = Float32Array.from({ length: 784 * 32 }, (_, k) => weight!.values[ORDER[Math.floor(k / 32)]! * 32 + (k % 32)]!); // prettier-ignore
  network.load([{ ...weight!, values }, ...others]);
  network.forward(input(shuffled(image)), 1).forEach((score, j) => expect(score).toBeCloseTo(before[j]!, 4));
});

test('the dense network learns shuffled digits as well, and convolutions do not', async () => {
  const { curves, labels } = await atBuild();
  expect(labels).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  for (const curve of Object.values(curves).flatMap((kind) => [kind.inOrder, kind.shuffled])) expect(curve).toHaveLength(POINTS); // prettier-ignore
  const last = (values: readonly number[]): number => values.at(-1)!;
  expect(Math.abs(last(curves.dense.inOrder) - last(curves.dense.shuffled))).toBeLessThan(0.015);
  expect(last(curves.convolution.inOrder)).toBeGreaterThan(last(curves.dense.inOrder) + 0.03);
  expect(last(curves.convolution.shuffled)).toBeLessThan(last(curves.convolution.inOrder) - 0.1);
  expect(wordsOf('dense', { inOrder: [0.5, 0.878], shuffled: [0.873] })).toBe(
    '784-32-10, dense: 87.8 % right with the pixels in order, 87.3 % with them shuffled.',
  );
});
