import {
  optimize,
  startOptimizing,
  type Optimized,
  type OptimizerSpecification,
} from '../../../../lib/nn/optimizers.ts';
import { fixed, short } from '../kit/numbers.ts';

/** Across every valley here: loss = (flat a² + 25 b²) / 2, with a curvature of 1 along a in that of the exercise. */
export const STEEP = 25;
export const FLAT = 1;

/** How strongly a network's loss curves: in the steepest of all directions, and along the way that it will go. */
export interface Curvatures {
  readonly steepest: number;
  readonly onward: number;
}
/** So many times as steep one way as the other. */
export const ratioOf = ({ steepest, onward }: Curvatures): number => Math.round(steepest / onward);
/** The curvature along a where b has that of the exercise, and a network's are in this ratio. */
export const flatOf = (curvatures: Curvatures): number => STEEP / ratioOf(curvatures);

export const STEPS = 60;
export const START: Place = { a: 10, b: 1 };

export interface Place {
  readonly a: number;
  readonly b: number;
}

export interface ValleyState {
  /** The curvature along a. */
  readonly flat: number;
  readonly start: Place;
  readonly rate: number;
  readonly momentum: number;
  /** How many steps have been taken, 0 to 60. */
  readonly step: number;
  readonly touched: boolean;
}

export const atStart = (): ValleyState => ({
  flat: FLAT,
  start: START,
  rate: 0.03,
  momentum: 0.7,
  step: STEPS,
  touched: false,
});

export const lossAt = ({ a, b }: Place, flat = FLAT): number => (flat * a * a + STEEP * b * b) / 2;

/** Where a walk of 60 steps comes by, its start included; by the book's own optimizer. */
export function walk(start: Place, rate: number, momentum: number, flat = FLAT): Place[] {
  const settings: OptimizerSpecification = { name: 'momentum', learningRate: rate, momentum };
  let weights: Optimized = startOptimizing(settings, Float32Array.of(start.a, start.b));
  const places = [start];
  for (let step = 1; step <= STEPS; step++) {
    const [a = 0, b = 0] = weights.values;
    weights = optimize(settings, Float32Array.of(flat * a, STEEP * b), weights, step);
    places.push({ a: weights.values[0]!, b: weights.values[1]! });
  }
  return places;
}

/**
 * The largest rate at which a walk does not climb out of the valley: 2 (1 + μ) / 25.
 * Source: B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
export const largestRate = (momentum: number): number => (2 * (1 + momentum)) / STEEP;

/** How many times a walk crosses the middle of the valley, from one side to the other. */
export const crossings = (places: readonly Place[]): number =>
  places.filter(({ b }, i) => i > 0 && Math.sign(b) * Math.sign(places[i - 1]!.b) < 0).length;

/** True when a walk runs past the lowest point along the floor by more than a fifth of its start. */
export const overshoots = (places: readonly Place[]): boolean =>
  places.some(({ a }) => Math.sign(a) * Math.sign(places[0]!.a) < 0 && Math.abs(a) > 0.2 * Math.abs(places[0]!.a));

/** The losses at the end of both walks, and what there is to notice; null before anything was tried. */
export function noticeOf({ flat, start, rate, momentum, touched }: ValleyState): string | null {
  if (!touched) return null;
  const plain = walk(start, rate, 0, flat);
  const heavy = walk(start, rate, momentum, flat);
  const [plainEnd, heavyEnd] = [lossAt(plain.at(-1)!, flat), lossAt(heavy.at(-1)!, flat)];
  const ends = `After 60 steps the loss is ${short(plainEnd)} without momentum, ${short(heavyEnd)} with it.`;
  if (rate > largestRate(momentum))
    return `Both walks climb out: even with momentum, ${fixed(rate, 3)} is over ${fixed(largestRate(momentum), 3)}, the most that this valley bears.`;
  if (rate > largestRate(0))
    return `Without momentum each step lands higher on the other side: ${fixed(rate, 3)} times 25 is over 2. With it the swings cancel. ${ends}`;
  if (momentum === 0) return `At momentum 0 both walks are one. Turn it up.`;
  if (overshoots(heavy)) return `The ball is too heavy: it rolls past the lowest point, and has to come back. ${ends}`;
  return heavyEnd < plainEnd
    ? `Across the valley, steps to and fro cancel; along its floor they add up. ${ends}`
    : `Here momentum does not pay. ${ends}`;
}
