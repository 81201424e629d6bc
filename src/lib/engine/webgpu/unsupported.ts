import { usesDropout } from '../../nn/dropout.ts';
import type { OptimizerName } from '../../nn/optimizers.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';

/** The optimizers that it has. */
const OPTIMIZERS = ['sgd', 'momentum'] as const satisfies readonly OptimizerName[];
export type OwnOptimizerName = (typeof OPTIMIZERS)[number];

/** Which part of a specification this engine cannot do, in plain words; nothing if it can do all of it. */
export function whyUnsupported(specification: NetworkSpecification): string | undefined {
  const parts = [
    ...(OPTIMIZERS.some((name) => name === specification.optimizer.name) ? [] : [`the optimizer ${specification.optimizer.name}`]),
    ...(specification.normalization === 'symmetric' ? ['inputs from -1 to 1'] : []),
    ...(usesDropout(specification) ? ['dropout'] : []),
    ...(specification.l2 ? ['L2 regularisation'] : []),
  ];
  return parts.length === 0 ? undefined : `The WebGPU engine does not do ${parts.join(', ')}.`;
}
