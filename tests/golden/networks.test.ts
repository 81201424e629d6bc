import { describe, expect, it } from 'vitest';
import { ReferenceEngine } from '../../src/lib/engine/reference/reference-engine.ts';
import { activations } from '../../src/lib/nn/activations.ts';
import { namesOf } from '../../src/lib/settings/choose.ts';
import { DropoutMasks } from '../../src/lib/nn/dropout.ts';
import { initializations } from '../../src/lib/nn/initializations.ts';
import { losses } from '../../src/lib/nn/losses.ts';
import { Network } from '../../src/lib/nn/network.ts';
import { normalizations } from '../../src/lib/nn/normalizations.ts';
import { optimizers } from '../../src/lib/nn/optimizers.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import { goldenCases, goldenDifferences, goldenTolerance, inputsOf, tensorsDifference } from '../support/golden.ts';

// Of gradients, which are measured on double precision alone; measured worst: 3e-7.
const TOLERANCE = 1e-6;

describe('the golden cases', () => {
  it('have every pair of activation and loss, every optimizer with and without L2, every start and normalisation', () => {
    const names = new Set(goldenCases.map(({ name }) => name));
    const convolved = goldenCases
      .flatMap(({ specification }) => specification.convolutions ?? [])
      .map(({ activation }) => activation);
    for (const activation of namesOf(activations)) {
      for (const loss of namesOf(losses)) {
        for (const optimizer of ['sgd', 'momentum']) expect(names).toContain(`${activation}, ${loss}, ${optimizer}`);
      }
    }
    for (const optimizer of namesOf(optimizers))
      for (const l2 of ['', ', L2']) expect(names).toContain(`${optimizer}${l2}`);
    for (const activation of ['identity', 'sigmoid', 'tanh', 'relu', 'leakyRelu'])
      expect(convolved).toContain(activation);
    for (const start of namesOf(initializations)) expect(names).toContain(`from ${start}`);
    for (const normalization of namesOf(normalizations)) expect(names).toContain(`inputs ${normalization}`);
  });
});

describe.each(goldenCases)('beside NumPy and PyTorch: $name', (golden) => {
  it('has the same initial weights, outputs, loss, and weights after 1, 10 and 100 steps', async () => {
    const differences = await goldenDifferences(golden, new ReferenceEngine(golden.specification));
    for (const [what, difference] of Object.entries(differences))
      expect(difference, what).toBeLessThanOrEqual(goldenTolerance(golden, what));
  });

  it('has the same gradient of every weight and bias', () => {
    const { specification, batch } = golden;
    const network = new Network(specification, new RandomState(specification.seed));
    network.forward(inputsOf(golden), batch.length, new DropoutMasks(specification).batch(0, batch.length));
    network.clearGradients();
    const gradients = network.backward(batch.map((index) => golden.labels[index]!));
    expect(tensorsDifference(gradients, golden.gradients)).toBeLessThanOrEqual(TOLERANCE);
  });
});
