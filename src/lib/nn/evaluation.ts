import { largest, readImage, type LabelledImages } from './images.ts';
import type { Network } from './network.ts';
import { normalizationNamed } from './normalizations.ts';

/** Score on a set of images. */
export interface Evaluation {
  readonly count: number;
  readonly correct: number;
  /** The network's loss, averaged over the images. */
  readonly loss: number;
  /** [outputs, outputs]: row = label, column = prediction. */
  readonly confusion: readonly number[];
}

const ROWS = 100; // images a forward pass

/** Scores images piece by piece, so that a worker can breathe in between. */
export class Scoring {
  readonly #network: Network;
  readonly #confusion: number[];
  readonly #inputs: Float32Array<ArrayBuffer>;
  #count = 0;
  #lossSum = 0;

  constructor(network: Network) {
    this.#network = network;
    this.#confusion = new Array<number>(network.outputs ** 2).fill(0);
    this.#inputs = new Float32Array(ROWS * network.specification.inputs);
  }

  /** Adds the images from index `from` up to `to` (exclusive). */
  add(data: LabelledImages, from = 0, to = data.count): void {
    const { outputs: units, specification } = this.#network;
    const normalized = normalizationNamed(specification.normalization);
    for (let start = from; start < to; start += ROWS) {
      const end = Math.min(start + ROWS, to);
      for (let n = start; n < end; n++)
        readImage(data.images, n, specification.inputs, this.#inputs, n - start, normalized);
      const outputs = this.#network.forward(this.#inputs, end - start);
      const labels = data.labels.subarray(start, end);
      this.#lossSum += this.#network.score(labels).lossSum;
      labels.forEach((label, n) => this.#confusion[label * units + largest(outputs, n * units, units)]!++);
      this.#count += end - start;
    }
  }

  result(): Evaluation {
    const units = this.#network.outputs;
    let correct = 0;
    for (let k = 0; k < units; k++) correct += this.#confusion[k * units + k]!;
    return { count: this.#count, correct, loss: this.#lossSum / this.#count, confusion: [...this.#confusion] };
  }
}

/** The score on all images at once. */
export function evaluate(network: Network, data: LabelledImages): Evaluation {
  const scoring = new Scoring(network);
  scoring.add(data);
  return scoring.result();
}
