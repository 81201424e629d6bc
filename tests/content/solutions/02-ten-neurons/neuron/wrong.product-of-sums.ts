import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): number {
  let x = 0;
  let w = 0;
  for (let i = 0; i < inputs.length; i++) {
    x += inputs[i];
    w += weights[i];
  }
  return x * w;
}
