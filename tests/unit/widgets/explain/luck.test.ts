import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/luck/at-build.ts';
import {
  RATES,
  rateWords,
  SEEDS,
  specificationOf,
  TRAINED_ON,
  VALIDATION,
  verdictOf,
} from '../../../../src/components/widgets/explain/luck/model.ts';
import { compare, spreadOf } from '../../../../src/components/widgets/explain/luck/spread.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';
import { evaluate } from '../../../../src/lib/nn/evaluation.ts';
import { Training } from '../../../../src/lib/nn/training.ts';

const A = [0.876, 0.868, 0.874, 0.873];
const B = [0.847, 0.84, 0.888, 0.878];

// numpy.std(ddof=1), and the root of the sum of both variances over 4.
test('spread and luck are those of NumPy', () => {
  expect(spreadOf(A).spread).toBeCloseTo(0.0034034296, 8);
  expect(spreadOf(B).spread).toBeCloseTo(0.0233434502, 8);
  expect(spreadOf([0.5])).toEqual({ mean: 0.5, spread: 0 });
  const { difference, luck, isMore } = compare(A, B);
  expect(difference).toBeCloseTo(0.0095, 8);
  expect(luck).toBeCloseTo(0.0117951261, 8);
  expect(isMore).toBe(false);
  expect(compare(A, [0.6, 0.61, 0.62, 0.6]).isMore).toBe(true);
});

test('a verdict says which is ahead, by how much, and whether that is more than luck', () => {
  expect(verdictOf(0.2, A, 0.5, B)).toBe(
    'Over 4 seeds 0.2 is 0.9 points ahead of 0.5. Luck alone makes about ± 1.2 of such a difference: this may be luck.',
  );
  expect(verdictOf(1, [0.6, 0.61], 0.2, [0.87, 0.88])).toContain('0.2 is 27.0 points ahead of 1.');
  expect(verdictOf(1, [0.6, 0.61], 0.2, [0.87, 0.88])).toContain('this is more than luck');
  expect(verdictOf(0.2, [0.5], 0.3, [0.51])).toContain('one run each cannot tell');
  expect(verdictOf(0.2, A, 0.2, A)).toBe('Choose two different rates.');
  expect(rateWords(0.2, A)).toBe('rate 0.2: 87.3 %, ± 0.3');
});

test('the build’s runs are those of the readable engine, and one seed can mislead', async () => {
  const { runs } = await atBuild();
  expect(runs.map((shares) => shares.length)).toEqual(RATES.map(() => SEEDS));
  const { images, labels } = readMnist('train');
  const training = new Training(specificationOf(0.2, 1));
  training.train({ count: TRAINED_ON, images, labels }, TRAINED_ON);
  const { from, count } = VALIDATION;
  const held = { count, images: images.subarray(from * 784), labels: labels.subarray(from) };
  const { correct } = evaluate(training.network, held);
  expect(Math.abs(correct / count - runs[2]![1]!)).toBeLessThan(0.002);
  const ahead = (seeds: number): number => compare(runs[2]!.slice(0, seeds), runs[3]!.slice(0, seeds)).difference;
  expect(Math.sign(ahead(1))).not.toBe(Math.sign(ahead(SEEDS)));
  expect(compare(runs[2]!, runs[3]!).isMore).toBe(false);
  expect(compare(runs[2]!, runs[5]!).isMore).toBe(true);
});
