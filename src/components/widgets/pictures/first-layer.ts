import type { ShownModel } from './picture.ts';
import { dataSetOf } from './picture-of.ts';

/** The weights that lie on the picture, unit by unit: those of the first dense layer, or the kernels of a first convolution. */
export interface FirstLayer {
  /** Units, or kernels. */
  readonly count: number;
  /** What one of them is called. */
  readonly called: 'unit' | 'kernel';
  /** Width and height of one picture of weights. */
  readonly side: number;
  readonly values: Float32Array;
  /** Weight p of unit u is `values[u · ofUnit + p · ofPlace]`. */
  readonly ofUnit: number;
  readonly ofPlace: number;
  readonly biases: Float32Array | null; // [count]
}

/** The first layer of a model; null where its inputs are no picture of what it has learned from. */
export function firstLayerOf(model: ShownModel): FirstLayer | null {
  const [weight, second] = model.weights;
  if (!weight) return null;
  const biases = second?.name === weight.name.replace('.weight', '.bias') ? second.values : null;
  const { shape, values } = weight;
  if (shape.length === 4) {
    const [count, channels, side] = shape as [number, number, number, number];
    return { count, called: 'kernel', side, values, ofUnit: channels * side * side, ofPlace: 1, biases };
  }
  const [inputs, units] = shape as [number, number];
  const { side } = dataSetOf(model);
  if (inputs !== side * side) return null;
  return { count: units, called: 'unit', side, values, ofUnit: 1, ofPlace: units, biases };
}

/** The weights of one unit as a picture: [side, side]. */
export function unitPicture({ side, values, ofUnit, ofPlace }: FirstLayer, unit: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, p) => values[unit * ofUnit + p * ofPlace]!);
}

/** The length √(Σ w²) of each unit's weights. */
export function lengthsOf({ count, side, values, ofUnit, ofPlace }: FirstLayer): Float64Array {
  const squares = new Float64Array(count);
  for (let p = 0; p < side * side; p++) {
    for (let unit = 0; unit < count; unit++) squares[unit]! += values[unit * ofUnit + p * ofPlace]! ** 2;
  }
  return squares.map(Math.sqrt);
}

/** Units from the longest weights to the shortest; equals stay in order. */
export function longestFirst(first: FirstLayer): number[] {
  const lengths = lengthsOf(first);
  return Array.from(lengths, (_, unit) => unit).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
}

/** What leads from one unit of the first layer to the next layer: one weight for each of its units. Null for the only layer, and for a kernel. */
export function outgoingWeights({ specification, weights }: ShownModel, unit: number): Float32Array | null {
  const [first, ...others] = weights;
  if (first?.shape.length !== 2 || specification.layers.length < 2) return null;
  const next = others.find(({ name }) => name.endsWith('.weight'));
  if (!next) return null;
  const units = next.shape[1]!;
  return next.values.slice(unit * units, (unit + 1) * units); // [units]
}

/** Indices of the `most` numbers that are largest in size, in their own order. */
export function strongest(values: Float32Array, most: number): number[] {
  const order = Array.from(values, (_, k) => k).sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!) || a - b);
  return order.slice(0, most).sort((a, b) => a - b);
}
