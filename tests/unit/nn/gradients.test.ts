import { describe, expect, it } from 'vitest';
import { activations } from '../../../src/lib/nn/activations.ts';
import { namesOf } from '../../../src/lib/settings/choose.ts';
import { losses } from '../../../src/lib/nn/losses.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import type { ActivationName, LossName } from '../../../src/lib/settings/choices.ts';

const COUNT = 3;
const STEP = 2 ** -9; // a power of two, so that w ± h is exact in 32 bits for w below 1

const networkOf = (activation: ActivationName, loss: LossName): NetworkSpecification => ({
  inputs: 6,
  layers: [
    { units: 5, activation, bias: true },
    { units: 4, activation: 'tanh', bias: false },
    { units: 4, activation, bias: true },
  ],
  loss,
  optimizer: { name: 'sgd', learningRate: 0.1 },
  initialization: 'pytorch',
  batchSize: COUNT,
  order: 'file',
  seed: 5,
});

describe('gradients, beside finite differences', () => {
  for (const activation of namesOf(activations)) {
    for (const loss of namesOf(losses)) {
      it(`${activation} with ${loss}: every weight and bias of three layers`, () => {
        const specification = networkOf(activation, loss);
        const random = new RandomState(specification.seed);
        const network = new Network(specification, random);
        const inputs = Float32Array.from({ length: COUNT * 6 }, () => random.uniform(-1, 1));
        const labels = [3, 0, 2];
        const meanLoss = (): number => {
          network.forward(inputs, COUNT);
          return network.score(labels).lossSum / COUNT;
        };
        meanLoss();
        network.clearGradients();
        const gradients = network.backward(labels).map(({ values }) => values.slice());
        // The squared error's delta leaves the factor 2 to the learning rate.
        const factor = loss === 'squaredError' ? 0.5 : 1;
        network.parameters.forEach(({ name, values }, p) => {
          values.forEach((value, k) => {
            values[k] = value + STEP;
            const above = meanLoss();
            values[k] = value - STEP;
            const below = meanLoss();
            values[k] = value;
            const slope = (factor * (above - below)) / (2 * STEP);
            expect(
              Math.abs(gradients[p]![k]! - slope),
              `${name}[${k}]: ${gradients[p]![k]} beside ${slope}`,
            ).toBeLessThan(2e-4);
          });
        });
      });
    }
  }
});
