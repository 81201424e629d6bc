import { zeros, type Tensor, type TensorShape } from '../../../nn/tensor.ts';
import type { Plan } from './plan.ts';

/** All weights in one array, as the kernels have them: the first layer's [rows, units], the others' [units, rows]. */
export function packWeights({ layers, weightCount }: Plan, tensors: readonly Tensor[]): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(weightCount);
  let next = 0;
  layers.forEach(({ inputs, units, rows, bias, weights }, index) => {
    const { values } = tensors[next++]!; // [inputs, units]
    const biases = bias ? tensors[next++]!.values : []; // [units]
    if (index === 0) {
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
  { layers }: Plan,
  packed: Float32Array<ArrayBuffer>,
  layout: readonly TensorShape[],
): readonly Tensor[] {
  const tensors = layout.map(({ name, shape }) => zeros(name, shape));
  let next = 0;
  layers.forEach(({ inputs, units, rows, bias, weights }, index) => {
    const { values } = tensors[next++]!; // [inputs, units]
    const biases = bias ? tensors[next++]!.values : new Float32Array(0); // [units]
    if (index === 0) {
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
