import { activations } from '../../../../lib/nn/activations.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { largest } from '../../../../lib/nn/images.ts';
import { fixed, percent } from '../kit/numbers.ts';

export const UNITS = 128;
/** Shares of units taken away at which accuracy was measured. */
export const SHARES: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

type Numbers = Float32Array<ArrayBuffer>;

/** The last layer of a network that was trained with dropout. */
export interface LastLayer {
  readonly weight: Numbers; // [128, 10]
  readonly bias: Numbers; // [10]
}

/** For each unit 0 where it is out, and 1 / (1 - share) where it stays: one draw, the same for the same seed. */
export function maskOf(share: number, seed: number): Numbers {
  const random = new RandomState(seed);
  return Float32Array.from({ length: UNITS }, () => (random.randomSample() < share ? 0 : 1 / (1 - share)));
}

/** The ten shares that the network gives an image with these hidden outputs [128], each times its place in the mask. */
export function answerOf({ weight, bias }: LastLayer, hidden: ArrayLike<number>, mask: ArrayLike<number>): Numbers {
  const scores = bias.slice(); // [10]
  for (let unit = 0; unit < UNITS; unit++) {
    const value = hidden[unit]! * mask[unit]!;
    if (value === 0) continue;
    for (let j = 0; j < 10; j++) scores[j]! += value * weight[unit * 10 + j]!;
  }
  activations.softmax.output(scores, scores, 0, 10);
  return scores;
}

/** The mean of the shares that so many thinned networks give, and how often each digit was the answer. */
export function meanOf(
  last: LastLayer,
  hidden: ArrayLike<number>,
  share: number,
  draws: number,
  seed: number,
): { readonly shares: Numbers; readonly answers: readonly number[] } {
  const shares = new Float32Array(10);
  const answers = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < draws; draw++) {
    const one = answerOf(last, hidden, maskOf(share, seed + draw));
    answers[largest(one, 0, 10)]!++;
    for (let j = 0; j < 10; j++) shares[j]! += one[j]! / draws;
  }
  return { shares, answers };
}

/** How many of the units that speak for this image are out. */
export const outOf = (
  hidden: ArrayLike<number>,
  mask: ArrayLike<number>,
): { out: number; speaking: number; silenced: number } => {
  let [out, speaking, silenced] = [0, 0, 0];
  for (let unit = 0; unit < UNITS; unit++) {
    if (mask[unit] === 0) out++;
    if (hidden[unit]! > 0) speaking++;
    if (hidden[unit]! > 0 && mask[unit] === 0) silenced++;
  }
  return { out, speaking, silenced };
};

/** What one thinned network says. */
export function wordsOf(
  name: string,
  hidden: ArrayLike<number>,
  mask: ArrayLike<number>,
  shares: ArrayLike<number>,
): string {
  const { out, speaking, silenced } = outOf(hidden, mask);
  const first = largest(shares as Float32Array, 0, 10);
  return `${name}. ${out} of 128 units are out, among them ${silenced} of the ${speaking} that speak for this image. The rest answers ${first}, with a share of ${percent(shares[first]!)}.`;
}

/** What there is to notice of two networks that lose units. */
export function lossWords(share: number, plain: number, dropped: number): string {
  return `With ${fixed(100 * share, 0)} % of the units taken away, ${percent(plain)} of the validation images are right without dropout in training, ${percent(dropped)} with it.`;
}
