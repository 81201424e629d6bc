import type { Vector } from 'lab';

export function neuron(inputs: Vector, weights: Vector): number {
  return 0;
}
