/*
 * What a network is made of, by name and in words. Everything else takes its names from here: `lib/nn` has what each
 * one computes, and the types see to it that none is missing.
 */

type Words = Readonly<Record<string, string>>;

export const ACTIVATIONS = {
  identity: 'none',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  softmax: 'softmax',
  logSoftmax: 'log-softmax',
} as const satisfies Words;
export type ActivationName = keyof typeof ACTIVATIONS;

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

export const LOSSES = {
  crossEntropy: 'cross-entropy of the scores',
  negativeLogLikelihood: 'negative log-likelihood',
  squaredError: 'squared error',
} as const satisfies Words;
export type LossName = keyof typeof LOSSES;

/** The same in one word or two, for lists. */
export const LOSS_SHORT: Readonly<Record<LossName, string>> = {
  crossEntropy: 'cross-entropy',
  negativeLogLikelihood: 'NLL',
  squaredError: 'squared error',
};

export const OPTIMIZERS = {
  sgd: 'SGD',
  momentum: 'SGD with momentum',
  nesterov: 'Nesterov momentum',
  adam: 'Adam',
  rmsprop: 'RMSprop',
} as const satisfies Words;
export type OptimizerName = keyof typeof OPTIMIZERS;

export const INITIALIZATIONS = {
  pytorch: 'PyTorch’s',
  keras: 'Keras’s',
  heNormal: 'He, normal',
  heUniform: 'He, uniform',
  glorotNormal: 'Glorot, normal',
  glorotUniform: 'Glorot, uniform',
  normal: 'normal',
  uniform01: '0 to 1',
  zeros: 'all-zero',
} as const satisfies Words;
export type InitializationName = keyof typeof INITIALIZATIONS;

/** How grey values become inputs: `unit` is x / 255, `symmetric` 2 x / 255 - 1. */
export const NORMALIZATIONS = { unit: '0 to 1', symmetric: '−1 to 1' } as const satisfies Words;
export type NormalizationName = keyof typeof NORMALIZATIONS;

/** `file` takes the images as the data set has them; `shuffled` in a new random order each epoch. */
export const ORDERS = { shuffled: 'shuffled', file: 'file order' } as const satisfies Words;
