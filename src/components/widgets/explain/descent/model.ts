import { activations, logSumExp } from '../../../../lib/nn/activations.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { fixed, short } from '../kit/numbers.ts';
import type { Place } from '../kit/PlaneHandle.tsx';

/**
 * Training images as a plane sees them. All weights of the layer 784-10 move together, along two directions from a
 * half-trained start: W = W₀ + a D₁ + b D₂. An image's scores are then z = z₀ + a z₁ + b z₂, ten numbers each.
 */
export interface Images {
  readonly count: number;
  readonly labels: Uint8Array; // [count]
  readonly scores: Float32Array; // [count, 3, 10]: z₀, z₁, z₂
}
const CLASSES = 10;
const ROW = 3 * CLASSES;

/** The plane in its own unit: one step of length 1 in the space of all weights. */
export const ACROSS = { from: -3, to: 17, title: 'along the way down' };
export const UP = { from: -6, to: 5, title: 'across it' };
export const START: Place = { x: 0, y: 0 };
export const SIZES = [1, 3, 10, 30, 100, 300, 1000] as const;
export const DRAWS = 50;
/** Images that each walk looks at: four epochs of the 3,000. */
export const EPOCHS = 4;

// Laid out once: a walk of single images takes thousands of steps.
const scores = new Float32Array(CLASSES);
const shares = new Float32Array(CLASSES);

/** z of image `n` at a place, into `scores` [10]. */
function scoresAt({ scores: all }: Images, n: number, { x, y }: Place): void {
  for (let j = 0, at = n * ROW; j < CLASSES; j++, at++)
    scores[j] = all[at]! + x * all[at + CLASSES]! + y * all[at + 2 * CLASSES]!;
}

/** Mean cross-entropy of all images at a place. */
export function lossAt(images: Images, place: Place): number {
  let sum = 0;
  for (let n = 0; n < images.count; n++) {
    scoresAt(images, n, place);
    sum += logSumExp(scores, 0, CLASSES) - scores[images.labels[n]!]!;
  }
  return sum / images.count;
}

/** The gradient of the mean loss of these images by both directions: (softmax(z) - y) · z₁ and · z₂. */
export function gradientOf(images: Images, indices: Uint32Array, place: Place): Place {
  let [x, y] = [0, 0];
  for (const n of indices) {
    scoresAt(images, n, place);
    activations.softmax.output(scores, shares, 0, CLASSES);
    shares[images.labels[n]!]! -= 1; // δ
    for (let j = 0, at = n * ROW + CLASSES; j < CLASSES; j++, at++) {
      x += shares[j]! * images.scores[at]!;
      y += shares[j]! * images.scores[at + CLASSES]!;
    }
  }
  return { x: x / indices.length, y: y / indices.length };
}

const everyIndex = (images: Images): Uint32Array => Uint32Array.from({ length: images.count }, (_, n) => n);
export const fullGradient = (images: Images, place: Place): Place => gradientOf(images, everyIndex(images), place);

/** The gradients of 50 batches of this size, drawn at random. */
export function fanAt(images: Images, place: Place, size: number, seed: number): Place[] {
  const random = new RandomState(seed);
  return Array.from({ length: DRAWS }, () =>
    gradientOf(
      images,
      Uint32Array.from({ length: size }, () => Math.floor(random.randomSample() * images.count)),
      place,
    ),
  );
}

/** The typical distance of these gradients from the true one, in units of its length. */
export function strayOf(fan: readonly Place[], truth: Place): number {
  const squared = fan.reduce((sum, { x, y }) => sum + (x - truth.x) ** 2 + (y - truth.y) ** 2, 0) / fan.length;
  return Math.sqrt(squared) / Math.hypot(truth.x, truth.y);
}

export type Kind = 'batch' | 'mini' | 'single';
export const KINDS: Readonly<Record<Kind, { readonly name: string; readonly size: (count: number) => number }>> = {
  batch: { name: 'batch', size: (count) => count },
  mini: { name: 'mini-batch', size: () => 30 },
  single: { name: 'stochastic', size: () => 1 },
};
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** The same for each of the three. */
export const ofEach = <Value>(value: (kind: Kind) => Value): Record<Kind, Value> => ({
  batch: value('batch'),
  mini: value('mini'),
  single: value('single'),
});

/** A walk, as far as it is drawn. */
export interface Walk {
  /** Where it was after so many images, the start first; at most 300 places, evenly. */
  readonly places: readonly Place[];
  /** Images between two of the places. */
  readonly every: number;
  readonly size: number;
}
const MOST_PLACES = 300;
/** Nothing is drawn beyond this. */
const FAR = 1e6;

/** Descent with batches of this size, shuffled anew in each epoch: w ← w - α · gradient. */
export function walkFrom(images: Images, start: Place, size: number, alpha: number): Walk {
  const random = new RandomState(0);
  const steps = Math.ceil(images.count / size) * EPOCHS;
  const gap = Math.max(1, Math.ceil(steps / MOST_PLACES));
  let here = start;
  const places = [start];
  for (let step = 0, epoch = 0; epoch < EPOCHS; epoch++) {
    const order = random.permutation(images.count);
    for (let from = 0; from < images.count; from += size) {
      const gradient = gradientOf(images, order.subarray(from, from + size), here);
      here = { x: here.x - alpha * gradient.x, y: here.y - alpha * gradient.y };
      if (!(Math.hypot(here.x, here.y) < FAR)) here = { x: FAR, y: FAR };
      if (++step % gap === 0) places.push(here);
    }
  }
  return { places, every: gap * size, size };
}

export const imagesOfWalk = (images: Images): number => EPOCHS * images.count;
/** How many of a walk's places are behind it after so many images. */
export const placesAfter = ({ places, every }: Walk, seen: number): number =>
  Math.min(places.length - 1, Math.floor(seen / every));

/** How much a walk trembles: the typical distance of its places in the last fifth from their mean. */
export function trembling({ places }: Walk): number {
  const last = places.slice(Math.floor(places.length * 0.8));
  const mean = {
    x: last.reduce((sum, { x }) => sum + x, 0) / last.length,
    y: last.reduce((sum, { y }) => sum + y, 0) / last.length,
  };
  return Math.sqrt(last.reduce((sum, { x, y }) => sum + (x - mean.x) ** 2 + (y - mean.y) ** 2, 0) / last.length);
}

/** Three decimals, or powers of ten where a walk has left the picture. */
export const lossWords = (loss: number): string => (loss < 100 ? fixed(loss, 3) : short(loss));

/** What there is to notice about three walks. */
export function noticeOfWalks(
  walks: Readonly<Record<Kind, Walk>>,
  losses: Readonly<Record<Kind, number>>,
  alpha: number,
  seen: number,
): string {
  const [batch, mini, single] = [losses.batch, losses.mini, losses.single].map(lossWords);
  const steps = Math.floor(seen / walks.batch.size);
  const ends = `The loss is ${batch} after ${steps} ${steps === 1 ? 'step' : 'steps'} of batch descent, ${mini} by mini-batches, ${single} by single images.`;
  if (losses.single > 1.5 * losses.mini && trembling(walks.single) > 1)
    return `With alpha ${fixed(alpha, 1)} single images throw the weights about and never let them settle; a mini-batch averages most of that away. ${ends}`;
  if (losses.mini < 0.9 * losses.batch)
    return `Each of the three has looked at as many images. Batch descent went the right way each time, but seldom; mini-batches took many rough steps and are further down. ${ends}`;
  return `Here the few exact steps keep up. ${ends}`;
}

/** What there is to notice about the fan of a batch size. */
export function noticeOfFan(size: number, stray: number): string {
  const times = `${fixed(stray, 2)} times the length of the true gradient`;
  if (stray > 1)
    return `Batches of ${size}: they stray by ${times}. Many of them point up the slope. On average they point down it, all the same.`;
  if (stray > 0.25)
    return `Batches of ${size}: they stray by ${times}. Nearly all point down the slope. Ten times as many images would make the fan about a third as wide.`;
  return `Batches of ${size}: they stray by ${times}. So many images know the direction nearly as well as all of them, and cost ${size} times as much as one.`;
}

/** Images as they travel: whole numbers of one byte, a scale for each of the three parts. */
export interface PackedImages {
  readonly count: number;
  readonly labels: string;
  readonly scores: string; // [count, 3, 10]
  readonly ends: readonly [number, number, number];
}

export function packed(labels: Uint8Array, scores: Float32Array, toText: (bytes: Uint8Array) => string): PackedImages {
  const partOf = (k: number): number => Math.floor(k / CLASSES) % 3;
  const ends: [number, number, number] = [0, 0, 0];
  scores.forEach((score, k) => (ends[partOf(k)] = Math.max(ends[partOf(k)]!, Math.abs(score))));
  const whole = Uint8Array.from(scores, (score, k) => Math.round((score / ends[partOf(k)]!) * 127) & 255);
  return { count: labels.length, labels: toText(labels), scores: toText(whole), ends };
}

export function unpacked(
  { count, labels, scores, ends }: PackedImages,
  toBytes: (text: string) => Uint8Array<ArrayBuffer>,
): Images {
  const whole = new Int8Array(toBytes(scores).buffer);
  return {
    count,
    labels: toBytes(labels),
    scores: Float32Array.from(whole, (value, k) => (value / 127) * ends[Math.floor(k / CLASSES) % 3]!),
  };
}
