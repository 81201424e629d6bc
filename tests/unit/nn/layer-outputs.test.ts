import { describe, expect, it } from 'vitest';
import { layerOutputs } from '../../../src/lib/nn/layer-outputs.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { isShares, makeShares } from '../../../src/lib/nn/shares.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { tinyDeltaRule, tinyHidden } from '../../support/specifications.ts';

/** 4 inputs, 2 units, 2 outputs; by hand. */
const byHand: NetworkSpecification = {
  ...tinyHidden,
  layers: [
    { units: 2, activation: 'relu', bias: true },
    { units: 2, activation: 'identity', bias: false },
  ],
  loss: 'crossEntropy',
};
const tensor = (name: string, shape: readonly number[], ...values: number[]) => ({
  name,
  shape,
  values: Float32Array.from(values),
});
const weights = [
  tensor('0.weight', [4, 2], 1, -1, 2, 0, 0, 3, 1, 1),
  tensor('0.bias', [2], 0.5, -2),
  tensor('2.weight', [2, 2], 2, -1, 10, 100),
];
const image = Uint8Array.from([255, 0, 0, 51]); // 1, 0, 0, 0.2

describe('the outputs of every layer for one picture', () => {
  it('are the picture, normalised, then what each layer gives out', () => {
    const [input, hidden, output, ...more] = layerOutputs(byHand, weights, image);
    expect(more).toEqual([]);
    expect(input).toEqual(tensor('input', [4], 1, 0, 0, 0.2));
    // 1 · 1 + 0.2 · 1 + 0.5 = 1.7; 0 · (-1 + 0.2 - 2)
    expect(hidden).toEqual(tensor('0', [2], 1.7, -0));
    expect(output).toMatchObject({ name: '2', shape: [2] });
    expect([...output!.values]).toEqual([3.4, -1.7].map(Math.fround));
    const [white] = layerOutputs({ ...byHand, normalization: 'symmetric' }, weights, image);
    expect([...white!.values]).toEqual([1, -1, -1, (2 * 51) / 255 - 1].map(Math.fround));
  });

  it('end with what the network predicts, drop nothing, and are not those of the weights before', () => {
    const dropping: NetworkSpecification = {
      ...tinyHidden,
      inputDropout: 0.5,
      layers: [{ ...tinyHidden.layers[0]!, dropout: 0.5 }, tinyHidden.layers[1]!],
    };
    for (const seed of [1, 2]) {
      const network = new Network({ ...dropping, seed }, new RandomState(seed));
      const expected = [
        ...network.forward(
          Float32Array.from(image, (grey) => grey / 255),
          1,
        ),
      ];
      expect([...layerOutputs(dropping, network.parameters, image).at(-1)!.values]).toEqual(expected.slice(0, 3));
    }
  });

  it('have the shapes of convolutions', () => {
    const specification: NetworkSpecification = {
      ...byHand,
      inputs: 36,
      convolutions: [{ filters: 3, size: 3, activation: 'relu', pool: 2 }],
    };
    const network = new Network(specification, new RandomState(1));
    const picture = Uint8Array.from({ length: 36 }, (_, i) => 7 * i);
    const outputs = layerOutputs(specification, network.parameters, picture);
    expect(outputs.map(({ name, shape }) => [name, shape])).toEqual([
      ['input', [36]],
      ['0', [3, 2, 2]],
      ['4', [2]],
      ['6', [2]],
    ]);
    expect([...outputs.at(-1)!.values]).toEqual(
      [
        ...network.forward(
          Float32Array.from(picture, (grey) => grey / 255),
          1,
        ),
      ].slice(0, 2),
    );
    expect(outputs[1]!.values.length).toBe(12);
  });

  it('stay as they are when another picture follows', () => {
    const outputs = layerOutputs(byHand, weights, image);
    const before = structuredClone(outputs);
    layerOutputs(byHand, weights, Uint8Array.from([9, 99, 199, 9]));
    expect(outputs).toEqual(before);
  });

  it('refuse a picture or weights that do not fit', () => {
    expect(() => layerOutputs(byHand, weights, image.subarray(1))).toThrow('image: expected 4 grey values, got 3');
    expect(() => layerOutputs(byHand, weights.slice(1), image)).toThrow('weights: expected 0.weight [4, 2]');
  });
});

describe('shares', () => {
  const ending = (
    activation: NetworkSpecification['layers'][number]['activation'],
    loss: NetworkSpecification['loss'],
  ): NetworkSpecification => ({ ...byHand, layers: [{ units: 3, activation, bias: true }], loss });
  const shares = (specification: NetworkSpecification, ...outputs: number[]): number[] => {
    const values = Float32Array.from(outputs);
    makeShares(specification, values);
    return [...values];
  };

  it('are what softmax, log-softmax and scores under cross-entropy can be read as', () => {
    expect(isShares(tinyDeltaRule)).toBe(false);
    expect(isShares(ending('identity', 'negativeLogLikelihood'))).toBe(false);
    expect(isShares(ending('sigmoid', 'squaredError'))).toBe(false);
    for (const specification of [
      ending('softmax', 'squaredError'),
      ending('logSoftmax', 'negativeLogLikelihood'),
      ending('identity', 'crossEntropy'),
      ending('relu', 'crossEntropy'),
    ])
      expect(isShares(specification)).toBe(true);
  });

  it('are made row by row, and plain scores stay as they are', () => {
    const [ln1, ln2, ln5] = [Math.log(0.1), Math.log(0.2), Math.log(0.5)];
    const near = (expected: readonly number[]) => expected.map((value) => expect.closeTo(value, 6) as number);
    expect(
      shares(ending('logSoftmax', 'negativeLogLikelihood'), ln1, Math.log(0.7), ln2, ln5, ln2, Math.log(0.3)),
    ).toEqual(near([0.1, 0.7, 0.2, 0.5, 0.2, 0.3]));
    expect(shares(ending('identity', 'crossEntropy'), ln1 + 90, ln5 + 90, ln5 + 90, 0, 0, 0)).toEqual(
      near([1 / 11, 5 / 11, 5 / 11, 1 / 3, 1 / 3, 1 / 3]),
    );
    expect(shares(ending('softmax', 'crossEntropy'), 0.25, 0.25, 0.5)).toEqual([0.25, 0.25, 0.5]);
    expect(shares(ending('identity', 'squaredError'), 3, -2, 0)).toEqual([3, -2, 0]);
  });
});
