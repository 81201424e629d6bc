import { LEAK } from '../../../nn/activations.ts';
import type { ActivationName } from '../../../settings/choices.ts';

interface Elementwise {
  /** a from z. */
  readonly output: string;
  /** Its slope, from a. */
  readonly slope: string;
}

/** These look at all units of an image; the others at each number alone. */
type RowActivation = 'softmax' | 'logSoftmax';

const elementwise: Readonly<Record<Exclude<ActivationName, RowActivation>, Elementwise>> = {
  identity: { output: 'z', slope: '1.0' },
  sigmoid: { output: '1 / (1 + exp(-z))', slope: 'a * (1 - a)' },
  tanh: { output: 'tanh(clamp(z, -20, 20))', slope: '1 - a * a' }, // some drivers overflow in tanh
  relu: { output: 'max(z, 0)', slope: 'select(0.0, 1.0, a > 0)' },
  leakyRelu: { output: `select(${LEAK} * z, z, z > 0)`, slope: `select(${LEAK}, 1.0, a > 0)` },
};

/** Whether each unit of a layer depends on the others of its image. */
export const isByRow = (name: ActivationName): name is RowActivation => name === 'softmax' || name === 'logSoftmax';

/** `activate` and `slope` of a layer whose units look at their own number alone; of others, those of the identity. */
export function unitActivation(name: ActivationName): string {
  const { output, slope } = elementwise[isByRow(name) ? 'identity' : name];
  return `fn activate(z: f32) -> f32 { return ${output}; }\nfn slope(a: f32) -> f32 { return ${slope}; }`;
}
