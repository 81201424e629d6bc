import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/lib/settings/choose.ts';
import { initializations } from '../../../src/lib/nn/initializations.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { tinyHidden } from '../../support/specifications.ts';
import type { InitializationName } from '../../../src/lib/settings/choices.ts';

const take = (count: number, draw: () => number): number[] => Array.from({ length: count }, () => Math.fround(draw()));

const symmetric = (random: RandomState, square: number): number =>
  random.uniform(-Math.sqrt(square), Math.sqrt(square));
const withoutBias = (weight: (inputs: number, outputs: number) => number): number[][] => [
  take(20, () => weight(4, 5)),
  take(5, () => 0),
  take(15, () => weight(5, 3)),
  take(3, () => 0),
];

/** The values in the order in which a Python recipe draws them: 4 x 5 weights, 5 biases, 5 x 3 weights, 3 biases. */
const expected: Record<InitializationName, (random: RandomState) => number[][]> = {
  zeros: () => [take(20, () => 0), take(5, () => 0), take(15, () => 0), take(3, () => 0)],
  uniform01: (random) => [
    take(20, () => random.randomSample()),
    take(5, () => 0),
    take(15, () => random.randomSample()),
    take(3, () => 0),
  ],
  normal: (random) => [
    take(20, () => random.standardNormal()),
    take(5, () => 0),
    take(15, () => random.standardNormal()),
    take(3, () => 0),
  ],
  pytorch: (random) => [
    take(20, () => random.uniform(-0.5, 0.5)),
    take(5, () => random.uniform(-0.5, 0.5)),
    take(15, () => random.uniform(-Math.sqrt(0.2), Math.sqrt(0.2))),
    take(3, () => random.uniform(-Math.sqrt(0.2), Math.sqrt(0.2))),
  ],
  keras: (random) => withoutBias((inputs, outputs) => symmetric(random, 6 / (inputs + outputs))),
  heNormal: (random) => withoutBias((inputs) => Math.sqrt(2 / inputs) * random.standardNormal()),
  heUniform: (random) => withoutBias((inputs) => symmetric(random, 6 / inputs)),
  glorotNormal: (random) =>
    withoutBias((inputs, outputs) => Math.sqrt(2 / (inputs + outputs)) * random.standardNormal()),
  glorotUniform: (random) => withoutBias((inputs, outputs) => symmetric(random, 6 / (inputs + outputs))),
};

describe('initialisation', () => {
  for (const name of namesOf(initializations)) {
    it(`${name} draws layer by layer, weights row by row, then biases`, () => {
      const network = new Network({ ...tinyHidden, initialization: name }, new RandomState(7));
      const values = expected[name](new RandomState(7));
      network.parameters.forEach((tensor, p) => {
        tensor.values.forEach((value, k) => {
          expect(value).toBeCloseTo(values[p]![k]!, 6);
        });
      });
    });
  }

  it('names the tensors as an nn.Sequential does, where an activation takes a place', () => {
    const network = new Network(tinyHidden, new RandomState(1));
    expect(network.parameters.map(({ name, shape }) => [name, shape])).toEqual([
      ['0.weight', [4, 5]],
      ['0.bias', [5]],
      ['2.weight', [5, 3]],
      ['2.bias', [3]],
    ]);
    const plain = {
      ...tinyHidden,
      layers: [{ units: 5, activation: 'identity', bias: false } as const, tinyHidden.layers[1]!],
    };
    expect(new Network(plain, new RandomState(1)).parameters.map(({ name }) => name)).toEqual([
      '0.weight',
      '1.weight',
      '1.bias',
    ]);
  });
});
