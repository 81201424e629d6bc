import { describe, expect, it } from 'vitest';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { validateSpecification } from '../../../src/lib/nn/validate-specification.ts';
import { ACTIVATIONS, LOSSES, OPTIMIZERS } from '../../../src/lib/settings/choices.ts';
import { tinyDeltaRule, tinyHidden } from '../../support/specifications.ts';

const listed = (choices: object): string => Object.keys(choices).join(', ');
const layer = tinyHidden.layers[0]!;

const picture = { filters: 2, size: 3, activation: 'relu', pool: 1 } as const;

const adam = { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

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
    `layer 1, activation: expected one of ${listed(ACTIVATIONS)}; got "relu6"`,
  ],
  [{ layers: [{ ...layer, activation: 'toString' }] }, 'got "toString"'],
  [{ layers: [{ ...layer, activation: undefined }] }, 'got undefined'],
  [{ loss: 'mse' }, `loss: expected one of ${listed(LOSSES)}; got "mse"`],
  [{ optimizer: { name: 'sdg', learningRate: 0.1 } }, `optimizer: expected one of ${listed(OPTIMIZERS)}; got "sdg"`],
  [{ optimizer: undefined }, `optimizer: expected one of ${listed(OPTIMIZERS)}; got undefined`],
  [{ optimizer: { name: 'sgd' } }, 'optimizer sgd, learningRate: expected a number of at least 0, got undefined'],
  [
    { optimizer: { name: 'sgd', learningRate: NaN } },
    'optimizer sgd, learningRate: expected a number of at least 0, got NaN',
  ],
  [
    { optimizer: { name: 'momentum', learningRate: 0.1, momentum: 1 } },
    'optimizer momentum, momentum: expected a number from 0 to below 1, got 1',
  ],
  [
    { initialization: 'rand' },
    'initialization: expected one of pytorch, keras, heNormal, heUniform, glorotNormal, glorotUniform, normal, uniform01, zeros; got "rand"',
  ],
  [{ optimizer: { ...adam, beta1: 1 } }, 'optimizer adam, beta1: expected a number from 0 to below 1, got 1'],
  [{ optimizer: { ...adam, beta2: -0.1 } }, 'optimizer adam, beta2: expected a number from 0 to below 1, got -0.1'],
  [{ optimizer: { ...adam, epsilon: 0 } }, 'optimizer adam, epsilon: expected a number above 0, got 0'],
  [
    { optimizer: { name: 'rmsprop', learningRate: 0.1, decay: 0.9 } },
    'optimizer rmsprop, epsilon: expected a number above 0, got undefined',
  ],
  [
    { optimizer: { name: 'nesterov', learningRate: 0.1 } },
    'optimizer nesterov, momentum: expected a number from 0 to below 1, got undefined',
  ],
  [{ normalization: 'zscore' }, 'normalization: expected one of unit, symmetric; got "zscore"'],
  [{ inputDropout: 1 }, 'inputDropout: expected a number from 0 to below 1, got 1'],
  [{ inputDropout: NaN }, 'inputDropout: expected a number from 0 to below 1, got NaN'],
  [{ layers: [{ ...layer, dropout: -0.5 }, layer] }, 'layer 1, dropout: expected a number from 0 to below 1, got -0.5'],
  [{ layers: [{ ...layer, dropout: '0.5' }, layer] }, 'layer 1, dropout: expected a number from 0 to below 1, got 0.5'],
  [
    { layers: [layer, { ...layer, dropout: 0.2 }] },
    'layer 2, dropout: expected 0 on the last layer, whose outputs are the answer; got 0.2',
  ],
  [{ convolutions: 3 }, 'convolutions: expected a list, got 3'],
  [
    { inputs: 50, convolutions: [picture] },
    'inputs: expected a square number, such as 144 for 12 x 12, before a convolution; got 50',
  ],
  [{ convolutions: [null] }, 'convolution 1: expected filters, size, activation and pool; got null'],
  [
    { inputs: 16, convolutions: [{ ...picture, filters: 0 }] },
    'convolution 1, filters: expected a whole number of at least 1, got 0',
  ],
  [
    { inputs: 16, convolutions: [{ ...picture, size: 2.5 }] },
    'convolution 1, size: expected a whole number of at least 1, got 2.5',
  ],
  [
    { inputs: 16, convolutions: [{ ...picture, pool: undefined }] },
    'convolution 1, pool: expected a whole number of at least 1, got undefined',
  ],
  [
    { inputs: 16, convolutions: [{ ...picture, activation: 'softmax' }] },
    `convolution 1, activation: expected one of ${listed(ACTIVATIONS).replace(', softmax, logSoftmax', '')}; got "softmax"`,
  ],
  [
    { inputs: 16, convolutions: [{ ...picture, size: 5 }] },
    'convolution 1, size: expected at most 4, the side of its 4 x 4 inputs; got 5',
  ],
  [
    {
      inputs: 64,
      convolutions: [
        { ...picture, pool: 2 },
        { ...picture, size: 4 },
      ],
    },
    'convolution 2, size: expected at most 3, the side of its 3 x 3 inputs; got 4',
  ],
  [
    { inputs: 16, convolutions: [{ ...picture, pool: 3 }] },
    'convolution 1, pool: expected at most 2, the side of its 2 x 2 outputs; got 3',
  ],
  [
    { inputs: 784, convolutions: [{ ...picture, filters: 97 }] },
    'convolution 1, filters: expected at most 65536 outputs in all, got 97 x 26 x 26 = 65572',
  ],
  [{ l2: -1 }, 'l2: expected a number of at least 0, got -1'],
  [{ l2: Infinity }, 'l2: expected a number of at least 0, got Infinity'],
  [{ batchSize: 0 }, 'batchSize: expected a whole number of at least 1, got 0'],
  [{ order: 'random' }, 'order: expected one of shuffled, file; got "random"'],
  [{ seed: -1 }, 'seed: expected a whole number from 0 to 4294967295, got -1'],
];

describe('validateSpecification', () => {
  it('takes sound specifications', () => {
    expect(() => {
      validateSpecification(tinyDeltaRule);
      validateSpecification(tinyHidden);
      validateSpecification({ ...tinyHidden, inputs: 16, convolutions: [{ ...picture, pool: 2 }] });
      validateSpecification({ ...tinyHidden, convolutions: [] });
      validateSpecification({
        ...tinyHidden,
        layers: [
          { ...layer, dropout: 0.25 },
          { ...layer, dropout: 0 },
        ],
        inputDropout: 0.1,
        normalization: 'symmetric',
        l2: 1e-4,
        optimizer: adam,
      });
    }).not.toThrow();
  });

  for (const [change, message] of mistakes) {
    it(`says "${message}"`, () => {
      expect(() => {
        validateSpecification({ ...tinyHidden, ...change } as NetworkSpecification);
      }).toThrow(message);
    });
  }
});
