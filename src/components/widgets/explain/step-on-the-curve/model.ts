import { fixed } from '../kit/numbers.ts';

/** A training image with what one lesson needs to know of it. */
export interface Pick {
  /** Its number in the file, from 1. */
  readonly number: number;
  readonly digit: number;
  /** |x|² */
  readonly squared: number;
  /** Delta of the digit that it shows, with the random weights of seed 10. */
  readonly delta: number;
}

export interface CurveState {
  readonly pick: number;
  readonly alpha: number;
  /** Lessons with this one image, one after another. */
  readonly lessons: number;
  readonly touched: boolean;
}

export const MOST_LESSONS = 6;
/** How far the plane reaches on either side, in deltas before the first lesson. */
export const ROOM = 1.4;
/** The first image of the file, or the one with the most ink. */
export const PRESETS = { first: { pick: 3, lessons: 1 }, 'too-far': { pick: 6, lessons: 3 } } as const;
export type Preset = keyof typeof PRESETS;
export const startAt = (preset: Preset): CurveState => ({ ...PRESETS[preset], alpha: 0.01, touched: false });

/** What a lesson multiplies the delta of its own image by: 1 - α · |x|². */
export const factorOf = (alpha: number, squared: number): number => 1 - alpha * squared;

/** The deltas before the first lesson and after each. */
export const deltasOf = ({ squared, delta }: Pick, { alpha, lessons }: CurveState): number[] =>
  Array.from({ length: lessons + 1 }, (_, k) => delta * factorOf(alpha, squared) ** k);

/** How many images have α · |x|² above a limit; `counts` has them by |x|², rounded down. */
export function past(limit: number, alpha: number, counts: readonly number[]): number {
  return counts.reduce((sum, count, squared) => sum + (alpha * squared >= limit ? count : 0), 0);
}

/** The rule with its numbers: `1 − 0.010 × 91.35 = 0.09`. */
export const formula = (alpha: number, squared: number): string =>
  `1 − ${fixed(alpha, 4)} × ${fixed(squared, 2)} = ${fixed(factorOf(alpha, squared), 4)}`;

/** What there is to notice; null before anything was tried. */
export function noticeOf(pick: Pick, state: CurveState, counts: readonly number[]): string | null {
  if (!state.touched) return null;
  const factor = factorOf(state.alpha, pick.squared);
  const beyond = past(2, state.alpha, counts);
  const others = `With alpha ${fixed(state.alpha, 4)}, ${beyond.toLocaleString('en-US')} of the 60,000 images are past 2.`;
  if (factor < -1)
    return `The hop is more than twice the way: it lands higher up on the other side, and each lesson makes its own image worse. ${others}`;
  if (factor < -0.05)
    return `The hop goes past the lowest point and lands lower on the other side. The error shrinks all the same. ${others}`;
  if (factor <= 0.05) return `Nearly the whole way in one hop: hardly anything of the error is left. ${others}`;
  return `The hop falls short: ${fixed(100 * factor, 0)} of 100 parts of delta are left. ${others}`;
}
