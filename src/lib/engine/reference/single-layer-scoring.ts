import type { DigitSet } from '../../data/contract.ts';
import { activationNamed } from '../../nn/activations.ts';
import type { Network } from '../../nn/network.ts';
import { normalizations } from '../../nn/normalizations.ts';
import type { Evaluation, NetworkSpecification } from '../contract.ts';
import { Score } from '../score.ts';
import { sparseImages, type SparseImages } from './sparse-images.ts';

const scaled = normalizations.unit; // [256]

/** The lists of more images would take more memory than they are worth. */
const MOST_IMAGES = 10_000;
/** A place in a list has 16 bits. */
const MOST_PIXELS = 2 ** 16;

/**
 * Scores a network of one layer by the pixels that are not zero, which is several times as fast as by all.
 * The sums are those of `Network.forward`, in the same order: the same outputs come out, to the bit.
 */
export class SingleLayerScoring {
  readonly #network: Network;
  readonly #sparse: SparseImages;
  readonly #score: Score;

  static suits(
    { convolutions = [], layers, inputs, normalization = 'unit' }: NetworkSpecification,
    { count }: DigitSet,
  ): boolean {
    return (
      convolutions.length === 0 &&
      layers.length === 1 &&
      normalization === 'unit' &&
      inputs <= MOST_PIXELS &&
      count <= MOST_IMAGES
    );
  }

  constructor(network: Network, data: DigitSet) {
    this.#network = network;
    this.#sparse = sparseImages(data, network.specification.inputs);
    this.#score = new Score(network.specification.loss, network.outputs);
  }

  /** Adds the images from index `from` up to `to` (exclusive). */
  add({ labels }: DigitSet, from: number, to: number): void {
    const { specification, parameters, outputs: units } = this.#network;
    const { starts, pixels, values } = this.#sparse;
    const weights = parameters[0]!.values; // [inputs, units]
    const biases = parameters[1]?.values;
    const activation = activationNamed(specification.layers[0]!.activation);
    const z = new Float32Array(units);
    const a = new Float32Array(units);
    for (let n = from; n < to; n++) {
      const end = starts[n + 1]!;
      for (let j = 0; j < units; j++) {
        let sum = biases ? biases[j]! : 0;
        for (let k = starts[n]!; k < end; k++) sum += scaled[values[k]!]! * weights[pixels[k]! * units + j]!;
        z[j] = sum;
      }
      activation.output(z, a, 0, units);
      this.#score.add(a, 0, labels[n]!);
    }
  }

  result(): Evaluation {
    return this.#score.result();
  }
}
