import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): Vector {
  return inputs.map((input, i) => input * weights[i]);
}
