import { zeros, type Tensor, type TensorShape } from '../../../nn/tensor.ts';
import type { Plan } from './plan.ts';

/** Whether a dense layer reads the pixels themselves. */
const isOnPixels = (convolutions: Plan['convolutions'], index: number): boolean =>
  index === 0 && convolutions.length === 0;

/** All weights in one array, as the kernels have them: those of convolutions [filters, rows], of the layer on pixels [rows, units], of the others [units, rows]. */
export function packWeights(
  { convolutions, layers, weightCount }: Plan,
  tensors: readonly Tensor[],
): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(weightCount);
  let next = 0;
  for (const { filters, rows, weights } of convolutions) {
    const { values } = tensors[next++]!; // [filters, channels, size, size]
    const biases = tensors[next++]!.values; // [filters]
    for (let k = 0; k < filters; k++) {
      packed.set(values.subarray(k * (rows - 1), (k + 1) * (rows - 1)), weights + k * rows);
      packed[weights + (k + 1) * rows - 1] = biases[k]!;
    }
  }
  layers.forEach(({ inputs, units, rows, bias, weights }, index) => {
    const { values } = tensors[next++]!; // [inputs, units]
    const biases = bias ? tensors[next++]!.values : []; // [units]
    if (isOnPixels(convolutions, index)) {
      packed.set(values, weights);
      packed.set(biases, weights + values.length);
      return;
    }
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < inputs; i++) packed[weights + j * rows + i] = values[i * units + j]!;
      if (bias) packed[weights + j * rows + inputs] = biases[j]!;
    }
  });
  return packed;
}

/** The inverse of `packWeights`; names and shapes are those of `layout`. */
export function unpackWeights(
  { convolutions, layers }: Plan,
  packed: Float32Array<ArrayBuffer>,
  layout: readonly TensorShape[],
): readonly Tensor[] {
  const tensors = layout.map(({ name, shape }) => zeros(name, shape));
  let next = 0;
  for (const { filters, rows, weights } of convolutions) {
    const { values } = tensors[next++]!; // [filters, channels, size, size]
    const biases = tensors[next++]!.values; // [filters]
    for (let k = 0; k < filters; k++) {
      values.set(packed.subarray(weights + k * rows, weights + (k + 1) * rows - 1), k * (rows - 1));
      biases[k] = packed[weights + (k + 1) * rows - 1]!;
    }
  }
  layers.forEach(({ inputs, units, rows, bias, weights }, index) => {
    const { values } = tensors[next++]!; // [inputs, units]
    const biases = bias ? tensors[next++]!.values : new Float32Array(0); // [units]
    if (isOnPixels(convolutions, index)) {
      values.set(packed.subarray(weights, weights + values.length));
      biases.set(packed.subarray(weights + values.length, weights + rows * units));
      return;
    }
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < inputs; i++) values[i * units + j] = packed[weights + j * rows + i]!;
      if (bias) biases[j] = packed[weights + j * rows + inputs]!;
    }
  });
  return tensors;
}
