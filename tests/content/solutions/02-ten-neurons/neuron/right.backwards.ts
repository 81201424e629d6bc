import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): number {
  let output = 0;
  let i = weights.length;
  while (i--) output = output + weights[i] * inputs[i];
  return output;
}
