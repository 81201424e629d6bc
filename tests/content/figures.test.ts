import { describe, expect, it, vi } from 'vitest';
import { TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import { chapters } from './chapter-text.ts';
import {
  carryOut,
  countRight,
  guesses,
  inkSquared,
  leastSquares,
  startingWeights,
  test,
  train,
  trainInk,
  type Plan,
} from './recompute.ts';
import { figures as s4 } from '../../src/lib/systems/published/s4.ts';

// Some 35 passes over the training set, in a second or two each.
vi.setConfig({ testTimeout: 180_000 });

/** Every figure that a chapter states and no widget computes, computed again and looked up in the chapter. */
const textOf = (chapter: string): string => chapters.find(({ id }) => id.startsWith(chapter))!.source;
const thousands = (count: number): string => count.toLocaleString('en-US');
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const right = (count: number): string => percent(count / test.labels.length);
const constant = (alpha: number) => (): number => alpha;
const onePass = (plan: Omit<Plan, 'testAt'>): number =>
  carryOut({ ...plan, testAt: [TRAIN_COUNT * (plan.epochs ?? 1)] }).right[0]!;
const epochsOf = (start: Plan['start'], alpha: number, epochs: number): readonly number[] =>
  carryOut({
    start,
    alpha: constant(alpha),
    epochs,
    testAt: Array.from({ length: epochs }, (_, epoch) => (epoch + 1) * TRAIN_COUNT),
  }).right;

describe('chapter 1', () => {
  const text = textOf('01');
  it('counts the digits and the ink', () => {
    const perDigit = Array.from({ length: 10 }, (_, digit) => train.labels.filter((label) => label === digit).length);
    expect(text).toContain(`${thousands(perDigit[1]!)} ones, and ${thousands(perDigit[5]!)} fives`);
    expect([Math.max(...perDigit), Math.min(...perDigit)]).toEqual([perDigit[1], perDigit[5]]);

    const inked = trainInk.reduce((sum, { places }) => sum + places.length, 0);
    const used = new Set(trainInk.flatMap(({ places }) => [...places]));
    expect(text).toContain(`answer={${((100 * inked) / train.images.length).toFixed(1)}}`);
    expect(text).toContain(`ink in ${Math.round(inked / TRAIN_COUNT)} of its 784 pixels`);
    expect(text).toContain(`In ${784 - used.size} of the 784`);
  });
});

describe('chapter 2', () => {
  const text = textOf('02');
  it('counts what random weights guess', () => {
    const answers = guesses(startingWeights(10));
    expect(text).toContain(`${thousands(countRight(answers))}. Pure guessing`);
    expect(text).toContain(`answers 9 for ${thousands(answers.filter((answer) => answer === 9).length)} of`);
    expect(answers).not.toContain(0);
    expect(text).toContain(
      `${thousands(countRight(guesses(startingWeights(1))))} with seed 1, ${thousands(countRight(guesses(startingWeights(2))))} with seed 2`,
    );
  });
});

describe('chapter 3', () => {
  const text = textOf('03');
  it('knows the ink of the first image and what one step does to it', () => {
    expect(text).toContain(`ink in ${trainInk[0]!.places.length} of its 784 pixels`);
    const plain = trainInk[0]!.values.reduce((sum, x) => sum + x, 0);
    expect(text).toContain(`add up to ${plain.toFixed(2)}, and their squares to ${inkSquared[0]!.toFixed(2)}`);
    const factor = 1 - 0.01 * inkSquared[0]!;
    const score = trainInk[0]!.places.reduce(
      (sum, place, k) => sum + trainInk[0]!.values[k]! * startingWeights(10)[place * 10 + 5]!,
      0,
    );
    expect(text).toContain(`= ${factor.toFixed(4)}}$`);
    expect(text).toContain(
      `shrinks to ${(factor * (score - 1)).toFixed(2)}, and the score to ${(factor * (score - 1) + 1).toFixed(2)}`,
    );
  });
});

describe('chapter 4', () => {
  const text = textOf('04');

  it('repeats S4, and looks between its points', () => {
    expect(text).toContain('<Trainer id="pass" title="One pass in file order" system="s4" />');
    const published = s4.map(({ imagesSeen, accepted }) => [imagesSeen, Math.round(10_000 * accepted[0])] as const);
    expect(published).toHaveLength(9);
    const near = [39_989, 39_990, 39_991, 39_992, 39_993, 39_994, 39_995];
    const points = [...published.map(([images]) => images), ...near, 48_000].sort((a, b) => a - b);
    const counts = carryOut({ start: 10, alpha: constant(0.01), testAt: points }).right;
    for (const [images, count] of published) expect(counts[points.indexOf(images)]).toBe(count);
    expect(text).toContain(
      `| right of 10,000 | ${near.map((images) => thousands(counts[points.indexOf(images)]!)).join(' | ')} |`,
    );
    expect(text).toContain(`costs ${counts[points.indexOf(39_990)]! - counts[points.indexOf(39_991)]!} test images`);
    expect(text).toContain(
      `reached ${right(counts[points.indexOf(48_000)]!)} at 48,000 images and ${right(counts[points.indexOf(60_000)]!)} at the end`,
    );
    expect([train.labels[39_990], Math.round(inkSquared[39_990]!)]).toEqual([4, 88]);
  });

  it('counts the images that overshoot, and leaves them out', () => {
    expect(text).toContain(
      `averages ${Math.round(inkSquared.reduce((sum, ink) => sum + ink, 0) / TRAIN_COUNT)} and reaches ${Math.round(Math.max(...inkSquared))}`,
    );
    expect(text).toContain(`${inkSquared.filter((ink) => ink > 200).length} have $|\\vx|^2$ above 200`);
    expect(text).toContain(
      `${Math.round((100 * inkSquared.filter((ink) => ink > 100).length) / TRAIN_COUNT)} % of the images exceed`,
    );
    expect(text).toContain(
      `ends at ${thousands(onePass({ start: 10, alpha: (_, index) => (inkSquared[index]! > 200 ? 0 : 0.01) }))} instead of`,
    );
  });

  it('runs away at alpha 0.02', () => {
    const {
      weights,
      right: [count],
    } = carryOut({ start: 10, alpha: constant(0.02), testAt: [TRAIN_COUNT] });
    expect(Math.max(...weights)).toBeGreaterThan(1e20);
    expect(count).toBeLessThan(1300);
  });

  it.each([0.01, 0.003, 0.001, 0.0003, 0.0001])('reaches what the table says with alpha %d', (alpha) => {
    expect(text).toContain(
      `| ${alpha} | ${right(onePass({ start: 10, alpha: constant(alpha) }))} | ${right(onePass({ start: 'zeros', alpha: constant(alpha) }))} |`,
    );
  });

  it('says what a hundred lessons from zero do, and what the order of the last images does', () => {
    expect(text).toContain(
      `100 lessons reach ${right(carryOut({ start: 'zeros', alpha: constant(0.01), testAt: [100] }).right[0]!)}`,
    );
    const last = new RandomState(10).permutation(10_000);
    const order = Array.from({ length: TRAIN_COUNT }, (_, n) => (n < 50_000 ? n : 50_000 + last[n - 50_000]!));
    expect(onePass({ start: 'zeros', alpha: constant(0.001), order })).toSatisfy(
      (count: number) => Math.abs(count - 8450) < 50,
    );
  });

  it('says what more epochs do', () => {
    const large = epochsOf(10, 0.01, 3).map(right);
    expect(text).toContain(`end at ${large[0]}, ${large[1]} and ${large[2]}`);
    const small = epochsOf(10, 0.001, 6);
    expect(text).toContain(
      `reaches ${right(small[0]!)} in one pass, ${right(small[1]!)} in two, and passes 80 % in the sixth`,
    );
    expect([small[4]! < 8000, small[5]! > 8000]).toEqual([true, true]);
    const zeros = epochsOf('zeros', 0.001, 3);
    expect(text).toContain(`gets ${right(zeros[2]!)} in three passes, against ${right(zeros[0]!)} in one`);
  });

  it('passes 80 % from the random start when alpha falls, as in the solution', () => {
    expect(onePass({ start: 10, alpha: (lesson) => 0.01 * (1 - lesson / TRAIN_COUNT) })).toBeGreaterThan(8200);
    expect(onePass({ start: 10, alpha: (lesson) => (lesson < 50_000 ? 0.01 : 0.001) })).toBeGreaterThan(8000);
    expect(onePass({ start: 10, alpha: (lesson) => 0.01 / (1 + lesson / 10_000) })).toSatisfy(
      (count: number) => Math.abs(count - 7600) < 50,
    );
  });

  it('knows the ceiling, and that a run may look over it', () => {
    const best = leastSquares();
    for (const [{ weights, bias }, published] of [
      [best.without, 8534],
      [best.with, 8603],
    ] as const) {
      expect(Math.abs(countRight(guesses(weights, bias)) - published)).toBeLessThanOrEqual(5);
      expect(text).toContain(right(published));
    }
    expect(text).toContain(
      `stands at ${right(carryOut({ start: 'zeros', alpha: constant(0.0003), testAt: [30_000] }).right[0]!)} after 30,000`,
    );
  });
});
