import { fixed } from '../kit/numbers.ts';

/** Learning rates of the delta rule's passes, each from zero weights over all 60,000 images once. */
export const ALPHAS = [0.01, 0.001, 0.0001] as const;
export type Alpha = (typeof ALPHAS)[number];

/** What is looked at. */
export type Side = 'delta' | 'squares' | 'difference';
export const SIDES: Readonly<Record<Side, string>> = {
  delta: 'Delta rule',
  squares: 'Least squares',
  difference: 'Their difference',
};

/** How good ten columns of weights are. */
export interface Score {
  /** Squared error of an image, its ten outputs together, on average over the training images. */
  readonly error: number;
  /** Test images guessed right, of 10,000. */
  readonly right: number;
}

/** Weights [784, 10] as whole numbers from -127 to 127 of a part of `end`; larger ones are cut off. */
export interface PackedWeights {
  readonly end: number;
  /** Bytes in base64. */
  readonly values: string;
}

/** This weight and all above it are drawn in full colour, in all pictures alike. */
export const END = 0.08;

/** Packs weights at this end. */
export const packed = (weights: Float32Array, toText: (bytes: Uint8Array) => string, end = END): PackedWeights => ({
  end,
  values: toText(
    Uint8Array.from(weights, (weight) => Math.round((Math.max(-end, Math.min(end, weight)) / end) * 127) & 255),
  ),
});

export const unpacked = (
  { end, values }: PackedWeights,
  toBytes: (text: string) => Uint8Array,
): Float32Array<ArrayBuffer> =>
  Float32Array.from(new Int8Array(toBytes(values).buffer), (whole) => (whole / 127) * end);

/** What a side shows: the weights themselves, or how much the one is above the other. */
export function shown(side: Side, delta: Float32Array, squares: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(delta, (weight, i) =>
    side === 'delta' ? weight : side === 'squares' ? squares[i]! : weight - squares[i]!,
  );
}

/** Of all 7,840 weights, the share that is drawn in full colour: as large as the scale goes, or larger. */
export const beyond = (weights: Float32Array): number =>
  weights.reduce((count, weight) => count + Number(Math.abs(weight) >= END * 0.999), 0) / weights.length;

/** What there is to notice. */
export function noticeOf(
  side: Side,
  alpha: Alpha,
  scores: Readonly<Record<string, Score>>,
  squares: Float32Array,
): string {
  const [walked, least] = [scores[alpha]!, scores['squares']!];
  const right = (score: Score): string => score.right.toLocaleString('en-US');
  if (side === 'squares')
    return `No weights have a smaller squared error than these: ${fixed(least.error, 3)} an image. ${fixed(100 * beyond(squares), 0)} of 100 weights are so large that the colours end. Nearly all of them belong to pixels at the rim, which fewer than one image in a hundred inked: they fit those few.`;
  if (side === 'difference')
    return `The two hardly agree in a single weight. Yet one answers ${right(walked)} images rightly, the other ${right(least)}. Where there is next to no ink, a weight may be anything.`;
  return `After one pass with alpha ${alpha} the squared error is ${fixed(walked.error, 3)}, and ${right(walked)} are right. The smallest error possible is ${fixed(least.error, 3)}: smaller steps come nearer, and none gets below.`;
}
