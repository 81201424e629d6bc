import { readMnist } from '../../../../scripts/lib/mnist-node.ts';
import { Training } from '../../../lib/nn/training.ts';
import { specificationOf, type TrainerSettings } from '../trainer/settings.ts';

const known = new Map<string, Float32Array>();

/** The weights after these settings' epochs over the 60,000 images, computed while the site is built (about a second an epoch). */
export function trainedAtBuild(settings: TrainerSettings): Float32Array {
  const key = JSON.stringify(settings);
  let weights = known.get(key);
  if (!weights) {
    const digits = readMnist('train');
    const training = new Training(specificationOf(settings));
    training.train(digits, settings.epochs * digits.count);
    weights = training.network.parameters[0]!.values; // [784, 10]
    known.set(key, weights);
  }
  return weights;
}
