import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/pixel-votes/at-build.ts';
import {
  fightersOf,
  hasPaths,
  nearest,
  pixelWords,
  sumWords,
  votesAsBuilt,
  votesOf,
} from '../../../../src/components/widgets/explain/pixel-votes/model.ts';
import { NETWORKS } from '../../../../src/components/widgets/explain/networks/networks.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';
import { Network } from '../../../../src/lib/nn/network.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../../src/lib/nn/specification.ts';

const hidden = { specification: NETWORKS.hidden.specification, weights: await trainedNetwork('hidden') };
const { images, labels } = readMnist('test');
const imageOf = (number: number): Uint8Array => images.subarray((number - 1) * 784, number * 784);
const places = (values: Float32Array): { most: number; least: number } => ({
  most: values.indexOf(Math.max(...values)),
  least: values.indexOf(Math.min(...values)),
});

// By NumPy in 64 bits: x_i · (W1 · diag(on) · W2)_ij, for test image 81, a 7.
test('what each pixel gave is that of NumPy, and the rest is what the biases give', () => {
  const { scores, pixels, rest } = votesOf(hidden, imageOf(81));
  expect(scores[9]).toBeCloseTo(6.9779, 3);
  expect(scores[7]).toBeCloseTo(6.7076, 3);
  expect(places(pixels[7]!).most).toBe(264);
  expect(pixels[7]![264]).toBeCloseTo(0.81367, 4);
  expect(places(pixels[9]!)).toEqual({ most: 380, least: 634 });
  expect(pixels[9]![380]).toBeCloseTo(0.63614, 4);
  expect(pixels[9]![634]).toBeCloseTo(-0.57862, 4);
  [-0.1453, -0.2318, -0.4194, -0.6154, 0.5108, 1.1325, -0.7586, 1.3547, -1.2952, 0.1591].forEach((bias, j) =>
    expect(rest[j]).toBeCloseTo(bias, 3),
  );
});

test('without biases the votes add up to the score, whatever the layers and their bends', () => {
  for (const activation of ['relu', 'leakyRelu', 'tanh', 'identity'] as const) {
    const specification: NetworkSpecification = {
      ...NETWORKS.hidden.specification,
      initialization: 'heNormal',
      layers: [
        { units: 20, activation, bias: false },
        { units: 12, activation, bias: false },
        { units: 10, activation: 'identity', bias: false },
      ],
    };
    const network = new Network(specification, new RandomState(3));
    const { scores, rest } = votesOf({ specification, weights: network.parameters }, imageOf(5));
    const right = network.forward(Float32Array.from(imageOf(5), (grey) => grey / 255), 1); // prettier-ignore
    scores.forEach((score, j) => {
      expect(score, activation).toBeCloseTo(right[j]!, 4);
      expect(rest[j], activation).toBeCloseTo(0, 4);
    });
  }
});

test('in a single layer a pixel gives itself times its weight', async () => {
  const weights = await trainedNetwork('single');
  const { pixels, rest } = votesOf({ specification: NETWORKS.single.specification, weights }, imageOf(9));
  for (const [i, j] of [
    [300, 5],
    [350, 6],
    [0, 0],
  ] as const)
    // prettier-ignore
    expect(pixels[j]![i]).toBeCloseTo((imageOf(9)[i]! / 255) * weights[0]!.values[i * 10 + j]!, 5);
  rest.forEach((value, j) => expect(value).toBeCloseTo(weights[1]!.values[j]!, 4));
});

test('those that fought are the answer and the right digit, or the next where that is right', () => {
  expect(fightersOf([0, 3, 1, 2], 3)).toEqual([1, 3]);
  expect(fightersOf([0, 3, 1, 2], 1)).toEqual([1, 3]);
});

test('the nearest patterns are those with the smallest distance, the first of equals first', () => {
  expect(nearest(Float32Array.of(1, 0), Float32Array.of(5, 5, 1, 1, 0, 0, 1, 0), 3)).toEqual([3, 1, 2]);
});

test('the build tells a misread image, its two digits, and the six nearest training images of NumPy', async () => {
  const given = await atBuild();
  expect([given.image, given.label, labels[80]]).toEqual([81, 7, 7]);
  expect(given.near.map(({ image, label }) => [image, label])).toEqual([[3791, 7], [9274, 7], [9712, 7], [6601, 7], [1969, 9], [7528, 7]]); // prettier-ignore
  const [built, whole] = [votesAsBuilt(given), votesOf(hidden, imageOf(81))];
  expect(fightersOf(built.scores, 7)).toEqual([9, 7]);
  for (const j of [9, 7]) built.pixels[j]!.forEach((value, i) => expect(value).toBeCloseTo(whole.pixels[j]![i]!, 3));
  expect(sumWords(built, 9)).toBe('pixels 6.82, biases 0.16, together 6.98');
  expect(pixelWords(built, [9, 7], 0, 0)).toBe('Row 0, column 0: blank, so it votes for nobody.');
  expect(pixelWords(built, [9, 7], 264, 200)).toMatch(/^Row 9, column 12: .* to 9, 0\.81 to 7: .* more for 7\.$/);
  await expect(atBuild('none')).rejects.toThrow(/expected one of hidden, single/);
});

test('a network of convolutions has no paths to draw', () => {
  expect(hasPaths(hidden)).toBe(true);
  const convolutions = [{ filters: 2, size: 5, activation: 'relu', pool: 2 }] as const;
  expect(hasPaths({ specification: { ...hidden.specification, convolutions } })).toBe(false);
});

// By NumPy in 64 bits: 60,000 lessons of the delta rule from zeros, alpha 0.001; then x_i · w_ij for test image 19, a 3.
test('one layer without biases: the products of the pixels are all of a score', async () => {
  const given = await atBuild('rule');
  expect(given).toMatchObject({ image: 19, label: 3, near: [] });
  const rule = { specification: NETWORKS.rule.specification, weights: await trainedNetwork('rule') };
  const votes = votesOf(rule, imageOf(19));
  expect(fightersOf(votes.scores, 3)).toEqual([6, 3]);
  expect(votes.scores[3]).toBeCloseTo(0.377773, 4);
  expect(votes.scores[6]).toBeCloseTo(0.453689, 4);
  expect(places(votes.pixels[3]!)).toEqual({ most: 323, least: 610 });
  expect(votes.pixels[3]![323]).toBeCloseTo(0.0386368, 5);
  expect(places(votes.pixels[6]!)).toEqual({ most: 543, least: 528 });
  expect(votes.pixels[6]![543]).toBeCloseTo(0.0568792, 5);
  expect(Math.max(...votes.rest.map(Math.abs))).toBeLessThan(1e-5);
  expect(votes.pattern).toHaveLength(0);
  expect(sumWords(votes, 6)).toBe('all pixels together 0.45');
});
