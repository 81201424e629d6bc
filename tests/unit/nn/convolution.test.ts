import { describe, expect, it } from 'vitest';
import { ConvolutionLayer } from '../../../src/lib/nn/convolution.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import {
  convolutionShapes,
  denseInputs,
  layersInShort,
  multiplicationsOf,
  parameterCount,
  positionsOf,
} from '../../../src/lib/nn/shapes.ts';
import type { ConvolutionSpecification, NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { zeros } from '../../../src/lib/nn/tensor.ts';
import { tinyHidden } from '../../support/specifications.ts';

const COUNT = 2;
const STEP = 2 ** -9; // a power of two, so that w ± h is exact in 32 bits for w below 1

const convolution = (
  filters: number,
  size: number,
  activation: ConvolutionSpecification['activation'] = 'tanh',
  pool = 1,
): ConvolutionSpecification => ({ filters, size, activation, pool });
const networkOf = (...convolutions: ConvolutionSpecification[]): NetworkSpecification => ({
  ...tinyHidden,
  inputs: 49,
  convolutions,
  batchSize: COUNT,
});

const large: NetworkSpecification = {
  ...tinyHidden,
  inputs: 784,
  convolutions: [convolution(8, 5, 'relu', 2), convolution(16, 5, 'identity', 3)],
  layers: [
    { units: 20, activation: 'relu', bias: true },
    { units: 10, activation: 'identity', bias: false },
  ],
};

describe('the shapes of convolutions', () => {
  it('are those of PyTorch: 28 - 5 + 1 = 24, halved to 12, then 8, of which a pool of 3 leaves 2', () => {
    expect(convolutionShapes(large)).toEqual([
      { channels: 1, side: 28, filters: 8, size: 5, outputSide: 24, pool: 2, pooledSide: 12 },
      { channels: 8, side: 12, filters: 16, size: 5, outputSide: 8, pool: 3, pooledSide: 2 },
    ]);
    expect(denseInputs(large)).toBe(16 * 2 * 2);
    expect(layersInShort(large)).toBe('784-8C5-P2-16C5-P3-20-10');
  });

  it('count weights, biases and multiplications', () => {
    expect(parameterCount(large)).toBe(8 * 26 + 16 * (8 * 25 + 1) + 64 * 20 + 20 + 20 * 10);
    expect(parameterCount(large)).toBe(
      new Network(large, new RandomState(1)).parameters.reduce((sum, { values }) => sum + values.length, 0),
    );
    expect(multiplicationsOf(large)).toBe(8 * 25 * 24 * 24 + 16 * 8 * 25 * 8 * 8 + 64 * 20 + 20 * 10);
  });

  it('take places as nn.Sequential counts: convolution, activation, pooling, and one for nn.Flatten', () => {
    expect(positionsOf(large)).toEqual({ convolutions: [0, 3], layers: [6, 8] });
    expect(new Network(large, new RandomState(1)).parameters.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['0.weight', 8, 1, 5, 5],
      ['0.bias', 8],
      ['3.weight', 16, 8, 5, 5],
      ['3.bias', 16],
      ['6.weight', 64, 20],
      ['6.bias', 20],
      ['8.weight', 20, 10],
    ]);
  });
});

describe('a convolution, by hand', () => {
  const [shape] = convolutionShapes({ inputs: 16, convolutions: [convolution(1, 3, 'identity', 2)] });
  const untrained = () => ({ weight: zeros('0.weight', [1, 1, 3, 3]), bias: zeros('0.bias', [1]) });
  const layer = new ConvolutionLayer(shape!, convolution(1, 3, 'identity', 2), untrained());
  layer.weight.values.set([0, 0, 0, 0, 1, 0, 0, 0, 2]); // the middle, and twice what is to the lower right
  layer.bias.values.set([0.5]);
  const x = Float32Array.from({ length: 16 }, (_, i) => i);

  it('lays the kernel on each place, unturned, and lets the largest of four through', () => {
    // z = [5 + 20, 6 + 22; 9 + 28, 10 + 30] + 0.5
    expect([...layer.forward(x, 1).subarray(0, 1)]).toEqual([40.5]);
  });

  it('sends delta back to the place that won, and no other', () => {
    layer.clearGradients();
    layer.backward(new Float32Array([3]));
    expect([...layer.weightGradient.values]).toEqual([5, 6, 7, 9, 10, 11, 13, 14, 15].map((value) => 3 * value));
    expect([...layer.biasGradient.values]).toEqual([3]);
    expect([...layer.deltaBefore()]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 6]);
  });

  it('takes the first of equals for the largest, row by row', () => {
    const equal = new ConvolutionLayer(shape!, convolution(1, 3, 'identity', 2), untrained());
    equal.forward(x, 1);
    equal.backward(new Float32Array([1]));
    expect([...equal.weightGradient.values]).toEqual([0, 1, 2, 4, 5, 6, 8, 9, 10]);
  });

  it('keeps NaN visible', () => {
    for (const place of [0, 5, 15]) {
      const spoilt = x.slice();
      spoilt[place] = NaN;
      expect(layer.forward(spoilt, 1)[0]).toBeNaN();
    }
  });
});

describe('gradients of convolutions, beside finite differences', () => {
  const cases = {
    one: networkOf(convolution(3, 3)),
    'pooled, a row and a column left out': networkOf(convolution(2, 3, 'sigmoid', 2)),
    'two, pooled': networkOf(convolution(3, 2, 'tanh', 2), convolution(4, 2, 'leakyRelu')),
    three: networkOf(convolution(2, 3, 'relu'), convolution(3, 1, 'identity', 2), convolution(2, 2, 'tanh')),
  };
  it.each(Object.entries(cases))('%s: every weight and bias', (_name, specification) => {
    const random = new RandomState(11);
    const network = new Network(specification, random);
    const inputs = Float32Array.from({ length: COUNT * 49 }, () => random.uniform(-1, 1));
    const labels = [2, 0];
    const meanLoss = (): number => {
      network.forward(inputs, COUNT);
      return network.score(labels).lossSum / COUNT;
    };
    meanLoss();
    network.clearGradients();
    const gradients = network.backward(labels).map(({ values }) => values.slice());
    network.parameters.forEach(({ name, values }, p) => {
      values.forEach((value, k) => {
        values[k] = value + STEP;
        const above = meanLoss();
        values[k] = value - STEP;
        const below = meanLoss();
        values[k] = value;
        const slope = (above - below) / (2 * STEP);
        expect(Math.abs(gradients[p]![k]! - slope), `${name}[${k}]: ${gradients[p]![k]} beside ${slope}`).toBeLessThan(
          2e-4,
        );
      });
    });
  });
});
