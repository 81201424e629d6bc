import { losses } from '../../../../lib/nn/losses.ts';

/** The ten scores of one image, and which of its ten digits is right. */
export interface SlopesState {
  readonly scores: readonly number[]; // [digits]
  readonly label: number;
  readonly before: { readonly scores: readonly number[]; readonly label: number } | null;
}

export type Measure = 'crossEntropy' | 'squaredError';

/** The score of the right digit moves in here. */
export const REACH = { min: -4, max: 6 };

export const startWith = (scores: readonly number[], label: number): SlopesState => ({ scores, label, before: null });

/** The score of the right digit is another; the nine others stay. */
export const withRightScore = (state: SlopesState, score: number): SlopesState => ({
  ...state,
  scores: state.scores.with(state.label, score),
  before: state,
});

/** Another digit is right. */
export const withLabel = (state: SlopesState, label: number): SlopesState => ({ ...state, label, before: state });

/** The loss of the image by either measure. */
export const lossOf = (measure: Measure, { scores, label }: SlopesState): number =>
  losses[measure].value(Float32Array.from(scores), label, 0, scores.length);

/** δ of all ten outputs; for the squared error without its factor 2, as in Part I. */
export function deltaOf(measure: Measure, { scores, label }: SlopesState): number[] {
  const delta = new Float32Array(scores.length); // [digits]
  losses[measure].derivative(delta, Float32Array.from(scores), label, 0, scores.length);
  return [...delta];
}

/** Which way a lesson pushes each of the ten scores, and how hard: −δ. */
export const pushOf = (measure: Measure, state: SlopesState): number[] =>
  deltaOf(measure, state).map((delta) => -delta);

/** The slope of the loss by the score of the right digit: δ there, for the squared error doubled. */
export const slopeOf = (measure: Measure, state: SlopesState): number =>
  (measure === 'squaredError' ? 2 : 1) * deltaOf(measure, state)[state.label]!;

/**
 * The part of the loss that the right score alone decides, over its whole range: for cross-entropy the loss itself,
 * for the squared error the square of that one output.
 */
export function curveOf(measure: Measure, state: SlopesState, points = 101): { score: number; loss: number }[] {
  return Array.from({ length: points }, (_, i) => {
    const score = REACH.min + ((REACH.max - REACH.min) * i) / (points - 1);
    return { score, loss: partOf(measure, withRightScore(state, score)) };
  });
}

/** The height of the curve where the right score stands. */
export function partOf(measure: Measure, state: SlopesState): number {
  if (measure === 'crossEntropy') return lossOf(measure, state);
  return (state.scores[state.label]! - 1) ** 2;
}

/** What there is to notice after the last change; null before the first. */
export function noticeOf(state: SlopesState): string | null {
  const { before, scores, label } = state;
  if (!before) return null;
  if (before.label !== label)
    return `Now ${label} is right. By cross-entropy its score alone is pushed up, all others are pushed down, and together the ten pushes make 0.`;
  const score = scores[label]!;
  if (score > 1)
    return `Past 1 the squared error pulls the right score down again, though the answer only got better. Cross-entropy never does: it always pushes up, only less and less.`;
  if (score < Math.max(...scores) - 3)
    return `The right digit is far behind. Cross-entropy pushes with close to 1, as hard as it can; the squared error knows no end.`;
  return `Both measures push the right score up here. Drag it to the right, past 1.`;
}
