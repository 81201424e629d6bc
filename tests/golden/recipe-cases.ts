import { createHash } from 'node:crypto';
import { readMnist } from '../../src/lib/data/originals.ts';
import { writeRecipe, type Recipe } from '../../src/lib/interchange/recipe.ts';
import { evaluate } from '../../src/lib/nn/evaluation.ts';
import type { DenseLayerSpecification, NetworkSpecification } from '../../src/lib/nn/specification.ts';
import { Training } from '../../src/lib/nn/training.ts';
import type { ActivationName } from '../../src/lib/settings/choices.ts';

/** A line that a recipe prints with `--json`, and what the reference finds at the same place. */
export interface Figure {
  readonly imagesSeen: number;
  readonly correct: number;
  readonly loss: number;
  /** Training images right, and the sum of their loss, each before its update, since the start. */
  readonly trainCorrect: number;
  readonly trainLossSum: number;
}

const TRAIN_COUNT = 600; // images an epoch
const IMAGES = 1200; // two epochs
const TESTED_AT = [0, IMAGES];

const dense = (
  units: number,
  activation: ActivationName,
  more: Partial<DenseLayerSpecification> = {},
): DenseLayerSpecification => ({ units, activation, bias: true, ...more });
const base: NetworkSpecification = {
  inputs: 784,
  layers: [dense(16, 'relu'), dense(10, 'identity')],
  loss: 'crossEntropy',
  optimizer: { name: 'sgd', learningRate: 0.1 },
  initialization: 'pytorch',
  batchSize: 30,
  order: 'shuffled',
  seed: 5,
};

/** Small runs that among them take every activation, loss, optimizer, initialisation, normalisation and rule. */
export const recipeCases: Readonly<Record<string, NetworkSpecification>> = {
  'the delta rule': {
    ...base,
    layers: [dense(10, 'identity', { bias: false })],
    loss: 'squaredError',
    optimizer: { name: 'sgd', learningRate: 0.01 },
    initialization: 'uniform01',
    batchSize: 1,
    order: 'file',
    seed: 10,
  },
  'as S1, with dropout': {
    ...base,
    layers: [dense(24, 'relu', { dropout: 0.25 }), dense(12, 'relu'), dense(10, 'identity')],
    inputDropout: 0.1,
    optimizer: { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    initialization: 'keras',
    batchSize: 32,
    seed: 2 ** 32 - 1,
  },
  'as S2': {
    ...base,
    layers: [dense(49, 'leakyRelu'), dense(10, 'logSoftmax')],
    loss: 'negativeLogLikelihood',
    optimizer: { name: 'momentum', learningRate: 0.003, momentum: 0.9 },
  },
  'as S3, with its bug': {
    ...base,
    layers: [dense(20, 'relu'), dense(10, 'softmax')],
    loss: 'negativeLogLikelihood',
    normalization: 'symmetric',
    optimizer: { name: 'nesterov', learningRate: 0.01, momentum: 0.8 },
    initialization: 'heNormal',
    batchSize: 64,
  },
  'decay and RMSProp': {
    ...base,
    layers: [dense(20, 'sigmoid'), dense(12, 'tanh'), dense(10, 'softmax')],
    loss: 'squaredError',
    l2: 1e-3,
    optimizer: { name: 'rmsprop', learningRate: 0.002, decay: 0.9, epsilon: 1e-8 },
    initialization: 'glorotNormal',
    batchSize: 64,
  },
  'no momentum': {
    ...base,
    optimizer: { name: 'nesterov', learningRate: 0.1, momentum: 0 },
    initialization: 'heUniform',
    l2: 0.01,
  },
  'convolutions, dropout, Adam': {
    ...base,
    convolutions: [
      { filters: 3, size: 5, activation: 'relu', pool: 2 },
      { filters: 4, size: 4, activation: 'identity', pool: 1 },
    ],
    layers: [dense(12, 'tanh', { dropout: 0.5 }), dense(10, 'identity')],
    inputDropout: 0.1,
    normalization: 'symmetric',
    optimizer: { name: 'adam', learningRate: 0.002, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    initialization: 'keras',
  },
  'all zero': { ...base, layers: [dense(10, 'identity')], initialization: 'zeros' },
  'normal, the whole set at once': {
    ...base,
    layers: [dense(10, 'identity')],
    initialization: 'normal',
    batchSize: 5000,
    order: 'file',
  },
  Glorot: {
    ...base,
    layers: [dense(16, 'tanh', { bias: false }), dense(10, 'identity')],
    initialization: 'glorotUniform',
    batchSize: 7,
  },
};

const train = { ...readMnist('train'), count: TRAIN_COUNT };
const test = readMnist('test');

/** The run by the reference. */
export function figuresOf(specification: NetworkSpecification): Figure[] {
  const training = new Training(specification);
  let [trainCorrect, trainLossSum] = [0, 0];
  return TESTED_AT.map((images) => {
    if (images > training.imagesSeen) {
      const report = training.train(train, images - training.imagesSeen);
      trainCorrect += report.correct;
      trainLossSum += report.lossSum;
    }
    const { correct, loss } = evaluate(training.network, test);
    return { imagesSeen: training.imagesSeen, correct, loss, trainCorrect, trainLossSum };
  });
}

export const recipeOf = (specification: NetworkSpecification, figures: Recipe['figures']): string =>
  writeRecipe({ specification, images: IMAGES, trainCount: TRAIN_COUNT, figures, by: 'the CPU' });

/** A script's own name: another text has another one. */
export const digest = (script: string): string => createHash('sha256').update(script).digest('hex');

/** What a recipe prints with `--json`. */
export const printed = (text: string): Figure[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Figure);
