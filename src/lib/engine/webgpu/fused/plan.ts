import { placesOf, usesDropout } from '../../../nn/dropout.ts';
import { memoriesOf, type OptimizerSpecification } from '../../../nn/optimizers.ts';
import { convolutionShapes, denseInputs, type ConvolutionShape } from '../../../nn/shapes.ts';
import type { NetworkSpecification } from '../../../nn/specification.ts';
import type { ActivationName, LossName, NormalizationName } from '../../../settings/choices.ts';
import { isByRow } from './wgsl-activations.ts';

/** A place where values are dropped while training. */
export interface DropPlan {
  readonly width: number;
  /** What is kept is multiplied by it, 1 / (1 - p). */
  readonly scale: number;
  /** Words of a mask of one image, a bit for each value. */
  readonly words: number;
  /** Where the masks of a chunk begin, [images, words], among all masks. */
  readonly masks: number;
}

/** What the layer behind reads of a layer, and hands back to it. */
export interface OutputsPlan {
  readonly units: number;
  readonly activation: ActivationName;
  /** Where its activations [images, units] begin; its deltas begin at the same place. */
  readonly values: number;
  /** What is dropped of its outputs. */
  readonly drop: DropPlan | null;
}

/** A dense layer as the kernels see it. The bias is the weight of one more input, which is always 1. */
export interface LayerPlan extends OutputsPlan {
  readonly inputs: number;
  readonly bias: boolean;
  /** Inputs, and one more if there is a bias. */
  readonly rows: number;
  /** Where its weights begin. Those on pixels, without convolutions before, are [rows, units], the others' [units, rows]. */
  readonly weights: number;
  /** Where what it gave out lies, [images, units], before anything is dropped, if its way back needs that. */
  readonly whole: number | null;
}

/** A convolution with its pool as the kernels see it: its outputs are the pooled ones, [images, filters, pooledSide, pooledSide]. */
export interface ConvolutionPlan extends OutputsPlan, ConvolutionShape {
  /** Where its weights begin, [filters, rows]: of each filter those of a kernel, [channels, size, size], then the bias. */
  readonly weights: number;
  readonly rows: number;
  /** Where the places of the largest of each window begin among the lists, [images, units]; null where a window is one place. */
  readonly winners: number | null;
}

/** All that the kernels and their memory depend on. */
export interface Plan {
  readonly inputs: number;
  readonly convolutions: readonly ConvolutionPlan[];
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
  /** What is dropped of the inputs. */
  readonly inputDrop: DropPlan | null;
  /** The places of the largest of all windows, in words. */
  readonly winnerWords: number;
  /** All masks of a chunk, in words. */
  readonly maskWords: number;
}

/** Above this many images a batch is worked on in parts, whose gradients add up. */
const LARGEST_PIECE = 512;
const SCORED_AT_ONCE = 256;
const CHUNK_IMAGES = 2048;
export const CHUNK_PIECES = 256;
/** So many images one after the other take a graphics card a few milliseconds; browsers end what takes seconds. */
const ONE_BY_ONE = 1024;

export function planOf(specification: NetworkSpecification): Plan {
  const { inputs, layers, loss, optimizer, batchSize, normalization = 'unit', l2 = 0 } = specification;
  const oneByOne =
    batchSize === 1 &&
    layers.length === 1 &&
    optimizer.name === 'sgd' &&
    l2 === 0 &&
    !usesDropout(specification) &&
    convolutionShapes(specification).length === 0;
  const pieceSize = Math.min(batchSize, LARGEST_PIECE);
  const mostImages = Math.max(pieceSize, SCORED_AT_ONCE);
  const pieces = Math.min(CHUNK_PIECES, Math.max(1, Math.floor(CHUNK_IMAGES / pieceSize)));
  const chunkSize = oneByOne ? ONE_BY_ONE : pieces * pieceSize;
  let maskWords = 0;
  const [inputDrop, ...drops] = placesOf(specification).map(({ width, rate }): DropPlan | null => {
    if (rate === 0) return null;
    const words = Math.ceil(width / 32);
    const drop = { width, scale: 1 / (1 - rate), words, masks: maskWords };
    maskWords += chunkSize * words;
    return drop;
  });
  let [weights, values, winnerWords] = [0, 0, 0];
  const convolutions = convolutionShapes(specification).map((shape, l): ConvolutionPlan => {
    const { filters, channels, size, pool, pooledSide } = shape;
    const units = filters * pooledSide ** 2;
    const rows = channels * size ** 2 + 1;
    const { activation } = specification.convolutions![l]!;
    const winners = pool > 1 ? winnerWords : null;
    const convolution = { ...shape, units, activation, values, drop: null, weights, rows, winners };
    weights += filters * rows;
    values += mostImages * units;
    if (pool > 1) winnerWords += mostImages * units;
    return convolution;
  });
  let from = denseInputs(specification);
  const planned = layers.map(({ units, activation, bias }, l): LayerPlan => {
    const rows = from + (bias ? 1 : 0);
    const drop = drops[l] ?? null;
    const keepsWhole = drop !== null && isByRow(activation);
    const whole = keepsWhole ? values + mostImages * units : null;
    const layer = { inputs: from, units, activation, bias, rows, weights, values, drop, whole };
    weights += rows * units;
    values += mostImages * units * (keepsWhole ? 2 : 1);
    from = units;
    return layer;
  });
  return {
    inputs,
    convolutions,
    layers: planned,
    loss,
    batchSize,
    oneByOne,
    pieceSize,
    mostImages,
    chunkSize,
    normalization,
    optimizer,
    l2,
    inParts: batchSize > pieceSize,
    memories: memoriesOf(optimizer) + (batchSize > pieceSize ? 1 : 0),
    weightCount: weights,
    valueCount: values,
    inputDrop: inputDrop!,
    winnerWords,
    maskWords,
  };
}

/** What a dense layer reads: the layer before, or the last convolution; undefined where it reads pixels. */
export const beforeOf = ({ layers, convolutions }: Plan, index: number): OutputsPlan | undefined =>
  layers[index - 1] ?? convolutions.at(-1);

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
