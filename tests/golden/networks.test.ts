import { describe, expect, it } from 'vitest';
import { activations } from '../../src/lib/nn/activations.ts';
import { namesOf } from '../../src/lib/nn/choose.ts';
import { losses } from '../../src/lib/nn/losses.ts';
import { Network } from '../../src/lib/nn/network.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import { expectClose } from './close.ts';
import fixture from './fixtures/networks.json' with { type: 'json' };

type Weights = Readonly<Record<string, readonly number[]>>;

/** One network of networks.py: what PyTorch, in double precision, made of it. */
interface GoldenCase {
  readonly name: string;
  readonly specification: NetworkSpecification;
  readonly initial: Weights;
  readonly inputs: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
  readonly outputs: readonly number[];
  readonly lossSum: number;
  readonly correct: number;
  readonly gradients: Weights;
  readonly after: Readonly<Record<string, Weights>>;
}

const cases = fixture as unknown as readonly GoldenCase[];

// Measured worst: 7e-8 for outputs, 7e-7 for gradients, 2e-6 for a loss that nearly cancels, 1.3e-6 after 100 steps.
const ONE_PASS = 3e-6;
const AFTER_STEPS = 3e-6;

function startOf({ specification, initial }: GoldenCase): Network {
  const network = new Network(specification, new RandomState(0));
  network.load(network.parameters.map(({ name, shape }) => ({ name, shape, values: Float32Array.from(initial[name]!) })));
  return network;
}

describe('beside PyTorch', () => {
  it('every pair of activation and loss, with the two simplest optimizers, is among the cases', () => {
    const names = new Set(cases.map(({ name }) => name));
    for (const activation of namesOf(activations)) {
      for (const loss of namesOf(losses)) {
        for (const optimizer of ['sgd', 'momentum']) expect(names).toContain(`${activation}, ${loss}, ${optimizer}`);
      }
    }
  });

  for (const golden of cases) {
    describe(golden.name, () => {
      it('has the same outputs, loss and gradients', () => {
        const network = startOf(golden);
        expect(network.parameters.map(({ name }) => name)).toEqual(Object.keys(golden.initial));
        const outputs = network.forward(Float32Array.from(golden.inputs[0]!), golden.specification.batchSize);
        expectClose('outputs', outputs.slice(0, golden.outputs.length), golden.outputs, ONE_PASS);
        const score = network.score(golden.labels[0]!);
        expectClose('loss', [score.lossSum], [golden.lossSum], ONE_PASS);
        expect(score.correct).toBe(golden.correct);
        network.clearGradients();
        for (const { name, values } of network.backward(golden.labels[0]!)) {
          expectClose(`gradient of ${name}`, values, golden.gradients[name]!, ONE_PASS);
        }
      });

      it('has the same weights after 1, 10 and 100 steps', () => {
        const network = startOf(golden);
        for (let step = 1; step <= 100; step++) {
          const batch = (step - 1) % golden.inputs.length;
          network.train(Float32Array.from(golden.inputs[batch]!), golden.labels[batch]!);
          const expected = golden.after[step];
          if (!expected) continue;
          for (const { name, values } of network.parameters) {
            expectClose(`${name} after ${step}`, values, expected[name]!, AFTER_STEPS);
          }
        }
      });
    });
  }
});
