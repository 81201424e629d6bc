import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/backprop/at-build.ts';
import {
  atStage,
  EDGES,
  gradientOf,
  IMAGE,
  measuredSlope,
  passOf,
  STAGES,
  startAt,
  updated,
  withWeight,
  wordsOf,
  zeros,
  type Edge,
} from '../../../../src/components/widgets/explain/backprop/model.ts';

const { network } = startAt('image');
const near = (got: readonly number[], wanted: readonly number[]): void =>
  got.forEach((value, i) => expect(value, `place ${i}`).toBeCloseTo(wanted[i]!, 6));

// All numbers by NumPy in 64 bits, from the formulas of the chapter.
test('the way forward and back is that of NumPy, with 0 right', () => {
  const pass = passOf(network, IMAGE, 0);
  near(pass.sums, [2, 1, -3.5]);
  near(pass.hidden, [2, 1, 0]);
  near(pass.scores, [0.5, 0]);
  near(pass.probabilities, [0.6224593, 0.3775407]);
  expect(pass.loss).toBeCloseTo(0.474077, 6);
  near(pass.delta2, [-0.3775407, 0.3775407]);
  near(pass.blame, [-0.3775407, 0.566311, -1.132622]);
  near(pass.delta1, [-0.3775407, 0.566311, 0]);
  near(pass.weightDeltas1.flat(), [-0.3775407, 0.566311, 0, -0.7550813, 1.132622, 0]);
  near(pass.weightDeltas2.flat(), [-0.7550813, 0.7550813, -0.3775407, 0.3775407, 0, 0]);
  expect(passOf(updated(network, pass), IMAGE, 0).loss).toBeCloseTo(0.1681253, 6);
});

test('and with 1 right', () => {
  const pass = passOf(network, IMAGE, 1);
  expect(pass.loss).toBeCloseTo(0.974077, 6);
  near(pass.delta2, [0.6224593, -0.6224593]);
  near(pass.blame, [0.6224593, -0.933689, 1.867378]);
  near(pass.delta1, [0.6224593, -0.933689, 0]);
  near(pass.weightDeltas1.flat(), [0.6224593, -0.933689, 0, 1.2449187, -1.867378, 0]);
  near(pass.weightDeltas2.flat(), [1.2449187, -1.2449187, 0.6224593, -0.6224593, 0, 0]);
});

test('the measured slope is the gradient to three digits, at every weight and wherever it is dragged', () => {
  for (const edge of EDGES)
    for (const value of [-2.45, -0.6, 0.35, 1.7])
      for (const label of [0, 1]) {
        const moved = withWeight(network, edge, value);
        const gradient = gradientOf(passOf(moved, IMAGE, label), edge);
        expect(Math.abs(measuredSlope(moved, IMAGE, label, edge) - gradient)).toBeLessThan(1e-3);
      }
});

test('from zeros no delta reaches the hidden layer, and no weight gets a gradient', () => {
  const pass = passOf(zeros(), IMAGE, 0);
  near(pass.delta1, [0, 0, 0]);
  near(
    [...pass.weightDeltas1.flat(), ...pass.weightDeltas2.flat()],
    Array.from({ length: 12 }, () => 0),
  );
  near(pass.delta2, [-0.5, 0.5]);
});

test('the words of a stage say its numbers', () => {
  const pass = passOf(network, IMAGE, 0);
  const words = (stage: (typeof STAGES)[number]): string => wordsOf(startAt(stage), pass);
  expect(words('sums')).toContain('1.00 × 1.00 + 2.00 × 0.50 = 2.00');
  expect(words('hidden')).toContain('Silent: unit 3.');
  expect(words('probabilities')).toContain('0.62 and 0.38');
  expect(words('blame0')).toContain('unit 1: 0.50 × (−0.38) + (−0.50) × 0.38 = −0.38');
  expect(words('delta1')).toContain('unit 3 0.00 (silent)');
  expect(words('gradients2')).toContain('unit 1 to score 0, what went in times delta: 2.00 × (−0.3775) = −0.755');
  expect(words('gradients1')).toContain('input 2 to unit 1, what went in times delta: 2.00 × (−0.3775) = −0.755');
  expect(words('update')).toContain('from 0.47 to 0.17');
  for (const stage of STAGES) expect(words(stage)).toMatch(/\.$/);
});

test('where gradients are shown, the weight in hand is one of their layer, and the words are about it', () => {
  const pass = passOf(network, IMAGE, 0);
  const early = startAt('blame0');
  expect(early.edge).toEqual({ layer: 2, from: 0, to: 0 });
  const there = atStage(early, STAGES.indexOf('gradients1'));
  expect(there.edge).toEqual({ layer: 1, from: 1, to: 0 });
  expect(atStage(there, STAGES.indexOf('gradients2')).edge.layer).toBe(2);
  const chosen: Edge = { layer: 1, from: 0, to: 1 };
  expect(atStage({ ...early, edge: chosen }, STAGES.indexOf('gradients1')).edge).toEqual(chosen);
  expect(wordsOf({ ...there, edge: chosen }, pass)).toContain(
    'input 1 to unit 2, what went in times delta: 1.00 × 0.5663 = 0.566',
  );
  expect(wordsOf({ ...there, edge: { layer: 2, from: 1, to: 1 } }, pass)).toContain(
    'unit 2 to score 1, what went in times delta: 1.00 × 0.3775 = 0.378',
  );
});

test('a step names the stage that it begins at, and an unknown one is an error that lists them', () => {
  expect(atBuild('blame1').stage).toBe('blame1');
  expect(() => atBuild('deltas')).toThrow(/expected one of image, sums, .*Name one of them/);
});
