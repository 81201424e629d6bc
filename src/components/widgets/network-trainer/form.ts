import { IMAGE_PIXELS, TRAIN_COUNT } from '../../../lib/data/contract.ts';
import type { ActivationName } from '../../../lib/nn/activations.ts';
import type { InitializationName } from '../../../lib/nn/initializations.ts';
import type { LossName } from '../../../lib/nn/losses.ts';
import type { NormalizationName } from '../../../lib/nn/normalizations.ts';
import type { OptimizerName, OptimizerSpecification } from '../../../lib/nn/optimizers.ts';
import { parameterCount } from '../../../lib/nn/shapes.ts';
import type { ConvolutionSpecification, NetworkSpecification } from '../../../lib/nn/specification.ts';
import { OPTIMIZER_RATES, RATES, type RateName } from './choices.ts';
import { OUTPUTS, type TrainerNetwork } from './network.ts';
import { readNumber, readWhole, type Read } from './read-number.ts';

/** A hidden layer as it stands in the controls. */
export interface HiddenForm {
  readonly units: string;
  readonly activation: ActivationName;
  readonly bias: boolean;
  readonly dropout: string;
}

/** All settings of a network as they stand in the controls: text may be anything. */
export interface NetworkForm {
  /** What is typed in the one field for all hidden layers, while it is not the list that was changed last. */
  readonly shape: string | null;
  /** Layers before the dense ones. */
  readonly convolutions: readonly ConvolutionSpecification[];
  readonly hidden: readonly HiddenForm[];
  readonly outputActivation: ActivationName;
  readonly outputBias: boolean;
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly rates: Readonly<Record<RateName, string>>;
  readonly batchSize: string;
  readonly epochs: string;
  readonly seed: string;
  readonly order: NetworkSpecification['order'];
  readonly initialization: InitializationName;
  readonly normalization: NormalizationName;
  readonly inputDropout: string;
  readonly l2: string;
  readonly trainCount: string;
  readonly validates: boolean;
  readonly validationFrom: string;
  readonly validationCount: string;
}

/** What is wrong with which control and what would be right; keys are the form's, `units-2` and `dropout-2` those of the second hidden layer. */
export type Problems = Readonly<Record<string, string>>;
export interface ParsedForm {
  readonly network: TrainerNetwork | null;
  readonly problems: Problems;
}

export const MOST_LAYERS = 12;
export const MOST_UNITS = 4096;
export const MOST_EPOCHS = 200;
export const LARGEST_RATE = 10;
export const LARGEST_SEED = 2 ** 32 - 1;
/** 64 MB of weights, as much as a model file may have. */
export const MOST_PARAMETERS = 2 ** 24;

const RANGES: Readonly<Record<RateName, (text: string, name: string) => Read>> = {
  learningRate: (text, name) => readNumber(text, name, { above: 0, most: LARGEST_RATE, such: '0.1' }),
  momentum: (text, name) => readNumber(text, name, { least: 0, below: 1, such: '0.9' }),
  beta1: (text, name) => readNumber(text, name, { least: 0, below: 1, such: '0.9' }),
  beta2: (text, name) => readNumber(text, name, { least: 0, below: 1, such: '0.999' }),
  decay: (text, name) => readNumber(text, name, { least: 0, below: 1, such: '0.99' }),
  epsilon: (text, name) => readNumber(text, name, { above: 0, most: 1, such: '1e-8' }),
};
const readDropout = (text: string, name: string): Read => readNumber(text, name, { least: 0, below: 1, such: '0.25' });

/** The units of the hidden layers from one text, such as `480, 240-120`; null where it is none. */
export function readShape(text: string): readonly string[] | null {
  const parts = text.split(/[\s,;–-]+/).filter((part) => part !== '');
  return parts.length <= MOST_LAYERS && parts.every((part) => 'value' in readUnits(part, '')) ? parts : null;
}

const readUnits = (text: string, name: string): Read =>
  readWhole(text, name, { least: 1, most: MOST_UNITS, such: '128' });

export const shapeOf = (form: NetworkForm): string => form.shape ?? form.hidden.map(({ units }) => units).join(', ');

/** A hidden layer like those that are there, or the usual one. */
export const anotherLayer = (hidden: readonly HiddenForm[], units = '64'): HiddenForm => ({
  activation: 'relu',
  bias: true,
  dropout: '0',
  ...hidden.at(-1),
  units,
});

/** The form with this text in the one field for all hidden layers: layers keep their other settings. */
export function withShape(form: NetworkForm, shape: string): NetworkForm {
  const units = readShape(shape);
  if (!units) return { ...form, shape };
  return {
    ...form,
    shape,
    hidden: units.map((one, l) =>
      form.hidden[l] ? { ...form.hidden[l], units: one } : anotherLayer(form.hidden, one),
    ),
  };
}

/** The form with another optimizer; settings that it asks for and that were never set get its defaults. */
export const withOptimizer = (form: NetworkForm, optimizer: OptimizerName): NetworkForm => ({ ...form, optimizer });

const ALL_RATES: Readonly<Record<RateName, string>> = {
  learningRate: '0.1',
  momentum: '0.9',
  beta1: '0.9',
  beta2: '0.999',
  epsilon: '1e-8',
  decay: '0.99',
};

export function formOf({ specification, epochs, trainCount, validation }: TrainerNetwork): NetworkForm {
  const { convolutions = [], layers, optimizer, normalization = 'unit', inputDropout = 0, l2 = 0 } = specification;
  const { name, ...rates } = optimizer;
  const last = layers.at(-1)!;
  return {
    shape: null,
    convolutions,
    hidden: layers.slice(0, -1).map(({ units, activation, bias, dropout = 0 }) => ({
      units: String(units),
      activation,
      bias,
      dropout: String(dropout),
    })),
    outputActivation: last.activation,
    outputBias: last.bias,
    loss: specification.loss,
    optimizer: name,
    rates: { ...ALL_RATES, ...Object.fromEntries(Object.entries(rates).map(([rate, value]) => [rate, String(value)])) },
    batchSize: String(specification.batchSize),
    epochs: String(epochs),
    seed: String(specification.seed),
    order: specification.order,
    initialization: specification.initialization,
    normalization,
    inputDropout: String(inputDropout),
    l2: String(l2),
    trainCount: String(trainCount),
    validates: validation !== null,
    validationFrom: String(validation?.from ?? 50_000),
    validationCount: String(validation?.count ?? 10_000),
  };
}

/** The names of the rates that an optimizer asks for, the learning rate first. */
export const ratesOf = (optimizer: OptimizerName): readonly RateName[] => [
  'learningRate',
  ...(Object.keys(OPTIMIZER_RATES[optimizer]) as RateName[]),
];

/** Reads the controls: either a network, or what is wrong with which control and what would be right. */
export function parseForm(form: NetworkForm, given: TrainerNetwork): ParsedForm {
  const problems: Record<string, string> = {};
  const take = (key: string, read: Read): number => {
    if ('value' in read) return read.value;
    problems[key] = read.problem;
    return Number.NaN;
  };
  if (form.shape !== null && !readShape(form.shape)) {
    problems['shape'] =
      `Hidden layers are up to ${MOST_LAYERS} whole numbers of units from 1 to ${MOST_UNITS}, such as 128, 64; none for a single layer.`;
  }
  const hidden = form.hidden.map(({ units, activation, bias, dropout }, l) => ({
    units: take(`units-${l}`, readUnits(units, 'Units')),
    activation,
    bias,
    dropout: take(`dropout-${l}`, readDropout(dropout, 'Dropout')),
  }));
  const rates = ratesOf(form.optimizer).map(
    (rate) => [rate, take(rate, RANGES[rate](form.rates[rate], RATES[rate]))] as const,
  );
  const trainCount = take(
    'trainCount',
    readWhole(form.trainCount, 'Training images', { least: 1, most: TRAIN_COUNT, such: '60000' }),
  );
  const specification: NetworkSpecification = {
    inputs: IMAGE_PIXELS,
    ...(form.convolutions.length > 0 ? { convolutions: form.convolutions } : {}),
    layers: [...hidden, { units: OUTPUTS, activation: form.outputActivation, bias: form.outputBias, dropout: 0 }],
    normalization: form.normalization,
    inputDropout: take('inputDropout', readDropout(form.inputDropout, 'Input dropout')),
    loss: form.loss,
    optimizer: { name: form.optimizer, ...Object.fromEntries(rates) } as OptimizerSpecification,
    l2: take('l2', readNumber(form.l2, 'L2', { least: 0, most: 1, such: '0.0001' })),
    initialization: form.initialization,
    batchSize: take('batchSize', readWhole(form.batchSize, 'Batch size', { least: 1, most: TRAIN_COUNT, such: '30' })),
    order: form.order,
    seed: take('seed', readWhole(form.seed, 'A seed', { least: 0, most: LARGEST_SEED, such: '0' })),
  };
  const epochs = take('epochs', readWhole(form.epochs, 'Epochs', { least: 1, most: MOST_EPOCHS, such: '5' }));
  const validation = form.validates ? parseValidation(form, take) : null;
  if (parameterCount(specification) > MOST_PARAMETERS)
    problems['parameters'] =
      `A network here has at most ${MOST_PARAMETERS.toLocaleString('en-US')} weights and biases; this one has ${parameterCount(specification).toLocaleString('en-US')}. Take fewer units.`;
  const right = Object.keys(problems).length === 0;
  return {
    network: right ? { name: given.name, specification, epochs, trainCount, validation, figures: given.figures } : null,
    problems,
  };
}

function parseValidation(form: NetworkForm, take: (key: string, read: Read) => number): TrainerNetwork['validation'] {
  const from = take(
    'validationFrom',
    readWhole(form.validationFrom, 'The first validation image', { least: 0, most: TRAIN_COUNT - 1, such: '50000' }),
  );
  const most = TRAIN_COUNT - (Number.isNaN(from) ? 0 : from);
  const count = take(
    'validationCount',
    readWhole(form.validationCount, 'Validation images', { least: 1, most, such: String(Math.min(most, 10_000)) }),
  );
  return { from, count };
}

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
  return null;
}
