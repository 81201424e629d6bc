import { activationNamed } from '../../../../lib/nn/activations.ts';
import { DenseLayer } from '../../../../lib/nn/dense.ts';
import { normalizationNamed } from '../../../../lib/nn/normalizations.ts';
import { fixed, two } from '../kit/numbers.ts';
import type { TrainedNetwork } from '../networks/choice.ts';
import type { BuiltNetworkName } from '../networks/networks.ts';

type Numbers = Float32Array<ArrayBuffer>;

/** What one image's pixels give to each score. */
export interface Votes {
  readonly scores: readonly number[]; // [10]
  /** What pixel i gives to score j: all paths from the one to the other, each the product of its weights, times the pixel. */
  readonly pixels: readonly Float32Array[]; // [10][784]
  /** What the biases give: the rest of each score. */
  readonly rest: readonly number[]; // [10]
  /** What the last hidden layer gave out; empty where there is none. */
  readonly pattern: Float32Array; // [units]
}

/** True where every layer is dense: only there every path has its share. */
export const hasPaths = ({ specification }: Pick<TrainedNetwork, 'specification'>): boolean =>
  !specification.convolutions?.length;

/**
 * Along a path a unit hands on a share of its sum: f(z) / z, with ReLU 1 where it speaks and 0 where it is silent.
 * So the paths' products, pixels and biases together, add up to the scores.
 */
export function votesOf({ specification, weights }: TrainedNetwork, image: Uint8Array): Votes {
  const normalized = normalizationNamed(specification.normalization);
  const x = Float32Array.from(image, (grey) => normalized[grey]!); // [784]
  let at = 0;
  const layers = specification.layers.map(({ units, activation, bias }, l) => {
    const last = l === specification.layers.length - 1;
    const weight = weights[at++]!;
    const layer = new DenseLayer(
      { units, activation: 'identity', bias },
      { weight, bias: bias ? weights[at++]! : null },
    );
    return { layer, units, activation: activationNamed(last ? 'identity' : activation) };
  });
  let values: Numbers = x;
  const shares = layers.map(({ layer, units, activation }) => {
    const sums = layer.forward(values, 1).slice(0, units);
    const outputs = new Float32Array(units);
    activation.output(sums, outputs, 0, units);
    values = outputs;
    return { outputs, share: sums.map((sum, k) => (sum === 0 ? 0 : outputs[k]! / sum)) };
  });
  const scores = [...values];
  const pixels = scores.map((_, j) => {
    let back: Numbers = Float32Array.from(scores, (__, k) => (k === j ? 1 : 0));
    for (let l = layers.length - 1; l >= 0; l--) {
      const { share } = shares[l]!;
      back = layers[l]!.layer.deltaBefore(back.map((value, k) => value * share[k]!)).slice(0, layers[l]!.layer.inputs);
    }
    return back.map((value, i) => value * x[i]!);
  });
  const rest = scores.map((score, j) => score - pixels[j]!.reduce((sum, value) => sum + value, 0));
  return { scores, pixels, rest, pattern: shares.length > 1 ? shares.at(-2)!.outputs : new Float32Array(0) };
}

/** Two classes, set against each other. */
export type Pair = readonly [number, number];

/** Places of the largest and the next largest score. */
export function firstTwo(scores: readonly number[]): Pair {
  const order = scores.map((_, j) => j).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return [order[0]!, order[1]!];
}

/** The two digits that fought: the answer and the right one, or where that is the answer, the next. */
export function fightersOf(scores: readonly number[], label: number): Pair {
  const [first, second] = firstTwo(scores);
  return [first, first === label ? second : label];
}

/** Indices of the `most` rows of `patterns` [count, units] that are nearest to one pattern, the nearest first. */
export function nearest(pattern: Float32Array, patterns: Float32Array, most: number): number[] {
  const units = pattern.length;
  const distances = Float64Array.from({ length: patterns.length / units }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < units; k++) sum += (patterns[n * units + k]! - pattern[k]!) ** 2;
    return sum;
  });
  return Array.from(distances, (_, n) => n)
    .sort((a, b) => distances[a]! - distances[b]! || a - b)
    .slice(0, most);
}

/** How a score comes about, in numbers: without biases all of it is the pixels'. */
export const sumWords = ({ scores, rest }: Pick<Votes, 'scores' | 'rest'>, j: number): string =>
  rest.every((value) => Math.abs(value) < 1e-4)
    ? `all pixels together ${two(scores[j]!)}`
    : `pixels ${two(scores[j]! - rest[j]!)}, biases ${two(rest[j]!)}, together ${two(scores[j]!)}`;

/** What one pixel gave to both. */
export function pixelWords(
  votes: Pick<Votes, 'pixels'>,
  [a, b]: Pair,
  place: number,
  grey: number,
  nameOf: (j: number) => string = String,
): string {
  const side = Math.sqrt(votes.pixels[a]!.length);
  const where = `Row ${Math.floor(place / side)}, column ${place % side}`;
  const [forA, forB] = [votes.pixels[a]![place]!, votes.pixels[b]![place]!];
  // Between −1 and 1 paper is −1, and votes too.
  if (grey === 0 && forA === 0 && forB === 0) return `${where}: blank, so it votes for nobody.`;
  const more =
    Math.abs(forA - forB) < 0.005
      ? 'as much for one as for the other'
      : `${fixed(Math.abs(forA - forB), 2)} more for ${nameOf(forA > forB ? a : b)}`;
  return `${where}: ${two(forA)} to ${nameOf(a)}, ${two(forB)} to ${nameOf(b)}: ${more}.`;
}

/** Training images whose hidden pattern is compared, the first ones. */
export const LOOKED_AT = 10_000;
/** So many of the nearest are shown. */
export const MOST_NEAR = 6;

/** A training image that looks much the same to the hidden units. */
export interface Near {
  readonly image: number;
  readonly label: number;
  /** 784 grey values in base64. */
  readonly pixels: string;
}

/** What the build tells of the first image. */
export interface BuiltVotes {
  readonly network: Exclude<BuiltNetworkName, 'floors'>;
  /** Number of the test image, from 1. */
  readonly image: number;
  readonly pixels: string;
  readonly label: number;
  readonly scores: readonly number[]; // [10]
  readonly rest: readonly number[]; // [10]
  /** Of each pixel with ink: its place, what it gave to the answer and to the right digit. */
  readonly votes: readonly (readonly [number, number, number])[];
  readonly near: readonly Near[];
}

/** The same as votes, as far as the build tells: for the two digits that fought. */
export function votesAsBuilt({ scores, rest, votes, label }: BuiltVotes): Votes {
  const [a, b] = fightersOf(scores, label);
  const pixels = scores.map(() => new Float32Array(784));
  for (const [place, toA, toB] of votes) {
    pixels[a]![place] = toA;
    pixels[b]![place] = toB;
  }
  return { scores, rest, pixels, pattern: new Float32Array(0) };
}
