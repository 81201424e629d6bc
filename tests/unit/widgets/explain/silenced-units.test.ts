import { expect, test } from 'vitest';
import { readMnist } from '../../../../src/lib/data/originals.ts';
import atBuild from '../../../../src/components/widgets/explain/silenced-units/at-build.ts';
import {
  Scores,
  votesOf,
  voteWords,
  wordsOf,
} from '../../../../src/components/widgets/explain/silenced-units/model.ts';
import { cutBeforeLast } from '../../../../src/components/widgets/explain/networks/last-hidden.ts';
import { NETWORKS } from '../../../../src/components/widgets/explain/networks/networks.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';
import { readImages } from '../../../../src/lib/nn/images.ts';
import { Network } from '../../../../src/lib/nn/network.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';

const { specification } = NETWORKS.hidden;
const cut = cutBeforeLast({ specification, weights: await trainedNetwork('hidden') })!;
const { images, labels } = readMnist('test');

/** The hidden outputs for all test images: [10000, 32]. */
function hiddenOutputs(): Float32Array {
  const network = new Network(cut.before.specification, new RandomState(0));
  network.load(cut.before.weights);
  const x = new Float32Array(10_000 * 784);
  readImages(images, Array.from({ length: 10_000 }, (_, n) => n), 784, x); // prettier-ignore
  return network.forward(x, 10_000).slice(0, 10_000 * 32);
}
const hidden = hiddenOutputs();

// By NumPy in 64 bits, from the same weights and all 10,000 test images.
test('as many test images are right as by NumPy, whichever units are silent', () => {
  const scores = new Scores(hidden, labels, cut);
  expect(scores.right()).toBe(9618);
  expect([27, 9, 5].map((unit) => scores.costOf(unit))).toEqual([433, 1, 238]);
  scores.silence([27, 5]);
  expect(scores.right()).toBe(8745);
  scores.silence(Array.from({ length: 16 }, (_, k) => 16 + k));
  expect(scores.right()).toBe(6512);
  scores.silence([]);
  expect(scores.right()).toBe(9618);
});

test('without any unit only the biases are left, and one digit is answered always', () => {
  const scores = new Scores(hidden, labels, cut);
  scores.silence(Array.from({ length: 32 }, (_, k) => k));
  expect(scores.right()).toBe(892);
});

test('the build tells the same costs, and the votes of the unit that costs most', async () => {
  const { right, costs, votes } = await atBuild();
  expect(right).toBe(9618);
  expect(costs).toHaveLength(32);
  expect([costs[27], costs[9], costs[5]]).toEqual([433, 1, 238]);
  expect(votes).toEqual([0.5362, -0.1912, 0.2885, -0.4086, 0.8555, -1.3157, -0.387, 0.398, -0.4746, 0.7547]);
  expect(votesOf(cut.weight, 32, 27)[5]).toBeCloseTo(-1.3157, 4);
});

test('a network is cut before its last layer, whatever comes before, and one without a hidden layer is not', () => {
  const deep = { ...specification, layers: [{ units: 7, activation: 'relu', bias: false, dropout: 0.5 }, ...specification.layers] } as const; // prettier-ignore
  const { parameters } = new Network(deep, new RandomState(0));
  const found = cutBeforeLast({ specification: deep, weights: parameters })!;
  expect(found.before.weights.map(({ shape }) => shape)).toEqual([[784, 7], [7, 32], [32]]);
  expect(found.before.specification.layers).toHaveLength(2);
  expect([found.units, found.weight.shape, found.bias?.shape]).toEqual([32, [32, 10], [10]]);
  const dropping = {
    ...specification,
    layers: [{ ...specification.layers[0], dropout: 0.25 }, specification.layers[1]],
  };
  const cutDropping = cutBeforeLast({ specification: dropping, weights: parameters })!;
  expect(() => new Network(cutDropping.before.specification, new RandomState(0))).not.toThrow();
  expect(
    cutBeforeLast({ specification: { ...specification, layers: [specification.layers[1]] }, weights: [] }),
  ).toBeNull();
});

test('what silence costs is said with its numbers', () => {
  expect(wordsOf([], 9618, 9618, 10_000)).toBe('All units speak: 9,618 of 10,000 test images are right.');
  expect(wordsOf([27], 9185, 9618, 10_000)).toBe('Without unit 28: 9,185 of 10,000 are right, 433 fewer.');
  expect(wordsOf([0, 4, 2], 9619, 9618, 10_000)).toContain(
    'Without units 1, 5 and 3: 9,619 of 10,000 are right, 1 more.',
  );
  expect(wordsOf([0, 1, 2, 3, 4, 5, 6], 9618, 9618, 10_000)).toContain('Without 7 units: 9,618 of 10,000 are right, as many as with all.'); // prettier-ignore
  expect(voteWords([0.5, -0.2, 0.3, -0.4, 0.9, -1.3, -0.4, 0.4, -0.5, 0.8])).toBe('It votes most for 4, and most against 5.'); // prettier-ignore
});
