import { dataSetNamed, pixelsOf } from '../data/data-sets.ts';
import { parameterCount } from '../nn/shapes.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { validateSpecification } from '../nn/validate-specification.ts';
import { OPTIMIZER_RATES, SPECIFICATION_FIELDS, usualOf, type SpecificationSettings } from '../settings/fields.ts';
import type { NetworkSettings, TrainSettings } from './lab-types.ts';
import { LIMITS } from './limits.ts';

/** Readers' programs learn from the book's own data set. */
const BOOKS = dataSetNamed();
const INPUTS = pixelsOf(BOOKS);
const OUTPUTS = BOOKS.classes.length;

/** The seed of the published system of chapter 4, which readers meet first. */
const USUAL_SEED = 10;

/** The delta rule on one layer. */
function deltaRule({ alpha, start, seed, order }: TrainSettings): NetworkSpecification {
  return {
    inputs: INPUTS,
    layers: [{ units: OUTPUTS, activation: 'identity', bias: false }],
    loss: 'squaredError',
    optimizer: { name: 'sgd', learningRate: alpha },
    initialization: start === 'zeros' ? 'zeros' : 'uniform01',
    batchSize: 1,
    order: order ?? 'file',
    seed: seed ?? USUAL_SEED,
  };
}

const withoutUndefined = (settings: object): object =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

function networkOf(network: NetworkSettings, { alpha, seed, order }: TrainSettings): NetworkSpecification {
  const { layers, optimizer = { name: 'sgd' }, ...given } = network;
  return {
    ...usualOf<Required<SpecificationSettings>>(SPECIFICATION_FIELDS),
    ...withoutUndefined({ ...given, order, seed: seed ?? USUAL_SEED }),
    inputs: INPUTS,
    layers: layers.map(({ units, activation = 'identity', bias = true, dropout = 0 }) => ({
      units,
      activation,
      bias,
      dropout,
    })),
    optimizer: {
      ...OPTIMIZER_RATES[optimizer.name],
      ...withoutUndefined(optimizer),
      learningRate: alpha,
    } as NetworkSpecification['optimizer'],
  };
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
  if (outputs !== OUTPUTS)
    throw new RangeError(`last layer, units: expected ${OUTPUTS}, one for each ${BOOKS.called.one}, got ${outputs}`);
  const parameters = parameterCount(specification);
  if (parameters > LIMITS.networkWeights) {
    throw new RangeError(
      `layers: expected at most ${LIMITS.networkWeights.toLocaleString('en-US')} weights and biases in all, got ${parameters.toLocaleString('en-US')}`,
    );
  }
  return specification;
}
