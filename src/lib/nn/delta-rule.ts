import { largest } from './images.ts';
import type { BatchScore } from './network.ts';
import type { NetworkSpecification } from './specification.ts';

/**
 * True when a specification is the delta rule as the chapter writes it: one layer without bias or activation,
 * squared error, plain descent, one image at a time.
 */
export function isDeltaRule({ layers, loss, optimizer, batchSize }: NetworkSpecification): boolean {
  const [layer] = layers;
  return (
    layers.length === 1 &&
    layer?.activation === 'identity' &&
    !layer.bias &&
    loss === 'squaredError' &&
    optimizer.name === 'sgd' &&
    batchSize === 1
  );
}

/** ŷ = x W: each pixel that is not zero adds its row of weights, times its value. */
export function predict(weights: Float32Array, image: Float32Array, prediction: Float32Array): void {
  const units = prediction.length;
  prediction.fill(0);
  for (let i = 0; i < image.length; i++) {
    const x = image[i]!;
    if (x === 0) continue;
    const row = i * units; // weights are [pixels, units]
    for (let j = 0; j < units; j++) prediction[j]! += x * weights[row + j]!;
  }
}

/** δ = ŷ - y, where y is 1 at the label and 0 elsewhere. */
export function deltaOf(prediction: Float32Array, label: number, delta: Float32Array): void {
  for (let j = 0; j < prediction.length; j++) delta[j] = prediction[j]! - (j === label ? 1 : 0);
}

/** W ← W - α xᵀδ: the weights of each pixel that is not zero move against its share of every delta. */
export function update(weights: Float32Array, image: Float32Array, delta: Float32Array, alpha: number): void {
  const units = delta.length;
  for (let i = 0; i < image.length; i++) {
    const x = image[i]!;
    if (x === 0) continue;
    const step = alpha * x;
    const row = i * units;
    for (let j = 0; j < units; j++) weights[row + j]! -= step * delta[j]!;
  }
}

/** The delta rule with its memory laid out once: learns one image at a time, weights [pixels, units] in place. */
export class DeltaRule {
  readonly #weights: Float32Array;
  readonly #prediction: Float32Array;
  readonly #delta: Float32Array;

  constructor(weights: Float32Array, units: number) {
    this.#weights = weights;
    this.#prediction = new Float32Array(units);
    this.#delta = new Float32Array(units);
  }

  learn(image: Float32Array, label: number, alpha: number): BatchScore {
    predict(this.#weights, image, this.#prediction);
    deltaOf(this.#prediction, label, this.#delta);
    update(this.#weights, image, this.#delta, alpha);
    let lossSum = 0;
    for (let j = 0; j < this.#delta.length; j++) lossSum += this.#delta[j]! * this.#delta[j]!;
    return { lossSum, correct: largest(this.#prediction, 0, this.#prediction.length) === label ? 1 : 0 };
  }
}
