import { readSet } from '../../../lib/data/prepared.ts';
import { Training } from '../../../lib/nn/training.ts';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';

const known = new Map<string, Float32Array>();

/** The first weights after `epochs` over all training images, computed while the site is built (about a second an epoch for a single layer). */
export function trainedAtBuild(specification: NetworkSpecification, epochs: number): Float32Array {
  const key = JSON.stringify([specification, epochs]);
  let weights = known.get(key);
  if (!weights) {
    const digits = readSet('train', specification.data);
    const training = new Training(specification);
    training.train(digits, epochs * digits.count);
    weights = training.network.parameters[0]!.values; // [inputs, units]
    known.set(key, weights);
  }
  return weights;
}
