import { deltaOf, emptyInk, predict, readInk } from '../../../../lib/nn/delta-rule.ts';
import { largest, readImage } from '../../../../lib/nn/images.ts';

/** An image with its label, as the files have them. */
export interface LabelledImage {
  readonly pixels: Uint8Array; // [pixels], 0 to 255
  readonly label: number;
}

/** All that the delta rule works out for one image, before it moves a weight. */
export interface Frame {
  readonly label: number;
  /** Pixels divided by 255. */
  readonly image: Float32Array; // [pixels]
  /** ŷ = x W */
  readonly prediction: Float32Array; // [outputs]
  /** E = (ŷ - y)² */
  readonly error: Float32Array; // [outputs]
  /** δ = ŷ - y */
  readonly delta: Float32Array; // [outputs]
  /** Index of the highest score. */
  readonly guess: number;
  /** α |x|²: the share of each delta that one step takes away; above 2 the step makes the error larger. */
  readonly reach: number;
}

export function frameOf(weights: Float32Array, { pixels, label }: LabelledImage, alpha: number): Frame {
  const count = pixels.length;
  const outputs = weights.length / count;
  const image = new Float32Array(count);
  readImage(pixels, 0, count, image);
  const ink = emptyInk(count);
  readInk(pixels, 0, ink);
  const prediction = new Float32Array(outputs);
  predict(weights, ink, prediction);
  const delta = new Float32Array(outputs);
  deltaOf(prediction, label, delta);
  let squared = 0; // |x|²
  for (const x of image) squared += x * x;
  return {
    label,
    image,
    prediction,
    error: delta.map((d) => d * d),
    delta,
    guess: largest(prediction, 0, outputs),
    reach: alpha * squared,
  };
}

/** ΔW = xᵀ δ, the outer product: what the image asks of every weight. */
export function weightDeltasOf({ image, delta }: Frame): Float32Array<ArrayBuffer> {
  const outputs = delta.length;
  const deltas = new Float32Array(image.length * outputs); // [pixels, outputs]
  for (let i = 0; i < image.length; i++) {
    const x = image[i]!;
    if (x === 0) continue;
    for (let j = 0; j < outputs; j++) deltas[i * outputs + j] = x * delta[j]!;
  }
  return deltas;
}

/** What a piece of code did to the weights in one step, in the units of ΔW: (W before - W after) / α. */
export function measuredDeltas(before: Float32Array, after: Float32Array, alpha: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(before, (w, k) => (w - after[k]!) / alpha); // [pixels, outputs]
}

/** The largest distance from zero; what is not a number is passed over. */
export function largestSize(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value) || 0);
  return most;
}

/** The largest difference between two lists of numbers; NaN if one of them holds a NaN. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let k = 0; k < a.length; k++) {
    const apart = Math.abs(a[k]! - b[k]!);
    if (Number.isNaN(apart)) return Number.NaN;
    if (apart > most) most = apart;
  }
  return most;
}
