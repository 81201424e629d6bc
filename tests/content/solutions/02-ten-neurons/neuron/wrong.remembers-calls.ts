import type { Vector } from 'lab';

let output = 0;

export function neuron(inputs: Vector, weights: Vector): number {
  for (let i = 0; i < inputs.length; i++) output += inputs[i] * weights[i];
  return output;
}
