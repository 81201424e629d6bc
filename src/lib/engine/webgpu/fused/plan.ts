import type { ActivationName } from '../../../nn/activations.ts';
import type { LossName } from '../../../nn/losses.ts';
import type { NetworkSpecification } from '../../../nn/specification.ts';

/** One layer as the kernels see it. The bias is the weight of one more input, which is always 1. */
export interface LayerPlan {
  readonly inputs: number;
  readonly units: number;
  readonly activation: ActivationName;
  readonly bias: boolean;
  /** Inputs, and one more if there is a bias. */
  readonly rows: number;
  /** Where its weights begin. The first layer's are [rows, units], the others' [units, rows]. */
  readonly weights: number;
  /** Where its activations [images, units] begin; its deltas begin at the same place. */
  readonly values: number;
}

/** All that the kernels and their memory depend on. */
export interface Plan {
  readonly layers: readonly LayerPlan[];
  readonly loss: LossName;
  readonly batchSize: number;
  /** One layer that learns image by image: a chunk is one dispatch. */
  readonly oneByOne: boolean;
  /** Images that go through the network at once in training: a batch, or a part of a large one. */
  readonly pieceSize: number;
  /** Images that may go through the network at once, in scoring too. */
  readonly mostImages: number;
  /** Images whose lists of pixels are made at once: whole pieces. One chunk is one submit. */
  readonly chunkSize: number;
  readonly remembersVelocity: boolean;
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightCount: number;
  readonly valueCount: number;
}

/** Above this many images a batch is worked on in parts, whose gradients add up. */
const LARGEST_PIECE = 512;
const SCORED_AT_ONCE = 256;
const CHUNK_IMAGES = 2048;
export const CHUNK_PIECES = 256;
/** So many images one after the other take a graphics card a few milliseconds; browsers end what takes seconds. */
const ONE_BY_ONE = 1024;

export function planOf({ inputs, layers, loss, optimizer, batchSize }: NetworkSpecification): Plan {
  const oneByOne = batchSize === 1 && layers.length === 1 && optimizer.name === 'sgd';
  const pieceSize = Math.min(batchSize, LARGEST_PIECE);
  const mostImages = Math.max(pieceSize, SCORED_AT_ONCE);
  const pieces = Math.min(CHUNK_PIECES, Math.max(1, Math.floor(CHUNK_IMAGES / pieceSize)));
  let [from, weights, values] = [inputs, 0, 0];
  const planned = layers.map(({ units, activation, bias }): LayerPlan => {
    const rows = from + (bias ? 1 : 0);
    const layer = { inputs: from, units, activation, bias, rows, weights, values };
    weights += rows * units;
    values += mostImages * units;
    from = units;
    return layer;
  });
  return {
    layers: planned,
    loss,
    batchSize,
    oneByOne,
    pieceSize,
    mostImages,
    chunkSize: oneByOne ? ONE_BY_ONE : pieces * pieceSize,
    remembersVelocity: optimizer.name !== 'sgd' || batchSize > pieceSize,
    learningRate: optimizer.learningRate,
    momentum: optimizer.name === 'momentum' ? optimizer.momentum : 0,
    weightCount: weights,
    valueCount: values,
  };
}

/** Images that go through the network at once. */
export interface Piece {
  /** First image, counted in the chunk, and their number. */
  readonly start: number;
  readonly count: number;
  /** 1 / images of the batch. */
  readonly share: number;
  /** How much of the velocity stays: all of it, from the second part of a batch on. */
  readonly decay: number;
  /** The learning rate; 0 while more of the batch follows. */
  readonly rate: number;
}

export interface Chunk {
  /** Where it begins in the order of the epoch. */
  readonly origin: number;
  readonly count: number;
  readonly pieces: readonly Piece[];
}

/** Cuts `count` images from `origin` on into chunks of pieces. They end at the end of the epoch, or with a whole batch. */
export function chunksOf(plan: Plan, origin: number, count: number): readonly Chunk[] {
  const { batchSize, chunkSize, oneByOne } = plan;
  // A batch that is not one piece has chunks of its own.
  const most = batchSize > plan.pieceSize ? batchSize : chunkSize;
  const chunks: Chunk[] = [];
  for (let from = 0; from < count; from += most) {
    const to = Math.min(from + most, count);
    for (let start = from; start < to; start += chunkSize) {
      const size = Math.min(chunkSize, to - start);
      const pieces = oneByOne ? [whole(plan, size)] : piecesOf(plan, size, start - from, Math.min(batchSize, to - from));
      chunks.push({ origin: origin + start, count: size, pieces });
    }
  }
  return chunks;
}

const whole = ({ learningRate }: Plan, count: number): Piece => ({ start: 0, count, share: 1, decay: 0, rate: learningRate });

/** `done` images of the first batch went before this chunk. */
function piecesOf({ pieceSize, batchSize, learningRate, momentum }: Plan, size: number, done: number, batch: number): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < size; start += pieceSize) {
    const count = Math.min(pieceSize, size - start);
    const inParts = batchSize > pieceSize;
    const first = !inParts || done + start === 0;
    const last = !inParts || done + start + count === batch;
    pieces.push({ start, count, share: 1 / (inParts ? batch : count), decay: first ? momentum : 1, rate: last ? learningRate : 0 });
  }
  return pieces;
}

/** All images of a set, to be scored in their own order. */
export function scoringChunks({ mostImages, chunkSize }: Plan, count: number): readonly Chunk[] {
  const size = Math.max(mostImages, chunkSize);
  const cut = (from: number, to: number, by: number): number[] => Array.from({ length: Math.ceil((to - from) / by) }, (_, i) => from + i * by);
  return cut(0, count, size).map((origin) => {
    const images = Math.min(size, count - origin);
    const pieces = cut(0, images, mostImages).map((start): Piece => ({ start, count: Math.min(mostImages, images - start), share: 1, decay: 0, rate: 0 }));
    return { origin, count: images, pieces };
  });
}
