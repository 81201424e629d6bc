import { describe, expect, it } from 'vitest';
import { validateSpecification, type NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { deltaRule, hidden } from './specifications.ts';

const layer = hidden.layers[0]!;

/** A change to a sound specification, and what must be said of it. Readers' code has no types to hold it. */
const mistakes: readonly (readonly [change: object, message: string])[] = [
  [{ inputs: 0 }, 'inputs: expected a whole number of at least 1, got 0'],
  [{ inputs: 2.5 }, 'inputs: expected a whole number of at least 1, got 2.5'],
  [{ layers: [] }, 'layers: expected at least one, got none'],
  [{ layers: undefined }, 'layers: expected at least one, got none'],
  [{ layers: [null] }, 'layer 1: expected units, activation and bias; got null'],
  [{ layers: [layer, { ...layer, units: -3 }] }, 'layer 2, units: expected a whole number of at least 1, got -3'],
  [{ layers: [{ ...layer, bias: 'yes' }] }, 'layer 1, bias: expected true or false, got yes'],
  [
    { layers: [{ ...layer, activation: 'relu6' }] },
    'layer 1, activation: expected one of identity, sigmoid, tanh, relu, leakyRelu, softmax, logSoftmax; got "relu6"',
  ],
  [{ layers: [{ ...layer, activation: 'toString' }] }, 'got "toString"'],
  [{ layers: [{ ...layer, activation: undefined }] }, 'got undefined'],
  [{ loss: 'mse' }, 'loss: expected one of squaredError, crossEntropy, negativeLogLikelihood; got "mse"'],
  [{ optimizer: { name: 'sdg', learningRate: 0.1 } }, 'optimizer: expected one of sgd, momentum; got "sdg"'],
  [{ optimizer: undefined }, 'optimizer: expected one of sgd, momentum; got undefined'],
  [{ optimizer: { name: 'sgd' } }, 'optimizer sgd, learningRate: expected a number of at least 0, got undefined'],
  [{ optimizer: { name: 'sgd', learningRate: NaN } }, 'optimizer sgd, learningRate: expected a number of at least 0, got NaN'],
  [
    { optimizer: { name: 'momentum', learningRate: 0.1, momentum: 1 } },
    'optimizer momentum, momentum: expected a number from 0 to below 1, got 1',
  ],
  [{ initialization: 'rand' }, 'initialization: expected one of zeros, uniform01, normal, pytorch, keras; got "rand"'],
  [{ batchSize: 0 }, 'batchSize: expected a whole number of at least 1, got 0'],
  [{ order: 'random' }, 'order: expected one of file, shuffled; got "random"'],
  [{ seed: -1 }, 'seed: expected a whole number from 0 to 4294967295, got -1'],
];

describe('validateSpecification', () => {
  it('takes sound specifications', () => {
    expect(() => {
      validateSpecification(deltaRule);
      validateSpecification(hidden);
    }).not.toThrow();
  });

  for (const [change, message] of mistakes) {
    it(`says "${message}"`, () => {
      expect(() => {
        validateSpecification({ ...hidden, ...change } as NetworkSpecification);
      }).toThrow(message);
    });
  }
});
