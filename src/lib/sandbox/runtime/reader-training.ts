import { dataSetNamed } from '../../data/data-sets.ts';
import type { NetworkSpecification } from '../../engine/contract.ts';
import { largest } from '../../nn/images.ts';
import { startOf, type ImageOrder } from '../../nn/order.ts';
import { drawParameters } from '../../nn/parameters.ts';
import { lossNamed, type Loss } from '../../nn/losses.ts';
import { matrixOver } from '../lab-arrays.ts';
import { ReaderWeights } from './reader-weights.ts';

/** The reader's `update(weights, image, label, alpha, imagesSeen)`, whatever it may do. */
export type Update = (
  weights: Float32Array[],
  image: Float32Array,
  label: Float32Array,
  alpha: number,
  imagesSeen: number,
) => unknown;

/** Images of one file of the data set. */
export interface Shard {
  readonly images: Uint8Array; // [shard, inputs]
  readonly labels: Uint8Array; // [shard]
}

/** Why a slice ended. */
export type SliceEnd = 'time' | 'reached' | 'diverged' | { readonly need: number };

/** What a slice did; `correct` and `lossSum` are measured on each image before its update. */
export interface SliceReport {
  readonly end: SliceEnd;
  readonly images: number;
  readonly correct: number;
  readonly lossSum: number;
}

const TIME_CHECK = 8; // images between two looks at the clock
const scaled = Float32Array.from({ length: 256 }, (_, k) => k / 255);

/**
 * One layer that the reader's own `update` trains, image by image: W ← update(W, x, y, α).
 * It gives the reader rows of one array, and judges each image's prediction before the update.
 */
export class ReaderTraining {
  /** Images of one file of the data set. */
  readonly shardImages: number;
  readonly weights: ReaderWeights;
  imagesSeen: number;
  readonly #update: Update;
  /** Images of an epoch. */
  readonly #count: number;
  readonly #order: ImageOrder;
  readonly #loss: Loss;
  readonly #alpha: number;
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #image: Float32Array<ArrayBuffer>; // [inputs]
  readonly #label: Float32Array<ArrayBuffer>; // [outputs]
  readonly #prediction: Float32Array<ArrayBuffer>; // [outputs]
  readonly #inked: Uint16Array; // indices of the pixels that are not zero
  readonly #shards: (Shard | undefined)[] = [];
  #correct = 0;
  #lossSum = 0;

  constructor(
    update: Update,
    specification: NetworkSpecification,
    trainCount: number,
    weights: Float32Array<ArrayBuffer>,
    imagesSeen: number,
  ) {
    const { inputs, layers, optimizer, loss, data } = specification;
    this.#update = update;
    this.shardImages = dataSetNamed(data).files.shard;
    this.#count = trainCount;
    [, this.#order] = startOf(specification, drawParameters);
    this.#loss = lossNamed(loss);
    this.#alpha = optimizer.learningRate;
    this.#inputs = inputs;
    this.#outputs = layers[0]!.units;
    this.#image = new Float32Array(inputs);
    this.#label = new Float32Array(this.#outputs);
    this.#prediction = new Float32Array(this.#outputs);
    this.#inked = new Uint16Array(inputs);
    this.weights = new ReaderWeights(weights, matrixOver(weights, inputs, this.#outputs));
    this.imagesSeen = imagesSeen;
  }

  addShard(index: number, shard: Shard): void {
    this.#shards[index] = shard;
  }

  /** Trains until `until` images are seen, `expired` says that time is up, or something ends it. Throws what the reader's code throws. */
  slice(until: number, expired: () => boolean): SliceReport {
    const start = this.imagesSeen;
    this.#correct = 0;
    this.#lossSum = 0;
    const end = this.#train(until, expired);
    return { end, images: this.imagesSeen - start, correct: this.#correct, lossSum: this.#lossSum };
  }

  #train(until: number, expired: () => boolean): SliceEnd {
    const count = this.#count;
    let order = this.#order.epoch(count, Math.floor(this.imagesSeen / count));
    for (let untilTime = TIME_CHECK; this.imagesSeen < until; untilTime--) {
      const place = this.imagesSeen % count;
      if (place === 0) order = this.#order.epoch(count, this.imagesSeen / count);
      const index = order[place]!;
      const file = Math.floor(index / this.shardImages);
      const shard = this.#shards[file];
      if (!shard) return { need: file };
      this.#learn(shard, index % this.shardImages);
      // The prediction tells of broken weights for nothing; the last slice's weights are looked at one by one.
      if (!Number.isFinite(this.#lossSum)) return 'diverged';
      if (untilTime > 0) continue;
      if (expired()) return 'time';
      untilTime = TIME_CHECK;
    }
    return 'reached';
  }

  #learn(shard: Shard, row: number): void {
    const label = shard.labels[row]!;
    this.#predict(this.#read(shard, row));
    this.#lossSum += this.#loss.value(this.#prediction, label, 0, this.#outputs);
    if (largest(this.#prediction, 0, this.#outputs) === label) this.#correct++;
    this.#label.fill(0);
    this.#label[label] = 1;
    this.weights.take(this.#update(this.weights.rows, this.#image, this.#label, this.#alpha, this.imagesSeen));
    this.imagesSeen++;
  }

  /** Reads an image, its pixels divided by 255, and lists those that are not zero; returns how many. */
  #read({ images }: Shard, row: number): number {
    const from = row * this.#inputs;
    const image = this.#image.fill(0);
    const inked = this.#inked;
    let count = 0;
    for (let i = 0; i < image.length; i++) {
      const grey = images[from + i]!;
      if (grey === 0) continue;
      image[i] = scaled[grey]!;
      inked[count++] = i;
    }
    return count;
  }

  /** ŷ = x W over the pixels that are not zero. */
  #predict(inked: number): void {
    const w = this.weights.values;
    const image = this.#image;
    const indices = this.#inked;
    const outputs = this.#outputs;
    // Two outputs at a time stay in registers: half the time of adding into an array.
    for (let j = 0; j < outputs; j += 2) {
      let even = 0;
      let odd = 0;
      for (let k = 0; k < inked; k++) {
        const i = indices[k]!;
        const x = image[i]!;
        even += x * w[i * outputs + j]!;
        odd += x * w[i * outputs + j + 1]!;
      }
      this.#prediction[j] = even;
      if (j + 1 < outputs) this.#prediction[j + 1] = odd;
    }
  }
}
