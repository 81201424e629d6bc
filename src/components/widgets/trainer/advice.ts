import { OPTIMIZERS } from '../../../lib/settings/choices.ts';
import { LEARNING_RATES, stepsByRate } from '../../../lib/settings/fields.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';

/** A word of warning for settings that may be meant, but rarely are. */
export function adviceOn(network: TrainerNetwork): string | null {
  const { specification, trainCount, validation } = network;
  const last = specification.layers.at(-1)!.activation;
  if (validation && validation.from < trainCount)
    return 'Some validation images are also trained on, so their score flatters: let them begin after the training images.';
  if (specification.loss === 'crossEntropy' && (last === 'softmax' || last === 'logSoftmax'))
    return 'Cross-entropy takes the softmax itself: with one in the last layer too, it is taken twice.';
  if (specification.loss === 'negativeLogLikelihood' && last !== 'logSoftmax')
    return 'Negative log-likelihood expects a log-softmax in the last layer.';
  const { name, learningRate } = specification.optimizer;
  if (stepsByRate(name) && learningRate > 20 * LEARNING_RATES[name])
    return `${OPTIMIZERS[name]} seldom learns with a learning rate of ${learningRate}: ${LEARNING_RATES[name]} is usual.`;
  return null;
}
