import { memoriesOf, type OptimizerSpecification } from '../../../nn/optimizers.ts';
import type { NetworkSpecification } from '../../../nn/specification.ts';
import type { ActivationName, LossName, NormalizationName } from '../../../settings/choices.ts';

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
  readonly normalization: NormalizationName;
  readonly optimizer: OptimizerSpecification;
  readonly l2: number;
  /** Batches come in parts, whose gradients add up. */
  readonly inParts: boolean;
  /** What is remembered of each weight: by the optimizer, and the sum of its gradient. */
  readonly memories: number;
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

export function planOf({
  inputs,
  layers,
  loss,
  optimizer,
  batchSize,
  normalization = 'unit',
  l2 = 0,
}: NetworkSpecification): Plan {
  const oneByOne = batchSize === 1 && layers.length === 1 && optimizer.name === 'sgd' && l2 === 0;
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
    normalization,
    optimizer,
    l2,
    inParts: batchSize > pieceSize,
    memories: memoriesOf(optimizer) + (batchSize > pieceSize ? 1 : 0),
    weightCount: weights,
    valueCount: values,
  };
}

/** Images that go through the network at once. */
export interface Piece {
  /** First image, counted in the chunk, and their number. */
  readonly start: number;
  readonly count: number;
  /** Images of the whole batch. */
  readonly batch: number;
  /** Whether a batch begins with it, and whether one ends. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Which update it ends with or belongs to, counted from 1. */
  readonly step: number;
}

export interface Chunk {
  /** Where it begins in the order of the epoch. */
  readonly origin: number;
  readonly count: number;
  readonly pieces: readonly Piece[];
}

/** Starts of the parts into which 0 to `count` is cut. */
const cut = (count: number, size: number): readonly number[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, i) => i * size);

/** Cuts `count` images from `origin` on, whole batches or the rest of an epoch, into chunks of pieces. `step` counts the updates before. */
export function chunksOf(plan: Plan, origin: number, count: number, step: number): readonly Chunk[] {
  const { batchSize, chunkSize, inParts } = plan;
  // A batch in parts has chunks of its own.
  return cut(count, inParts ? batchSize : chunkSize).flatMap((from) => {
    const size = Math.min(inParts ? batchSize : chunkSize, count - from);
    const before = step + Math.ceil(from / batchSize);
    return cut(size, chunkSize).map((start): Chunk => {
      const images = Math.min(chunkSize, size - start);
      return {
        origin: origin + from + start,
        count: images,
        pieces: plan.oneByOne ? [{ ...WHOLE, count: images }] : piecesOf(plan, images, start, size, before),
      };
    });
  });
}

const WHOLE = { start: 0, batch: 1, isFirst: true, isLast: true, step: 1 } as const;

/** `done` images of a batch of `size`, if it comes in parts, went before this chunk. */
function piecesOf(
  { pieceSize, inParts }: Plan,
  images: number,
  done: number,
  size: number,
  step: number,
): readonly Piece[] {
  return cut(images, pieceSize).map((start, i): Piece => {
    const count = Math.min(pieceSize, images - start);
    if (!inParts) return { ...WHOLE, start, count, batch: count, step: step + i + 1 };
    return {
      start,
      count,
      batch: size,
      isFirst: done + start === 0,
      isLast: done + start + count === size,
      step: step + 1,
    };
  });
}

/** All images of a set, to be scored in their own order. */
export function scoringChunks({ mostImages, chunkSize }: Plan, count: number): readonly Chunk[] {
  const most = Math.max(mostImages, chunkSize);
  return cut(count, most).map((origin) => {
    const images = Math.min(most, count - origin);
    return {
      origin,
      count: images,
      pieces: cut(images, mostImages).map((start): Piece => ({
        ...WHOLE,
        start,
        count: Math.min(mostImages, images - start),
      })),
    };
  });
}
