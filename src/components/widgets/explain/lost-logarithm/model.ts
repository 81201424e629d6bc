import { activations } from '../../../../lib/nn/activations.ts';
import { losses } from '../../../../lib/nn/losses.ts';
import { fixed, short } from '../kit/numbers.ts';

/** How the network ends: as S3 printed it, or as it was meant. */
export type Ending = 'softmax' | 'logSoftmax';
export const ENDINGS: readonly Ending[] = ['softmax', 'logSoftmax'];
/** The loss of one image that each ending leads to, and its run among S3's. */
export const LOSS_OF: Readonly<Record<Ending, string>> = { softmax: '−p', logSoftmax: '−ln p' };
export const RUN_OF = { softmax: 'as printed', logSoftmax: 'log-softmax' } as const;

/** The first batches of a run, one number each. */
export interface Batches {
  /** The loss of the batch before its step, as the program means it. */
  readonly loss: readonly number[];
  /** How far all weights and biases together are from where they started, after its step. */
  readonly moved: readonly number[];
}
export const BATCHES = 100;
export const BATCH_SIZE = 64;

/** Lines of the program, by the numbers of the article's own listing. */
export const LINES = [20, 26, 43, 57] as const;
export type Line = (typeof LINES)[number];

const applied = (ending: Ending, sums: readonly number[]): number[] => {
  const outputs = new Float32Array(sums.length); // [digits]
  activations[ending].output(Float32Array.from(sums), outputs, 0, sums.length);
  return [...outputs];
};

/** What the network gives out for these ten sums: line 20. */
export const outputsOf = (ending: Ending, sums: readonly number[]): number[] => applied(ending, sums);

/** What NLLLoss makes of it: minus the output at the label, lines 26 and 43. */
export function lossOf(ending: Ending, sums: readonly number[], label: number): number {
  const outputs = Float32Array.from(outputsOf(ending, sums));
  return losses.negativeLogLikelihood.value(outputs, label, 0);
}

/** e to the power of each output: line 57. */
export const sharesOf = (ending: Ending, sums: readonly number[]): number[] =>
  outputsOf(ending, sums).map((output) => Math.fround(Math.exp(output)));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a line does with these ten sums, in words. */
export function wordsOf(line: Line, ending: Ending, sums: readonly number[], label: number): string {
  const outputs = outputsOf(ending, sums);
  const right = fixed(outputs[label]!, 3);
  const loss = fixed(lossOf(ending, sums, label), 3);
  const together = fixed(sum(sharesOf(ending, sums)), 2);
  switch (line) {
    case 20:
      return ending === 'softmax'
        ? `Line 20 turns ten sums into ten numbers that are never below 0 and add up to ${fixed(sum(outputs), 2)}: shares.`
        : 'Line 20 now gives the logarithm of each share. All ten are below 0.';
    case 26:
      return 'Line 26: NLLLoss picks the number at the label and changes its sign. It takes no logarithm. It expects to be given one.';
    case 43:
      return ending === 'softmax'
        ? `Line 43: the number at the label ${label} is ${right}, a share. With its sign changed, the loss is ${loss}: below 0.`
        : `Line 43: the number at the label ${label} is ${right}, a logarithm. With its sign changed, the loss is ${loss}: above 0, and not far from 2.3.`;
    case 57:
      return ending === 'softmax'
        ? `Line 57 raises e to numbers that are shares already. What comes out lies between 1 and 2.72, and adds up to ${together}.`
        : `Line 57 raises e to each logarithm: the shares are back, and add up to ${together}.`;
  }
}

/** The loss of an image whose right digit has this share. */
export const lossAt = (ending: Ending, p: number): number => (ending === 'softmax' ? -p : -Math.log(p));

/** Its slope by the share itself. */
export const slopeByShare = (ending: Ending, p: number): number => (ending === 'softmax' ? -1 : -1 / p);

/** Its slope by the score of the right digit, before softmax; by the book's own derivatives for two digits with these shares. */
export function slopeByScore(ending: Ending, p: number): number {
  const z = Float32Array.of(Math.log(p), Math.log1p(-p)); // two scores whose shares are p and 1 - p
  const outputs = new Float32Array(2);
  activations[ending].output(z, outputs, 0, 2);
  const delta = new Float32Array(2);
  losses.negativeLogLikelihood.derivative(delta, outputs, 0, 0, 2);
  activations[ending].derivative(delta, z, outputs, 0, 2);
  return delta[0]!;
}

/** What there is to notice at this share. */
export function noticeAt(p: number): string {
  const [flat, steep] = [slopeByScore('softmax', p), slopeByScore('logSoftmax', p)];
  const times = steep / flat;
  if (p < 0.02)
    return `Sure of a wrong digit: −ln p pushes the right score up as hard as it can, ${fixed(-steep, 3)}. −p hardly pushes: ${fixed(-flat, 4)}. It learns least where it is most wrong.`;
  if (p < 0.5)
    return `Here −ln p pushes ${short(times)} times as hard as −p: that is 1 divided by the share, ${fixed(p, 3)}.`;
  return `The right digit has most of the share, and the two losses push almost alike. Drag p to the left.`;
}
