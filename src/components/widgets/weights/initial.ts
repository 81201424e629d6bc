import { CLASS_COUNT, IMAGE_PIXELS } from '../../../lib/data/contract.ts';
import { initializationNamed } from '../../../lib/nn/initializations.ts';
import { RandomState } from '../../../lib/nn/random.ts';
import type { InitializationName } from '../../../lib/settings/choices.ts';

/** The weights that a single layer of 784 x 10 starts from: the first draws of the seed, row by row. */
export function initialWeights(name: InitializationName, seed: number): Float32Array<ArrayBuffer> {
  const random = new RandomState(seed);
  const { weight } = initializationNamed(name);
  return Float32Array.from({ length: IMAGE_PIXELS * CLASS_COUNT }, () => weight(random, IMAGE_PIXELS, CLASS_COUNT)); // [784, 10]
}
