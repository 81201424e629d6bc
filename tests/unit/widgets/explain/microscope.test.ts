import { expect, test } from 'vitest';
import { readTrainingDigits } from '../../../../src/components/widgets/digits/at-build.ts';
import atBuild from '../../../../src/components/widgets/explain/microscope/at-build.ts';
import type { TwoLayers } from '../../../../src/components/widgets/explain/kit/pass.ts';
import {
  afterLesson,
  atStage,
  fingerprint,
  LAST,
  nameOf,
  numberOf,
  passOf,
  STAGES,
  shownOf,
  startAt,
  weightsNow,
  withLast,
  withNext,
  wordsOf,
  type Digit,
} from '../../../../src/components/widgets/explain/microscope/model.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';

const weights = (await trainedNetwork('hidden')) as unknown as TwoLayers;
const digitOf = (image: number): Digit => {
  const [{ pixels, label }] = readTrainingDigits(image - 1, 1) as [ReturnType<typeof readTrainingDigits>[number]];
  return { name: nameOf(image, label), pixels, label };
};
const start = startAt(weights, digitOf(25), 'image');
const bits = (of: TwoLayers): readonly Uint32Array[] => of.map(({ values }) => new Uint32Array(values.slice().buffer));

// By NumPy in 64 bits from the same weights, over image 25 of the training file.
test('the way forward and back at full size is that of NumPy', () => {
  const pass = passOf(start);
  expect(start.digit.label).toBe(1);
  expect([pass.sums[6], pass.sums[0], pass.sums[4]].map((sum) => sum!.toFixed(3))).toEqual([
    '3.870',
    '1.146',
    '-6.140',
  ]);
  expect(Array.from(pass.sums).filter((sum) => sum <= 0)).toHaveLength(14);
  expect(pass.probabilities[3]).toBeCloseTo(0.5185054, 4);
  expect(pass.probabilities[1]).toBeCloseTo(0.4713018, 4);
  expect(pass.loss).toBeCloseTo(0.7522567, 4);
  expect(pass.blame[4]).toBeCloseTo(0.4646059, 4);
  expect(pass.delta1[4]).toBeCloseTo(0, 9);
  expect(pass.delta1[6]).toBeCloseTo(0.1900562, 4);
  expect(Math.hypot(...pass.gradients[0]!)).toBeCloseTo(12.634138, 3);
  expect(passOf({ ...start, weights: afterLesson(weights, pass) }).loss).toBeCloseTo(0.030865109697444694, 4);
});

test('going back restores every bit, over several lessons', () => {
  const before = bits(weights);
  let state = start;
  for (const image of [26, 81, 27]) state = withNext(atStage(state, LAST), digitOf(image));
  expect(state.past).toHaveLength(3);
  expect(fingerprint(weightsNow(state))).not.toBe(fingerprint(weights));
  const prints = [fingerprint(weightsNow(state))];
  while (state.past.length > 0) {
    state = withLast(state);
    expect(state.stage).toBe(LAST);
    expect(fingerprint(weightsNow(state))).toBe(prints.at(-1)); // the end of the lesson before
    state = atStage(state, 0);
    prints.push(fingerprint(weightsNow(state)));
  }
  expect(new Set(prints).size).toBe(4);
  expect(bits(weightsNow(state))).toEqual(before);
  expect(withLast(state)).toBe(state);
});

test('an image that was only looked at leaves no lesson behind', () => {
  const next = withNext(atStage(start, 4), digitOf(26));
  expect(next.past).toHaveLength(0);
  expect(next.weights).toBe(weights);
});

test('the fingerprint changes with a single bit', () => {
  const [first, ...others] = weights;
  const values = first.values.slice();
  new Uint32Array(values.buffer)[400]! ^= 1;
  expect(fingerprint([{ ...first, values }, ...others])).not.toBe(fingerprint(weights));
});

test('a unit has the number of its stage, and each stage says its own', () => {
  const pass = passOf(start);
  expect(numberOf('image', pass, 6)).toBeNull();
  expect(numberOf('sums', pass, 4)).toBeLessThan(0);
  expect(numberOf('scores', pass, 4)).toBeCloseTo(0, 9);
  expect(numberOf('blame', pass, 4)).toBe(pass.blame[4]);
  expect(numberOf('changes', pass, 4)).toBeCloseTo(0, 9);
  const words = (stage: (typeof STAGES)[number]): string => wordsOf(stage, start.digit, pass, 0.5);
  expect(words('image')).toContain('Training image 25, a 1');
  expect(words('bend')).toContain('14 of the 32 units are silent');
  expect(words('shares')).toContain('gives 3 a share of 51.9 %, and the right one, 1, 47.1 %. The loss is 0.752');
  expect(words('delta2')).toContain('the delta of 1 is −0.53');
  expect(words('updated')).toContain('was 0.752 and is 0.500');
});

test('the build tells the numbers of the first image that the network misreads', async () => {
  const { image, label, pass } = await atBuild();
  const { pixels } = digitOf(image);
  expect(label).toBe(1);
  for (let earlier = 1; earlier < image; earlier++) {
    const { probabilities } = passOf({ weights, digit: digitOf(earlier) });
    expect(probabilities.indexOf(Math.max(...probabilities)), `image ${earlier}`).toBe(digitOf(earlier).label);
  }
  expect(pass.probabilities[3]!).toBeGreaterThan(pass.probabilities[1]!);
  expect(pixels).toHaveLength(784);
  const shown = shownOf(pass);
  expect(numberOf('bend', shown, 4)).toBe(0);
  expect(numberOf('bend', shown, 6)).toBeCloseTo(3.87, 3);
});
