import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): any {
  console.log(inputs[0] * weights[0]);
}
