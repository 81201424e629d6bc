import { describe, expect, test } from 'vitest';
import { activityOf, countDead, endOf, layoutOf } from '../../../../src/components/widgets/pictures/activity.ts';
import type { ShownModel } from '../../../../src/components/widgets/pictures/picture.ts';
import { divergingPalette, stampValues } from '../../../../src/components/widgets/pictures/diverging.ts';
import {
  firstLayerOf,
  lengthsOf,
  longestFirst,
  outgoingWeights,
  strongest,
  unitPicture,
} from '../../../../src/components/widgets/pictures/first-layer.ts';
import { pictureWords } from '../../../../src/components/widgets/weights/alternative.ts';
import { blockWidth, networkBlocks } from '../../../../src/components/widgets/pictures/network-blocks.ts';
import { layerOutputs } from '../../../../src/lib/nn/layer-outputs.ts';
import { Network } from '../../../../src/lib/nn/network.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';
import { parameterCount } from '../../../../src/lib/nn/shapes.ts';
import type { NetworkSpecification } from '../../../../src/lib/nn/specification.ts';
import { deltaRule } from '../../../support/specifications.ts';

const hidden: NetworkSpecification = {
  ...deltaRule,
  loss: 'crossEntropy',
  normalization: 'symmetric',
  inputDropout: 0.1,
  layers: [
    { units: 3, activation: 'relu', bias: true, dropout: 0.25 },
    { units: 10, activation: 'identity', bias: true },
  ],
};
/** Weight p to unit u is p + 1000 u, minus 2000. */
const weight = Float32Array.from({ length: 784 * 3 }, (_, k) => Math.floor(k / 3) + 1000 * (k % 3) - 2000);
const model: ShownModel = {
  name: 'm',
  imagesSeen: 0,
  specification: hidden,
  weights: [
    { name: '0.weight', shape: [784, 3], values: weight },
    { name: '0.bias', shape: [3], values: Float32Array.of(1, 2, 3) },
    { name: '2.weight', shape: [3, 10], values: Float32Array.from({ length: 30 }, (_, k) => k) },
    { name: '2.bias', shape: [10], values: new Float32Array(10) },
  ],
};

describe('the first layer', () => {
  const first = firstLayerOf(model)!;

  test('has one picture and one bias for each unit', () => {
    expect([first.count, first.side, first.called]).toEqual([3, 28, 'unit']);
    expect(Array.from(unitPicture(first, 1).subarray(0, 3))).toEqual([-1000, -999, -998]);
    expect(first.biases![2]).toBe(3);
  });

  test('its kernels have theirs', () => {
    const values = Float32Array.from({ length: 2 * 9 }, (_, k) => k);
    const kernels = firstLayerOf({
      ...model,
      weights: [
        { name: '0.weight', shape: [2, 1, 3, 3], values },
        { name: '0.bias', shape: [2], values: new Float32Array(2) },
      ],
    })!;
    expect([kernels.count, kernels.side, kernels.called]).toEqual([2, 3, 'kernel']);
    expect(Array.from(unitPicture(kernels, 1))).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  test('the longest weights come first', () => {
    const squares = (u: number): number =>
      Array.from({ length: 784 }, (_, p) => (p + 1000 * u - 2000) ** 2).reduce((sum, x) => sum + x, 0);
    lengthsOf(first).forEach((length, u) => expect(length).toBeCloseTo(Math.sqrt(squares(u)), 3));
    expect(longestFirst(first)).toEqual([0, 1, 2]);
    expect(longestFirst({ ...first, values: first.values.map((w) => -w - 500) })).toEqual([0, 2, 1]);
  });

  test('what leads on from a unit is its row of the next weights', () => {
    expect(Array.from(outgoingWeights(model, 2)!)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect(outgoingWeights({ ...model, specification: deltaRule, weights: model.weights.slice(0, 1) }, 0)).toBeNull();
    expect(strongest(Float32Array.of(1, -5, 3, 0, 4), 3)).toEqual([1, 2, 4]);
  });

  test('in words', () => {
    expect(pictureWords(Float32Array.of(0.1, -0.5, 0, 0.25), 2)).toBe(
      'from −0.50 to +0.25, strongest at row 0, column 1',
    );
    expect(pictureWords(new Float32Array(4), 2)).toBe('all zero');
    expect(pictureWords(Float32Array.of(1, NaN, 0, 0), 2)).toBe('some are no longer numbers');
  });
});

describe('activations', () => {
  test('a hidden layer is laid out about twice as wide as high, maps side by side with a free place between', () => {
    expect(layoutOf({ name: '0', values: new Float32Array(490), shape: [490] }).columns).toBe(32);
    expect(layoutOf({ name: 'input', values: new Float32Array(784), shape: [784] }).columns).toBe(28);
    expect(layoutOf({ name: 'input', values: new Float32Array(144), shape: [144] }).columns).toBe(12);
    const { values, columns, units } = layoutOf({
      name: '0',
      values: Float32Array.from({ length: 8 }, (_, k) => k),
      shape: [2, 2, 2],
    });
    expect(columns).toBe(5);
    expect(Array.from(values)).toEqual([0, 1, NaN, 4, 5, 2, 3, NaN, 6, 7]);
    expect(Array.from(units)).toEqual([0, 1, -1, 4, 5, 2, 3, -1, 6, 7]);
  });

  test('the layers of a network with convolutions come as maps, and its dead units are counted behind them', async () => {
    const convolved: NetworkSpecification = {
      ...hidden,
      convolutions: [{ filters: 2, size: 5, activation: 'relu', pool: 2 }],
    };
    const { parameters } = new Network(convolved, new RandomState(1));
    const [input, maps, dense, last] = layerOutputs(convolved, parameters, new Uint8Array(784).fill(90));
    expect([input, maps, dense, last].map((layer) => layer!.shape)).toEqual([[784], [2, 12, 12], [3], [10]]);
    expect(layoutOf(maps!)).toMatchObject({ columns: 25 });
    const counts = await countDead(
      convolved,
      parameters,
      new Uint8Array(784),
      () => Promise.resolve(),
      new AbortController().signal,
    );
    expect(counts.map(({ layer, units }) => ({ layer, units }))).toEqual([{ layer: 2, units: 3 }]);
  });

  test('in numbers', () => {
    expect(activityOf(Float32Array.of(-3, 0, 2, 1))).toEqual({ above: 2, largest: 2, at: 2 });
    expect(endOf(Float32Array.of(-3, 0, 2))).toBe(3);
    expect(endOf(new Float32Array(3))).toBe(1);
  });

  test('a unit that is above zero for one picture lives, one that never is counts as dead', async () => {
    // Unit 0 sees ink at pixel 0, unit 1 at pixel 1, unit 2 nowhere; the inputs are -1 for paper and 1 for ink.
    const values = new Float32Array(784 * 3);
    values[0] = 1;
    values[4] = 1;
    const weights = [
      { name: '0.weight', shape: [784, 3], values },
      { name: '0.bias', shape: [3], values: Float32Array.of(0, 0, -1) },
      ...model.weights.slice(2),
    ];
    const images = new Uint8Array(2 * 784);
    images[784] = 255;
    const breathe = (): Promise<void> => Promise.resolve();
    expect(await countDead(hidden, weights, images, breathe, new AbortController().signal)).toEqual([
      { layer: 1, dead: 2, units: 3 },
    ]);
    images[1] = 255;
    expect(await countDead(hidden, weights, images, breathe, new AbortController().signal)).toEqual([
      { layer: 1, dead: 1, units: 3 },
    ]);
    const smooth: NetworkSpecification = {
      ...hidden,
      layers: [{ ...hidden.layers[0]!, activation: 'tanh' }, hidden.layers[1]!],
    };
    expect(await countDead(smooth, weights, images, breathe, new AbortController().signal)).toEqual([]);
  });
});

test('values become colours row by row, what is no number stays clear, and nothing is written beyond the sheet', () => {
  const table = Uint8Array.from({ length: 255 * 3 }, (_, k) => Math.floor(k / 3));
  const palette = divergingPalette(table);
  const sheet = { words: new Uint32Array(12), width: 4, height: 3 };
  stampValues(sheet, Float32Array.of(-1, 0, NaN, 1), 2, 1, 0, 0, 2, palette);
  const red = Array.from(sheet.words, (word) => (word === 0 ? -1 : word & 255));
  expect(red).toEqual([0, 0, 127, 127, 0, 0, 127, 127, -1, -1, 254, 254]);
});

describe('the network drawn', () => {
  test('stages with shapes, words and counts that add up to all trained numbers', () => {
    const blocks = networkBlocks(hidden);
    expect(blocks.map(({ title, shape }) => `${title}: ${shape}`)).toEqual([
      'Picture: 784 = 28 × 28',
      'Hidden layer: 3',
      'Outputs: 10',
    ]);
    expect(blocks[0]!.details).toEqual(['grey brought to −1 to 1', 'dropout 10 % while training']);
    expect(blocks[1]).toMatchObject({
      weights: '784 × 3 weights',
      biases: '3 biases',
      parameters: 2355,
      details: ['ReLU', 'dropout 25 % while training'],
    });
    expect(blocks.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(parameterCount(hidden));
  });

  test('convolutions come with their maps', () => {
    const convolved: NetworkSpecification = {
      ...hidden,
      convolutions: [
        { filters: 8, size: 5, activation: 'relu', pool: 2 },
        { filters: 16, size: 3, activation: 'relu', pool: 1 },
      ],
    };
    const blocks = networkBlocks(convolved);
    expect(blocks.map(({ shape }) => shape)).toEqual(['784 = 28 × 28', '12 × 12 × 8', '10 × 10 × 16', '3', '10']);
    expect(blocks[1]).toMatchObject({
      weights: '8 kernels of 5 × 5 × 1',
      biases: '8 biases',
      parameters: 208,
      outputs: 1152,
    });
    expect(blocks[3]!.weights).toBe('1,600 × 3 weights');
    expect(blocks.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(parameterCount(convolved));
  });

  test('widths go by the logarithm', () => {
    expect(blockWidth(784, 784)).toBe(1);
    expect(blockWidth(28, 784)).toBeCloseTo(0.34 + 0.66 / 2);
    expect(blockWidth(1, 1)).toBe(1);
  });
});
