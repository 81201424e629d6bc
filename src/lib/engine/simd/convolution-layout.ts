import type { ConvolutionShape } from '../../nn/shapes.ts';
import type { Arena } from './arena.ts';
import type { UnitsLayout } from './layout.ts';
import { strideOf, takeVector, type Trained, type Training } from './panels.ts';
import type { ActivationName } from '../../settings/choices.ts';

/** Filters that the kernels keep in registers together; the numbers of a place are filled up to whole groups. */
const GROUP = 8;
/** Numbers of a vector, and vectors of a gradient that the kernels keep in registers together. */
const VECTOR = 4;
const TILE = 8;
/** Bytes of an entry in a list. */
const ENTRY = 8;
/** Vectors may reach over a picture's last row. */
const SPARE = VECTOR;

/** Pictures of a batch in memory: place by place, all channels of one next to each other. */
export interface Pictures {
  readonly address: number; // [rows, side, side, depth]
  readonly delta: number; // as the pictures; 0 where nobody asks
  /** Numbers of a place. */
  readonly depth: number;
  /** Bytes from picture to picture. */
  readonly stride: number;
}

export interface ConvolutionLayout {
  /** What `assembly/convolution-record.ts` names: where everything lies, and how large it is. */
  readonly record: number;
  readonly fields: readonly number[];
  readonly filters: number;
  /** Numbers in `weight`. */
  readonly weights: number;
  readonly weight: Trained; // [filters, channels, size, size], as in `lib/nn`
  readonly bias: Trained; // [filters]
  readonly gradient: number; // as `weight`
  readonly biasGradient: number; // as `bias`
  /** What the layer gives out, after pooling. */
  readonly units: UnitsLayout;
}

const roundedUp = (count: number, to: number): number => Math.ceil(count / to) * to;

export const takePictures = (arena: Arena, rows: number, side: number): Pictures => ({
  address: arena.takeFloats(rows * side ** 2 + SPARE),
  delta: 0,
  depth: 1,
  stride: 4 * side ** 2,
});

/** The pictures that a layer with these units gives to the next convolution. */
export const picturesOf = ({ a, delta, stride }: UnitsLayout, { filters }: ConvolutionShape): Pictures => ({
  address: a,
  delta,
  depth: roundedUp(filters, GROUP),
  stride,
});

/** Outputs of the last convolution: channel by channel without gaps, as the dense layer takes them. */
function takeFlat(arena: Arena, rows: number, units: number, activation: ActivationName): UnitsLayout {
  const stride = strideOf(units);
  return {
    units,
    activation,
    stride,
    width: roundedUp(units, 16),
    a: arena.take(rows * stride),
    delta: arena.take(rows * stride),
    mask: 0,
    dropped: 0,
  };
}

/** Outputs of any other: place by place, filled up to whole groups. */
function takeDeep(
  arena: Arena,
  rows: number,
  { filters, pooledSide }: ConvolutionShape,
  activation: ActivationName,
): UnitsLayout {
  const units = pooledSide ** 2 * roundedUp(filters, GROUP);
  return {
    units,
    activation,
    stride: 4 * units,
    width: units,
    a: arena.takeFloats(rows * units + SPARE),
    delta: arena.takeFloats(rows * units + SPARE),
    mask: 0,
    dropped: 0,
  };
}

/** Where a convolution's numbers lie, for `rows` images at once. */
export function planConvolution(
  arena: Arena,
  shape: ConvolutionShape,
  activation: ActivationName,
  x: Pictures,
  rows: number,
  isLast: boolean,
  training: Training,
): ConvolutionLayout {
  const { side, channels, filters, size, outputSide, pool, pooledSide } = shape;
  const width = roundedUp(filters, GROUP);
  const places = pooledSide ** 2;
  const units = isLast ? takeFlat(arena, rows, filters * places, activation) : takeDeep(arena, rows, shape, activation);
  const weight = takeVector(arena, filters * channels * size ** 2, training);
  const bias = takeVector(arena, filters, training);
  const gradient = arena.takeFloats(weight.size);
  const biasGradient = arena.takeFloats(bias.size);
  const vectors = size * Math.ceil((size * x.depth) / VECTOR);
  const fields = [
    side,
    channels,
    x.depth,
    filters,
    width,
    size,
    outputSide,
    pool,
    pooledSide,
    x.address,
    x.stride,
    weight.address,
    bias.address,
    arena.takeFloats(width * size ** 2 * x.depth), // panels
    arena.takeFloats(filters * vectors * VECTOR), // rows
    arena.takeFloats(outputSide ** 2 * width), // sums
    arena.takeFloats(rows * places * width), // winners
    units.a,
    units.delta,
    units.stride,
    isLast ? 4 : 4 * width,
    isLast ? 4 * places : 4,
    arena.take(rows * places * filters * ENTRY),
    arena.takeFloats(filters + 1), // starts
    arena.takeFloats(filters * roundedUp(vectors, TILE) * VECTOR), // tiles
    gradient,
    biasGradient,
    x.delta,
  ];
  return {
    record: arena.takeFloats(fields.length),
    fields,
    filters,
    weights: filters * channels * size ** 2,
    weight,
    bias,
    gradient,
    biasGradient,
    units,
  };
}
