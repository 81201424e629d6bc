import { LEAK } from '../nn/activations.ts';
import type { OptimizerSpecification } from '../nn/optimizers.ts';
import type {
  ActivationName,
  InitializationName,
  LossName,
  NormalizationName,
  OptimizerName,
} from '../settings/choices.ts';

// Each choice of `lib/nn` as Python. A choice added there and missing here does not compile.

/** The module after a linear layer; none for identity. */
export const activationModules: Record<ActivationName, string | null> = {
  identity: null,
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
  leakyRelu: `nn.LeakyReLU(${LEAK})`,
  softmax: 'nn.Softmax(dim=1)',
  logSoftmax: 'nn.LogSoftmax(dim=1)',
};

/** `loss(outputs, labels)`: the sum over the images, as it is reported; `GRADIENT` is how much of its gradient is taken. */
export const lossFunctions: Record<LossName, { readonly sum: string; readonly gradient: number }> = {
  squaredError: { sum: '((outputs - functional.one_hot(labels, outputs.shape[1])) ** 2).sum()', gradient: 0.5 },
  crossEntropy: { sum: 'functional.cross_entropy(outputs, labels, reduction="sum")', gradient: 1 },
  negativeLogLikelihood: { sum: 'functional.nll_loss(outputs, labels, reduction="sum")', gradient: 1 },
};

/** Values of type float64 and shape `shape`, for a layer with so many inputs and outputs. */
const uniform = (bound: string): string => `random.uniform(-${bound}, ${bound}, shape)`;
const normal = (deviation: string): string => `random.standard_normal(shape) * ${deviation}`;
const ZERO = 'np.zeros(shape)';
const GLOROT = uniform('(6 / (inputs + outputs)) ** 0.5');

export const firstValues: Record<InitializationName, { readonly weight: string; readonly bias: string }> = {
  zeros: { weight: ZERO, bias: ZERO },
  uniform01: { weight: 'random.random_sample(shape)', bias: ZERO },
  normal: { weight: 'random.standard_normal(shape)', bias: ZERO },
  pytorch: { weight: uniform('inputs ** -0.5'), bias: uniform('inputs ** -0.5') },
  keras: { weight: GLOROT, bias: ZERO },
  heNormal: { weight: normal('(2 / inputs) ** 0.5'), bias: ZERO },
  heUniform: { weight: uniform('(6 / inputs) ** 0.5'), bias: ZERO },
  glorotNormal: { weight: normal('(2 / (inputs + outputs)) ** 0.5'), bias: ZERO },
  glorotUniform: { weight: GLOROT, bias: ZERO },
};

/** The inputs for the grey values 0 to 255. */
export const normalizationTables: Record<NormalizationName, string> = {
  unit: 'np.arange(256) / 255',
  symmetric: '2 * np.arange(256) / 255 - 1',
};

type Settings<Name extends OptimizerName> = Extract<OptimizerSpecification, { readonly name: Name }>;
const optimizers: { readonly [Name in OptimizerName]: (settings: Settings<Name>) => string } = {
  sgd: ({ learningRate }) => `SGD(network.parameters(), lr=${learningRate}`,
  momentum: ({ learningRate, momentum }) => `SGD(network.parameters(), lr=${learningRate}, momentum=${momentum}`,
  // PyTorch refuses to look ahead along no momentum, which is plain descent.
  nesterov: ({ learningRate, momentum }) =>
    `SGD(network.parameters(), lr=${learningRate}${momentum > 0 ? `, momentum=${momentum}, nesterov=True` : ''}`,
  adam: ({ learningRate, beta1, beta2, epsilon }) =>
    `Adam(network.parameters(), lr=${learningRate}, betas=(${beta1}, ${beta2}), eps=${epsilon}`,
  rmsprop: ({ learningRate, decay, epsilon }) =>
    `RMSprop(network.parameters(), lr=${learningRate}, alpha=${decay}, eps=${epsilon}`,
};

/** The optimizer's constructor; l2 is PyTorch's `weight_decay`. */
export function optimizerCall(specification: OptimizerSpecification, l2 = 0): string {
  const call = (optimizers[specification.name] as (settings: OptimizerSpecification) => string)(specification);
  return `torch.optim.${call}${l2 > 0 ? `, weight_decay=${l2}` : ''})`;
}
