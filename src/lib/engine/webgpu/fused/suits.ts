import type { NetworkSpecification } from '../../../nn/specification.ts';
import { elementwise } from './wgsl-common.ts';

/** The last layer's outputs are kept in registers, and their sums in a workgroup's memory. */
const MOST_OUTPUTS = 32;

/** Whether the book's own kernels can train this network; TensorFlow.js trains the others. */
export function isFused({ inputs, layers, optimizer }: NetworkSpecification): boolean {
  return (
    inputs % 4 === 0 && // four pixels a word
    (optimizer.name === 'sgd' || optimizer.name === 'momentum') &&
    layers.at(-1)!.units <= MOST_OUTPUTS &&
    layers.slice(0, -1).every(({ activation }) => elementwise[activation] !== undefined)
  );
}
