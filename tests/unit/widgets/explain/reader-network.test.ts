import { expect, test } from 'vitest';
import {
  forTensorFlow,
  readAs,
  scoresOf,
} from '../../../../src/components/widgets/explain/what-filters-want/reader.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';

const parameters = await trainedNetwork('floors');
const { images, labels } = readMnist('test');
const nine = Array.from({ length: 9 }, (_, n) => ({ pixels: images.slice(n * 784, (n + 1) * 784) }));

/** As TensorFlow.js does it: [side, side, channels] under kernels of [5, 5, channels, filters], ReLU, and the largest of each 2 x 2. */
function floor(picture: readonly number[], side: number, kernels: Float32Array, bias: Float32Array): number[] {
  const [filters, places] = [bias.length, side - 4];
  const channels = picture.length / side ** 2;
  const map = (r: number, c: number, f: number): number => {
    let sum = bias[f]!;
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 5; j++)
        for (let k = 0; k < channels; k++)
          sum +=
            picture[((r + i) * side + c + j) * channels + k]! * kernels[((i * 5 + j) * channels + k) * filters + f]!;
    return Math.max(0, sum);
  };
  const result: number[] = [];
  for (let r = 0; r < places; r += 2)
    for (let c = 0; c < places; c += 2)
      for (let f = 0; f < filters; f++)
        result.push(Math.max(map(r, c, f), map(r, c + 1, f), map(r + 1, c, f), map(r + 1, c + 1, f)));
  return result;
}

test('the figure’s network gives the same scores in the order of TensorFlow.js, and reads nine test images', () => {
  const [[, k1], [, b1], [, k2], [, b2], [shape, w], [, b]] = forTensorFlow(parameters) as [
    readonly [number[], Float32Array],
    readonly [number[], Float32Array],
    readonly [number[], Float32Array],
    readonly [number[], Float32Array],
    readonly [number[], Float32Array],
    readonly [number[], Float32Array],
  ];
  expect(shape).toEqual([256, 10]);
  const book = scoresOf(parameters, nine);
  nine.forEach(({ pixels }, n) => {
    const first = floor(
      [...pixels].map((grey) => grey / 255),
      28,
      k1,
      b1,
    );
    const flat = floor(first, 12, k2, b2); // [256]
    const scores = [...b].map((start, j) => flat.reduce((sum, value, i) => sum + value * w[i * 10 + j]!, start));
    scores.forEach((score, j) => expect(book[n]![j], `image ${n}, score ${j}`).toBeCloseTo(score, 3));
    expect(readAs(scores)).toBe(readAs(book[n]!));
  });
  expect(book.filter((scores, n) => readAs(scores) === labels[n]).length).toBeGreaterThanOrEqual(8);
});
