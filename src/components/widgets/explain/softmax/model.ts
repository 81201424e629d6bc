import { activations } from '../../../../lib/nn/activations.ts';

/** What can be done to the scores at once. */
export type Change = 'one' | 'add' | 'double';

/** The scores, and what was done to them last. */
export interface SoftmaxState {
  readonly scores: readonly number[]; // [digits]
  /** Scores before the last change, and which it was; null at the start. */
  readonly before: { readonly scores: readonly number[]; readonly change: Change } | null;
}

/** A 32-bit float holds no more than this; the next power of e is Infinity. */
const as32 = Math.fround;

/** e^z for each score, as 32-bit floats hold them: Infinity from a score of 88.73 on. */
export const powers = (scores: readonly number[]): number[] => scores.map((z) => as32(Math.exp(z)));

/** e^(z - highest): never above 1. */
export function stablePowers(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  return scores.map((z) => as32(Math.exp(z - highest)));
}

/** By the formula as it stands: NaN once a power is Infinity. */
export function naiveShares(scores: readonly number[]): number[] {
  const each = powers(scores);
  const sum = as32(each.reduce((total, power) => total + power, 0));
  return each.map((power) => as32(power / sum));
}

/** The same by the book's own softmax, which takes the highest score away first. */
export function shares(scores: readonly number[]): number[] {
  const z = Float32Array.from(scores); // [digits]
  const p = new Float32Array(z.length); // [digits]
  activations.softmax.output(z, p, 0, z.length);
  return [...p];
}

export const startWith = (scores: readonly number[]): SoftmaxState => ({ scores, before: null });

const next = (state: SoftmaxState, change: Change, scores: readonly number[]): SoftmaxState => ({
  scores,
  before: { scores: state.scores, change },
});
export const withScore = (state: SoftmaxState, j: number, score: number): SoftmaxState =>
  next(state, 'one', state.scores.with(j, score));
export const addToAll = (state: SoftmaxState, amount: number): SoftmaxState =>
  next(
    state,
    'add',
    state.scores.map((z) => z + amount),
  );
export const doubleAll = (state: SoftmaxState): SoftmaxState =>
  next(
    state,
    'double',
    state.scores.map((z) => 2 * z),
  );

/** True once the formula as it stands breaks. */
export const overflows = ({ scores }: SoftmaxState): boolean => naiveShares(scores).some(Number.isNaN);

/** What there is to notice after the last change; null before the first. */
export function noticeOf(state: SoftmaxState): string | null {
  if (!state.before) return null;
  if (overflows(state))
    return 'A power is too large for a 32-bit number: it is Infinity, and Infinity divided by Infinity is NaN. With the highest score taken away first, the shares are still there.';
  const { change, scores } = state.before;
  if (change === 'add')
    return 'Every score went up by 5, every power grew 148 times, and no share changed: only the gaps between scores count.';
  if (change === 'double')
    return Math.max(...shares(state.scores)) > Math.max(...shares(scores))
      ? 'The gaps are twice as wide. The largest share has grown at the cost of the others: the network sounds surer.'
      : 'All scores are equal, and stay so: the gaps are 0, and twice 0 is 0.';
  const j = state.scores.findIndex((z, k) => z !== scores[k]);
  if (j < 0) return null;
  return state.scores[j]! > scores[j]!
    ? `The share of ${j} grows, and all others shrink by one and the same factor: together they make 1.`
    : `The share of ${j} shrinks, and all others grow by one and the same factor: together they make 1.`;
}
