import { initializationNamed } from '../../../lib/nn/initializations.ts';
import { RandomState } from '../../../lib/nn/random.ts';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';

/** What decides the first weights of a single layer. */
export type FirstDraw = Pick<NetworkSpecification, 'inputs' | 'layers' | 'initialization' | 'seed'>;

/** The weights [inputs, units] that a single layer starts from: the first draws of the seed, row by row. */
export function initialWeights({ inputs, layers, initialization, seed }: FirstDraw): Float32Array<ArrayBuffer> {
  const random = new RandomState(seed);
  const { weight } = initializationNamed(initialization);
  const { units } = layers[0]!;
  return Float32Array.from({ length: inputs * units }, () => weight(random, inputs, units));
}
