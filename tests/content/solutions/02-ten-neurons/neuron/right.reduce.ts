import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): number {
  return inputs.reduce((sum, input, i) => sum + input * weights[i], 0);
}
