import { usesDropout } from './dropout.ts';
import { largest } from './images.ts';
import type { BatchScore } from './network.ts';
import { normalizations } from './normalizations.ts';
import type { NetworkSpecification } from './specification.ts';

const grey = normalizations.unit; // [256]

/**
 * True when a specification is the delta rule as the chapter writes it: one layer without bias or activation,
 * squared error, plain descent, one image at a time, pixels from 0 to 1, no dropout and no L2.
 */
export function isDeltaRule(specification: NetworkSpecification): boolean {
  const { convolutions = [], layers, loss, optimizer, batchSize, normalization = 'unit', l2 = 0 } = specification;
  const [layer] = layers;
  return (
    convolutions.length === 0 &&
    layers.length === 1 &&
    layer?.activation === 'identity' &&
    !layer.bias &&
    loss === 'squaredError' &&
    optimizer.name === 'sgd' &&
    batchSize === 1 &&
    normalization === 'unit' &&
    l2 === 0 &&
    !usesDropout(specification)
  );
}

/** The pixels of one image that are not zero: about 150 of 784. Only they give to the prediction, and only their weights learn. */
export interface Ink {
  count: number;
  readonly pixels: Uint16Array; // which
  readonly values: Float32Array; // how dark, 0 to 1
}

export const emptyInk = (pixels: number): Ink => ({
  count: 0,
  pixels: new Uint16Array(pixels),
  values: new Float32Array(pixels),
});

/** Lists the ink of the image with this index. */
export function readInk(images: Uint8Array, index: number, ink: Ink): void {
  const { pixels, values } = ink;
  const from = index * pixels.length;
  let count = 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = images[from + i]!;
    if (value === 0) continue;
    pixels[count] = i;
    values[count++] = grey[value]!;
  }
  ink.count = count;
}

/** ŷ = x W: each pixel adds its row of weights, times its value. */
export function predict(weights: Float32Array, { count, pixels, values }: Ink, prediction: Float32Array): void {
  const units = prediction.length;
  prediction.fill(0);
  for (let k = 0; k < count; k++) {
    const x = values[k]!;
    const row = pixels[k]! * units; // weights are [pixels, units]
    for (let j = 0; j < units; j++) prediction[j]! += x * weights[row + j]!;
  }
}

/** δ = ŷ - y, where y is 1 at the label and 0 elsewhere. */
export function deltaOf(prediction: Float32Array, label: number, delta: Float32Array): void {
  for (let j = 0; j < prediction.length; j++) delta[j] = prediction[j]! - (j === label ? 1 : 0);
}

/** W ← W - α xᵀδ: the weights of each pixel move against its share of every delta. */
export function update(
  weights: Float32Array,
  { count, pixels, values }: Ink,
  delta: Float32Array,
  alpha: number,
): void {
  const units = delta.length;
  for (let k = 0; k < count; k++) {
    const step = alpha * values[k]!;
    const row = pixels[k]! * units;
    for (let j = 0; j < units; j++) weights[row + j]! -= step * delta[j]!;
  }
}

/** The delta rule with its memory laid out once: learns one image at a time, weights [pixels, units] in place. */
export class DeltaRule {
  readonly #weights: Float32Array;
  readonly #ink: Ink;
  readonly #prediction: Float32Array;
  readonly #delta: Float32Array;

  constructor(weights: Float32Array, units: number) {
    this.#weights = weights;
    this.#ink = emptyInk(weights.length / units);
    this.#prediction = new Float32Array(units);
    this.#delta = new Float32Array(units);
  }

  /** Learns from the image with this index; scored before its update. */
  learn(images: Uint8Array, index: number, label: number, alpha: number): BatchScore {
    const delta = this.#delta;
    if (label >= delta.length)
      throw new RangeError(`label: expected 0 to ${delta.length - 1}, one for each output; got ${label}`);
    readInk(images, index, this.#ink);
    predict(this.#weights, this.#ink, this.#prediction);
    deltaOf(this.#prediction, label, delta);
    update(this.#weights, this.#ink, delta, alpha);
    let lossSum = 0;
    for (const difference of delta) lossSum += difference * difference;
    return { lossSum, correct: largest(this.#prediction, 0, delta.length) === label ? 1 : 0 };
  }
}
