import { deltaOf, predict, type Ink } from '../../../../lib/nn/delta-rule.ts';
import { two } from '../kit/numbers.ts';

/** One layer small enough to show every number: three pixels, two scores. The numbers are those of the text. */
export type Weights = readonly (readonly number[])[]; // [3, 2]

export const IMAGE: readonly number[] = [0, 0.5, 1];
export const SCORES = 2;
const WEIGHTS: Weights = [
  [1, 2],
  [2, -4],
  [3, 1],
];
/** x·x of the image. */
export const SQUARED = IMAGE.reduce((sum, x) => sum + x * x, 0);
/** So many lessons are worked out ahead. */
export const LESSONS = 10;

/** Where the figure is on the way, in order. */
export const STAGES = ['scores', 'error', 'delta', 'shares', 'step', 'again'] as const;
export type Stage = (typeof STAGES)[number];
/** What is shown at a stage. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  scores: 'scores',
  error: 'errors',
  delta: 'deltas',
  shares: 'shares of the weights',
  step: 'weights after the step',
  again: 'the same image again',
};

export interface Lesson {
  readonly prediction: readonly number[]; // [2]
  readonly error: readonly number[]; // [2]
  readonly delta: readonly number[]; // [2]
  /** What each weight has to answer for. */
  readonly shares: Weights;
}

export interface DeltaState {
  readonly weights: Weights;
  readonly label: number;
  readonly alpha: number;
  readonly stage: number;
  /** The weight in hand: from pixel `from` to score `to`. */
  readonly from: number;
  readonly to: number;
  /** Lessons so far. */
  readonly lessons: number;
}

export const startAt = (stage: Stage): DeltaState => ({
  weights: WEIGHTS,
  label: 1,
  alpha: 0.1,
  stage: STAGES.indexOf(stage),
  from: 2,
  to: 0,
  lessons: 0,
});

const ink: Ink = { count: IMAGE.length, pixels: Uint16Array.from(IMAGE.keys()), values: Float32Array.from(IMAGE) };

/** One lesson's numbers by the book's own delta rule; nothing has moved yet. */
export function lessonOf(weights: Weights, label: number): Lesson {
  const prediction = new Float32Array(SCORES);
  predict(Float32Array.from(weights.flat()), ink, prediction);
  const delta = new Float32Array(SCORES);
  deltaOf(prediction, label, delta);
  return {
    prediction: [...prediction],
    error: [...delta].map((d) => d * d),
    delta: [...delta],
    shares: IMAGE.map((x) => [...delta].map((d) => x * d)),
  };
}

/** The weights after one step. */
export const stepped = (weights: Weights, { shares }: Pick<Lesson, 'shares'>, alpha: number): Weights =>
  weights.map((row, i) => row.map((w, j) => Math.fround(w - alpha * shares[i]![j]!)));

/** The weights before the first lesson and after each. */
export function courseOf(weights: Weights, label: number, alpha: number, lessons = LESSONS): readonly Weights[] {
  const course = [weights];
  for (let n = 0; n < lessons; n++) course.push(stepped(course[n]!, lessonOf(course[n]!, label), alpha));
  return course;
}

export const withWeight = (weights: Weights, from: number, to: number, value: number): Weights =>
  weights.with(from, weights[from]!.with(to, value));

const factor = (value: number): string => (value < 0 ? `(${two(value)})` : two(value));

/** What happens at a stage, in numbers: `lesson`'s, which may be the reader's own. */
export function wordsOf({ weights, label, alpha, stage, from, to }: DeltaState, lesson: Lesson): string {
  const { prediction, error, delta, shares } = lesson;
  const right = (j: number): number => (j === label ? 1 : 0);
  switch (STAGES[stage]!) {
    case 'scores':
      return `Score ${to}: ${IMAGE.map((x, i) => `${two(x)} × ${factor(weights[i]![to]!)}`).join(' + ')} = ${two(prediction[to]!)}. The label says ${right(to)}.`;
    case 'error':
      return `Error of score ${to}: (${two(prediction[to]!)} − ${right(to)})² = ${two(error[to]!)}. Never negative, whichever way it is off.`;
    case 'delta':
      return `Delta of score ${to}: ${two(prediction[to]!)} − ${right(to)} = ${two(delta[to]!)}. ${delta[to]! > 0 ? 'Too high: come down.' : delta[to]! < 0 ? 'Too low: go up.' : 'Right: stay.'}`;
    case 'shares':
      return `Share of the weight from pixel ${from + 1} to score ${to}: ${two(IMAGE[from]!)} × ${factor(delta[to]!)} = ${two(shares[from]![to]!)}.${IMAGE[from] === 0 ? ' The pixel is blank: no part in it.' : ''}`;
    case 'step': {
      const w = weights[from]![to]!;
      const share = shares[from]![to]!;
      return `The weight from pixel ${from + 1} to score ${to}: ${two(w)} − ${two(alpha)} × ${factor(share)} = ${two(w - alpha * share)}.`;
    }
    case 'again': {
      const after = lessonOf(stepped(weights, lesson, alpha), label);
      return `The same image again: delta of score ${to} was ${two(delta[to]!)} and is ${two(after.delta[to]!)}, times 1 − ${two(alpha)} × ${two(SQUARED)} = ${two(1 - alpha * SQUARED)}.`;
    }
  }
}

/** The sum of both errors. */
export const errorOf = (weights: Weights, label: number): number =>
  lessonOf(weights, label).error.reduce((sum, e) => sum + e, 0);
