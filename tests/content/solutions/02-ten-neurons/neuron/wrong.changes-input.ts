import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): number {
  for (let i = 0; i < inputs.length; i++) inputs[i] *= weights[i];
  return inputs.reduce((a, b) => a + b, 0);
}
