import type { ActivationName } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';

/**
 * What a layer does to its weighted sums z before it hands them on.
 * Both functions work on one image's row: the `units` numbers from index `from`.
 */
export interface Activation {
  /** a = f(z) */
  output(z: Float32Array, a: Float32Array, from: number, units: number): void;
  /**
   * δ ← δ · f'(z): turns the gradient by a into the gradient by z, in place.
   * `a` is what `output` made of `z`.
   */
  derivative(delta: Float32Array, z: Float32Array, a: Float32Array, from: number, units: number): void;
}

/** An activation that looks at each number alone: f(z), and its slope from z and a = f(z). */
function elementwise(f: (z: number) => number, slope: (z: number, a: number) => number): Activation {
  return {
    output(z, a, from, units) {
      for (let j = from; j < from + units; j++) a[j] = f(z[j]!);
    },
    derivative(delta, z, a, from, units) {
      for (let j = from; j < from + units; j++) delta[j] = delta[j]! * slope(z[j]!, a[j]!);
    },
  };
}

/** log Σ_k e^(z_k), with the largest z taken out first so that nothing overflows. */
export function logSumExp(z: Float32Array, from: number, units: number): number {
  let largest = -Infinity;
  for (let j = from; j < from + units; j++) if (z[j]! > largest) largest = z[j]!;
  let sum = 0;
  for (let j = from; j < from + units; j++) sum += Math.exp(z[j]! - largest);
  return largest + Math.log(sum);
}

/** Slope of the leaky ReLU below zero, as in PyTorch. */
export const LEAK = 0.01;

export const activations = {
  /** f(z) = z */
  identity: {
    output(z, a, from, units) {
      for (let j = from; j < from + units; j++) a[j] = z[j]!;
    },
    derivative() {
      // The slope is 1 everywhere: delta stays as it is.
    },
  },
  /** f(z) = 1 / (1 + e^-z), f' = a (1 - a) */
  sigmoid: elementwise(
    (z) => 1 / (1 + Math.exp(-z)),
    (_z, a) => a * (1 - a),
  ),
  /** f(z) = tanh z, f' = 1 - a² */
  tanh: elementwise(Math.tanh, (_z, a) => 1 - a * a),
  /** f(z) = max(0, z), f' = 1 above zero, else 0 */
  relu: elementwise(
    (z) => (z > 0 ? z : 0 * z), // 0 · z keeps NaN visible
    (z) => (z > 0 ? 1 : 0),
  ),
  /** f(z) = z above zero, else 0.01 z */
  leakyRelu: elementwise(
    (z) => (z > 0 ? z : LEAK * z),
    (z) => (z > 0 ? 1 : LEAK),
  ),
  /** p_j = e^(z_j) / Σ_k e^(z_k); δ_j ← p_j (δ_j - Σ_k δ_k p_k) */
  softmax: {
    output(z, a, from, units) {
      const total = logSumExp(z, from, units);
      for (let j = from; j < from + units; j++) a[j] = Math.exp(z[j]! - total);
    },
    derivative(delta, _z, a, from, units) {
      let mean = 0;
      for (let j = from; j < from + units; j++) mean += delta[j]! * a[j]!;
      for (let j = from; j < from + units; j++) delta[j] = a[j]! * (delta[j]! - mean);
    },
  },
  /** a_j = z_j - log Σ_k e^(z_k); δ_j ← δ_j - e^(a_j) Σ_k δ_k */
  logSoftmax: {
    output(z, a, from, units) {
      const total = logSumExp(z, from, units);
      for (let j = from; j < from + units; j++) a[j] = z[j]! - total;
    },
    derivative(delta, _z, a, from, units) {
      let sum = 0;
      for (let j = from; j < from + units; j++) sum += delta[j]!;
      for (let j = from; j < from + units; j++) delta[j] = delta[j]! - Math.exp(a[j]!) * sum;
    },
  },
} satisfies Record<ActivationName, Activation>;

/** The activation with this name; an unknown name is an error that lists the known ones. */
export const activationNamed = (name: ActivationName): Activation => choose('activation', activations, name);
