import type { NetworkSpecification } from '../engine/contract.ts';
import { validateSpecification } from '../nn/specification.ts';
import type { NetworkSettings, TrainSettings } from './lab-types.ts';
import { LIMITS } from './limits.ts';

const OUTPUTS = 10;

/** What is left out of an optimizer: PyTorch's defaults, and the usual 0.9 for momentum. */
const optimizerDefaults: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  sgd: {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9 },
  adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  rmsprop: { decay: 0.99, epsilon: 1e-8 },
};

/** The delta rule on one layer of 784 x 10 weights. */
function deltaRule({ alpha, start, seed, order }: TrainSettings): NetworkSpecification {
  return {
    inputs: 784,
    layers: [{ units: OUTPUTS, activation: 'identity', bias: false }],
    loss: 'squaredError',
    optimizer: { name: 'sgd', learningRate: alpha },
    initialization: start === 'zeros' ? 'zeros' : 'uniform01',
    batchSize: 1,
    order: order ?? 'file',
    seed: seed ?? 10,
  };
}

function networkOf(network: NetworkSettings, { alpha, seed, order }: TrainSettings): NetworkSpecification {
  const { optimizer = { name: 'sgd' } } = network;
  const settings = Object.fromEntries(Object.entries(optimizer).filter(([, value]) => value !== undefined));
  return {
    inputs: 784,
    layers: network.layers.map(({ units, activation = 'identity', bias = true, dropout = 0 }) => ({
      units,
      activation,
      bias,
      dropout,
    })),
    loss: network.loss ?? 'crossEntropy',
    optimizer: {
      ...optimizerDefaults[optimizer.name],
      ...settings,
      learningRate: alpha,
    } as NetworkSpecification['optimizer'],
    initialization: network.initialization ?? 'pytorch',
    batchSize: network.batchSize ?? 30,
    order: order ?? 'shuffled',
    seed: seed ?? 10,
    inputDropout: network.inputDropout ?? 0,
    normalization: network.normalization ?? 'unit',
    l2: network.l2 ?? 0,
  };
}

function weightsOf({ inputs, layers }: NetworkSpecification): number {
  let [before, weights] = [inputs, 0];
  for (const { units } of layers) {
    weights += before * units;
    before = units;
  }
  return weights;
}

/** What `lab.train` is to train. Throws a RangeError that names the first thing wrong, what it should be and what it is. */
export function specificationOf(settings: TrainSettings): NetworkSpecification {
  const { network, start } = settings;
  if (!network) return deltaRule(settings);
  if (start !== undefined)
    throw new RangeError(`start: expected nothing beside a network, got '${start}'; a network has an initialization`);
  const specification = networkOf(network, settings);
  validateSpecification(specification);
  const outputs = specification.layers.at(-1)!.units;
  if (outputs !== OUTPUTS) throw new RangeError(`last layer, units: expected 10, one for each digit, got ${outputs}`);
  const weights = weightsOf(specification);
  if (weights > LIMITS.networkWeights) {
    throw new RangeError(
      `layers: expected at most ${LIMITS.networkWeights.toLocaleString('en-US')} weights in all, got ${weights.toLocaleString('en-US')}`,
    );
  }
  return specification;
}
