import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/loss-slopes/at-build.ts';
import {
  curveOf,
  deltaOf,
  lossOf,
  noticeOf,
  partOf,
  pushOf,
  slopeOf,
  startWith,
  withLabel,
  withRightScore,
} from '../../../../src/components/widgets/explain/loss-slopes/model.ts';

const SCORES = [-1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88];
const start = startWith(SCORES, 5);

test('it begins with the 5 of chapter 3', async () => {
  expect(await atBuild()).toEqual({ scores: SCORES, label: 5 });
});

test('loss and deltas are those of NumPy', () => {
  expect(lossOf('crossEntropy', start)).toBeCloseTo(4.2180453, 5);
  expect(lossOf('squaredError', start)).toBeCloseTo(27.7833, 4);
  const ofCrossEntropy = [
    0.0061701, 0.0104825, 0.0882091, 0.0066174, 0.0257829, -0.9852726, 0.0864624, 0.3541463, 0.2758094, 0.1315925,
  ];
  deltaOf('crossEntropy', start).forEach((delta, j) => expect(delta).toBeCloseTo(ofCrossEntropy[j]!, 6));
  const ofSquaredError = [-1.18, -0.65, 1.48, -1.11, 0.25, -1.31, 1.46, 2.87, 2.62, 1.88];
  deltaOf('squaredError', start).forEach((delta, j) => expect(delta).toBeCloseTo(ofSquaredError[j]!, 6));
});

// Heights and slopes by NumPy, the slope of cross-entropy from a difference of 2e-6.
test.each([
  [3, 1.2363301, -0.7095518, 4, 4],
  [-4, 7.8935815, -0.9996269, 25, -10],
  [6, 0.1147808, -0.1084385, 25, 10],
])('where the right score is %d, both curves and their slopes are as measured', (score, ce, slope, squared, steep) => {
  const state = withRightScore(start, score);
  expect(partOf('crossEntropy', state)).toBeCloseTo(ce, 5);
  expect(slopeOf('crossEntropy', state)).toBeCloseTo(slope, 5);
  expect(partOf('squaredError', state)).toBeCloseTo(squared, 5);
  expect(slopeOf('squaredError', state)).toBeCloseTo(steep, 5);
});

test('a push is against delta: past 1 the squared error pushes the right score down, cross-entropy up', () => {
  const state = withRightScore(start, 3);
  expect(pushOf('squaredError', state)[5]).toBeCloseTo(-2, 6);
  expect(pushOf('crossEntropy', state)[5]).toBeCloseTo(0.7095518, 5);
  expect(pushOf('crossEntropy', state).reduce((sum, push) => sum + push, 0)).toBeCloseTo(0, 6);
});

test('a curve passes through the point that stands on it, from end to end of the range', () => {
  const curve = curveOf('crossEntropy', start, 11);
  expect(curve.map(({ score }) => score)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]);
  expect(curve[7]!.loss).toBeCloseTo(1.2363301, 5);
  expect(curve.every(({ loss }, i) => i === 0 || loss < curve[i - 1]!.loss)).toBe(true);
});

test('what is said is true', () => {
  expect(noticeOf(start)).toBeNull();
  const right = withRightScore(start, 3);
  expect(noticeOf(right)).toContain('pulls the right score down again');
  expect(deltaOf('squaredError', right)[5]).toBeGreaterThan(0);
  expect(deltaOf('crossEntropy', right)[5]).toBeLessThan(0);
  const behind = withRightScore(start, -3);
  expect(noticeOf(behind)).toContain('pushes with close to 1');
  expect(deltaOf('crossEntropy', behind)[5]).toBeLessThan(-0.95);
  const other = withLabel(start, 7);
  expect(noticeOf(other)).toContain('Now 7 is right');
  const deltas = deltaOf('crossEntropy', other);
  expect(deltas.filter((delta) => delta < 0)).toEqual([deltas[7]]);
  expect(deltas.reduce((sum, delta) => sum + delta, 0)).toBeCloseTo(0, 6);
  for (const score of [-0.3, 0, 0.99]) {
    const between = withRightScore(start, score);
    expect(noticeOf(between)).toMatch(/Both measures push the right score up|far behind/);
    expect(deltaOf('squaredError', between)[5]).toBeLessThan(0);
  }
});
