import type { NetworkSpecification } from '../../../lib/nn/specification.ts';
import type { Tensor } from '../../../lib/nn/tensor.ts';
import { activationNamed } from '../../../lib/nn/activations.ts';
import { normalizationNamed } from '../../../lib/nn/normalizations.ts';

export interface LayerOutput {
  readonly name: string;
  readonly shape: number[];
  readonly values: Float32Array;
}

function denseOutput(x: Float32Array, weight: Tensor, bias: Tensor | undefined): Float32Array {
  const [inputs, units] = weight.shape as [number, number];
  const sums = new Float64Array(units);
  if (bias) sums.set(bias.values);
  for (let i = 0; i < inputs; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    const row = i * units;
    for (let j = 0; j < units; j++) sums[j]! += value * weight.values[row + j]!;
  }
  return Float32Array.from(sums);
}

/** Every layer's outputs for one picture, the normalised input first. */
export function layerOutputs(specification: NetworkSpecification, weights: readonly Tensor[], image: Uint8Array): LayerOutput[] {
  const normalized = normalizationNamed(specification.normalization);
  let x = Float32Array.from(image, (grey) => normalized[grey]!);
  const layers: LayerOutput[] = [{ name: 'input', shape: [specification.inputs], values: x }];
  let next = 0;
  for (const [l, { units, activation, bias }] of specification.layers.entries()) {
    const z = denseOutput(x, weights[next]!, bias ? weights[next + 1] : undefined);
    next += bias ? 2 : 1;
    x = new Float32Array(units);
    activationNamed(activation).output(z, x, 0, units);
    layers.push({ name: `layer ${l + 1}`, shape: [units], values: x });
  }
  return layers;
}
