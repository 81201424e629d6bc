import { usesDropout } from '../../../nn/dropout.ts';
import type { NetworkSpecification } from '../../../nn/specification.ts';
import { largestBuffer } from './fused-network.ts';
import { planOf } from './plan.ts';
import { elementwise } from './wgsl-common.ts';

/** The last layer's outputs are kept in registers, and their sums in a workgroup's memory. */
const MOST_OUTPUTS = 32;

/** Whether the book's own kernels can train this network on a card with these limits; TensorFlow.js trains the others. */
export function isFused(
  specification: NetworkSpecification,
  { maxStorageBufferBindingSize }: GPUSupportedLimits,
): boolean {
  const { convolutions = [], layers } = specification;
  return (
    convolutions.length === 0 &&
    !usesDropout(specification) &&
    layers.at(-1)!.units <= MOST_OUTPUTS &&
    layers.slice(0, -1).every(({ activation }) => elementwise[activation] !== undefined) &&
    largestBuffer(planOf(specification)) <= maxStorageBufferBindingSize
  );
}
