import type { Vector } from 'lab';

/** One neuron: each input times its weight, all added up. */
export function neuron(inputs: Vector, weights: Vector): number {
  let output = 0;
  for (let i = 0; i < inputs.length; i++) output += inputs[i] * weights[i];
  return output;
}

// Try it on three pixels: blank, grey and black.
console.log(neuron(Float32Array.of(0, 0.5, 1), Float32Array.of(2, 4, -1)));
