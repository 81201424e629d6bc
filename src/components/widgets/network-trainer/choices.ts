import type { ActivationName } from '../../../lib/nn/activations.ts';
import type { InitializationName } from '../../../lib/nn/initializations.ts';
import type { LossName } from '../../../lib/nn/losses.ts';
import type { NormalizationName } from '../../../lib/nn/normalizations.ts';
import type { OptimizerName } from '../../../lib/nn/optimizers.ts';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';

/*
 * What a reader can choose, by the names of `lib/nn` and in words. The types hold both lists together; `lib/nn` itself
 * stays out of what a page loads before it is touched.
 */

export const ACTIVATIONS: Readonly<Record<ActivationName, string>> = {
  identity: 'none',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  softmax: 'softmax',
  logSoftmax: 'log-softmax',
};

/** Those that make sense between layers, the usual ones first. */
export const HIDDEN_ACTIVATIONS: readonly ActivationName[] = ['relu', 'leakyRelu', 'tanh', 'sigmoid', 'identity'];
export const OUTPUT_ACTIVATIONS: readonly ActivationName[] = [
  'identity',
  'logSoftmax',
  'softmax',
  'sigmoid',
  'tanh',
  'relu',
  'leakyRelu',
];

export const LOSSES: Readonly<Record<LossName, string>> = {
  crossEntropy: 'cross-entropy of the scores',
  negativeLogLikelihood: 'negative log-likelihood',
  squaredError: 'squared error',
};
/** The same in one word or two, for lists. */
export const LOSS_SHORT: Readonly<Record<LossName, string>> = {
  crossEntropy: 'cross-entropy',
  negativeLogLikelihood: 'NLL',
  squaredError: 'squared error',
};

export const OPTIMIZERS: Readonly<Record<OptimizerName, string>> = {
  sgd: 'SGD',
  momentum: 'SGD with momentum',
  nesterov: 'Nesterov momentum',
  adam: 'Adam',
  rmsprop: 'RMSprop',
};

export type RateName = 'learningRate' | 'momentum' | 'beta1' | 'beta2' | 'epsilon' | 'decay';

/** What each optimizer asks for, besides the learning rate, and what stands there at first (PyTorch's defaults, save RMSprop's decay of 0.99). */
export const OPTIMIZER_RATES: Readonly<Record<OptimizerName, Readonly<Partial<Record<RateName, number>>>>> = {
  sgd: {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9 },
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  rmsprop: { decay: 0.99, epsilon: 1e-8 },
};

export const RATES: Readonly<Record<RateName, string>> = {
  learningRate: 'Learning rate',
  momentum: 'Momentum',
  beta1: 'Beta 1',
  beta2: 'Beta 2',
  epsilon: 'Epsilon',
  decay: 'Decay',
};

export const INITIALIZATIONS: Readonly<Record<InitializationName, string>> = {
  pytorch: 'PyTorch’s',
  keras: 'Keras’s',
  heNormal: 'He, normal',
  heUniform: 'He, uniform',
  glorotNormal: 'Glorot, normal',
  glorotUniform: 'Glorot, uniform',
  normal: 'normal',
  uniform01: '0 to 1',
  zeros: 'all-zero',
};

export const NORMALIZATIONS: Readonly<Record<NormalizationName, string>> = { unit: '0 to 1', symmetric: '−1 to 1' };

export const ORDERS: Readonly<Record<NetworkSpecification['order'], string>> = {
  shuffled: 'shuffled each epoch',
  file: 'as in the file',
};

/** Controls that an author may set open; the others are under “All settings”. */
export const CONTROLS = [
  'learningRate',
  'momentum',
  'batchSize',
  'epochs',
  'seed',
  'hidden',
  'activation',
  'optimizer',
  'loss',
  'initialization',
  'normalization',
  'dropout',
  'l2',
  'trainCount',
  'validation',
  'engine',
] as const;
export type ControlName = (typeof CONTROLS)[number];

/** Pictures of a trained model, as `pictures/registry.ts` names them. */
export const VIEWS = [
  'probabilities',
  'sheet',
  'confusion',
  'mistakes',
  'weights',
  'activations',
  'network',
  'draw',
] as const;
