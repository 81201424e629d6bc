import type { Vector } from 'lab';

/** One neuron: each input times its weight, all added up. */
export function neuron(inputs: Vector, weights: Vector): number {
  let output = 0;
  for (let i = 0; i < inputs.length; i++) {
    output += inputs[i] * weights[i];
  }
  return output;
}

// Try it on three pixels: blank, grey and black.
const inputs = Float32Array.of(0, 0.5, 1);
const weights = Float32Array.of(0.9, 0.8, -0.3);
console.log(neuron(inputs, weights));
