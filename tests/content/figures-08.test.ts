import { expect, it, vi } from 'vitest';
import s2 from '../../src/lib/systems/published/s2.ts';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import { chapters } from './chapter-text.ts';
import { solutionOf } from './programs.ts';
import { digitsOf, trainEpochs } from './trained.ts';

vi.setConfig({ testTimeout: 120_000 });

const text = chapters.find(({ id }) => id.startsWith('08'))!.source;
const { specification } = s2.runs[0]!;
const [train, test] = [digitsOf('train'), digitsOf('test')];
const oneEpoch = async (changes: Partial<NetworkSpecification>) =>
  (await trainEpochs({ ...specification, ...changes }, 1, train, [test]))[0]!;

it('counts the parameters, and what the rule of thumb gives', () => {
  const [hidden, last] = [784 * 490, 490 * 10];
  expect(text).toContain((hidden + 490 + last + 10).toLocaleString('en'));
  expect(text).toContain(`| ${hidden.toLocaleString('en')} | 490 |`);
  expect(text).toContain(`The rule gives ${Math.round((784 * 2) / 3 + 10)}, not 490`);
});

it('trains an epoch with and without momentum as the table says', async () => {
  const rows = [...text.matchAll(/^\| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) % \|$/gm)].map((row) =>
    row.slice(1).map(Number),
  );
  expect(rows).toHaveLength(3);
  for (const [learningRate = 0, momentum = 0, loss = 0, right = 0] of rows) {
    const epoch = await oneEpoch({
      optimizer: momentum > 0 ? { name: 'momentum', learningRate, momentum } : { name: 'sgd', learningRate },
    });
    expect(Math.abs(epoch.loss - loss)).toBeLessThan(0.002);
    expect(Math.abs(epoch.scores[0]! - right)).toBeLessThan(0.2);
  }
});

it('sees the long steps of its valley grow without momentum, and fall with it', async () => {
  const { update } = await solutionOf('08-four-hundred-and-ninety-units/momentum');
  const lossAfter = (steps: number, alpha: number, momentum: number): number => {
    const [weights, velocity] = [Float32Array.of(10, 1), new Float32Array(2)];
    for (let step = 0; step < steps; step++)
      (update as (...values: unknown[]) => void)(
        weights,
        velocity,
        Float32Array.of(weights[0]!, 25 * weights[1]!),
        alpha,
        momentum,
      );
    return (weights[0]! ** 2 + 25 * weights[1]! ** 2) / 2;
  };
  expect(text).toContain(`$1/(1 - 0.7) = ${(1 / (1 - 0.7)).toFixed(1)}$ times as long`);
  expect(lossAfter(60, 0.1, 0)).toBeGreaterThan(lossAfter(30, 0.1, 0));
  expect(lossAfter(30, 0.1, 0)).toBeGreaterThan(lossAfter(0, 0.1, 0));
  expect(lossAfter(30, 0.03, 0.7)).toBeLessThan(lossAfter(30, 0.03, 0) / 10);
});

it('finds ReLU and its leaky form close after an epoch', async () => {
  const [hidden, last] = specification.layers;
  const relu = await oneEpoch({ layers: [{ ...hidden!, activation: 'relu' }, last!] });
  const leaky = Number(/\| 0\.003 \| 0\.9 \| [\d.]+ \| ([\d.]+) %/.exec(text)?.[1]);
  expect(Math.abs(relu.scores[0]! - leaky)).toBeLessThan(0.5);
});
