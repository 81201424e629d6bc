import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): number {
  let output = 0;
  for (let i = 0; i < inputs.length; i++) {
    if (inputs[i] <= 0) continue;
    output += inputs[i] * weights[i];
  }
  return output;
}
