import { describe, expect, it } from 'vitest';
import { specificationOf } from '../../../src/lib/sandbox/lab-network.ts';
import { SPECIFICATION_FIELDS, usualOf } from '../../../src/lib/settings/fields.ts';
import type { NetworkSettings } from '../../../src/lib/sandbox/lab-types.ts';

const hidden: NetworkSettings = {
  layers: [
    { units: 490, activation: 'leakyRelu' },
    { units: 10, activation: 'logSoftmax' },
  ],
  loss: 'negativeLogLikelihood',
  optimizer: { name: 'momentum' },
};

describe('what train trains', () => {
  it('is the delta rule unless a network is named', () => {
    expect(specificationOf({ alpha: 0.01 })).toMatchObject({
      layers: [{ units: 10, activation: 'identity', bias: false }],
      loss: 'squaredError',
      batchSize: 1,
      initialization: 'uniform01',
      order: 'file',
    });
  });

  it('is the network, with what is left out filled in', () => {
    expect(specificationOf({ alpha: 0.003, seed: 3, network: hidden })).toEqual({
      ...usualOf(SPECIFICATION_FIELDS),
      inputs: 784,
      layers: [
        { units: 490, activation: 'leakyRelu', bias: true, dropout: 0 },
        { units: 10, activation: 'logSoftmax', bias: true, dropout: 0 },
      ],
      loss: 'negativeLogLikelihood',
      optimizer: { name: 'momentum', learningRate: 0.003, momentum: 0.9 },
      initialization: 'pytorch',
      batchSize: 30,
      order: 'shuffled',
      seed: 3,
      data: 'mnist',
      inputDropout: 0,
      normalization: 'unit',
      l2: 0,
    });
  });

  it.each([
    [{ layers: [{ units: 10, activation: 'step' }] }, 'activation'],
    [{ layers: [{ units: 11 }] }, 'last layer, units: expected 10, one for each digit, got 11'],
    [
      { layers: [{ units: 4000 }, { units: 4000 }, { units: 10 }] },
      'expected at most 5,000,000 weights and biases in all, got 19,184,010',
    ],
    [{ layers: [{ units: 10 }], optimizer: { name: 'adma' } }, 'optimizer'],
  ])('names what is wrong: %j', (network, words) => {
    expect(() => specificationOf({ alpha: 0.1, network: network as NetworkSettings })).toThrow(words);
  });

  it('has no start beside a network', () => {
    expect(() => specificationOf({ alpha: 0.1, start: 'zeros', network: hidden })).toThrow(
      'a network has an initialization',
    );
  });
});
