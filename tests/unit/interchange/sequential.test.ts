import { describe, expect, it } from 'vitest';
import { InterchangeError } from '../../../src/lib/interchange/interchange-error.ts';
import { readSafetensors, writeSafetensors, type Safetensors } from '../../../src/lib/interchange/safetensors.ts';
import { readModelFile, writeModelFile } from '../../../src/lib/interchange/sequential.ts';
import type { Tensor } from '../../../src/lib/nn/tensor.ts';
import { tinyDeltaRule, tinyHidden } from '../../support/specifications.ts';
import { convolved, deep, modelOf, numbers, outputsOf } from './models.ts';

const tensor = (name: string, shape: readonly number[], first = 0): Tensor => {
  const length = shape.reduce((product, size) => product * size, 1);
  return { name, shape, values: Float32Array.from({ length }, (_, i) => first + i) };
};
const saved = (tensors: readonly Tensor[], metadata: Safetensors['metadata'] = {}): Uint8Array =>
  writeSafetensors({ tensors, metadata });

describe('a model as a file of nn.Sequential', () => {
  it('has PyTorch’s names and layout, with specification and seed beside', () => {
    const { tensors, metadata } = readSafetensors(writeModelFile(modelOf(deep)));
    // Linear(6, 5), Linear(5, 4, bias=False), LeakyReLU, Linear(4, 3), LogSoftmax
    expect(tensors.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['0.weight', 5, 6],
      ['0.bias', 5],
      ['1.weight', 4, 5],
      ['3.weight', 3, 4],
      ['3.bias', 3],
    ]);
    expect(JSON.parse(metadata['specification']!)).toEqual(deep);
    expect(metadata['seed']).toBe('42');
    const [input, output] = [4, 2];
    expect(tensors[0]!.values[output * 6 + input]).toBe(modelOf(deep).weights[0]!.values[input * 5 + output]);
  });

  it('has kernels as nn.Conv2d, and what follows them channel by channel as nn.Flatten gives it', () => {
    const model = modelOf(convolved);
    const { tensors } = readSafetensors(writeModelFile(model));
    // Conv2d(1, 3, 2), ReLU, MaxPool2d(2), Flatten, Linear(12, 4), Tanh, Linear(4, 2)
    expect(tensors.map(({ name, shape }) => [name, ...shape])).toEqual([
      ['0.weight', 3, 1, 2, 2],
      ['0.bias', 3],
      ['4.weight', 4, 12],
      ['4.bias', 4],
      ['6.weight', 2, 4],
      ['6.bias', 2],
    ]);
    expect(tensors[0]!.values).toEqual(model.weights[0]!.values);
  });

  it.each([tinyDeltaRule, tinyHidden, deep, convolved])('comes back as it was', (specification) => {
    const model = modelOf(specification);
    expect(readModelFile(writeModelFile(model))).toEqual({ ...model, assumed: [] });
    expect(readModelFile(writeModelFile({ ...model, imagesSeen: 300 })).imagesSeen).toBe(300);
  });

  it('is understood without our metadata, from shapes and places', () => {
    const model = modelOf(tinyHidden);
    const { tensors } = readSafetensors(writeModelFile(model));
    const read = readModelFile(saved(tensors), { hidden: 'leakyRelu' });
    expect(read.specification.layers).toEqual([
      { units: 5, activation: 'leakyRelu', bias: true },
      { units: 3, activation: 'identity', bias: true },
    ]);
    expect(read.assumed).toEqual([
      'The file names no activations: leaky ReLU is taken between the layers.',
      'The file does not say what follows the last layer: nothing is taken.',
    ]);
    // log softmax shifts the outputs of an image by one number
    const [ours, theirs] = [outputsOf(model, numbers(4)), outputsOf(read, numbers(4))];
    const shift = theirs[0]! - ours[0]!;
    ours.forEach((output, i) => expect(theirs[i]! - output).toBeCloseTo(shift, 5));
  });

  it('may be a part of a module, with dropout between and out of order', () => {
    const read = readModelFile(
      saved([tensor('net.3.weight', [2, 3]), tensor('net.0.bias', [3]), tensor('net.0.weight', [3, 4])]),
    );
    expect(read.specification.layers).toEqual([
      { units: 3, activation: 'relu', bias: true },
      { units: 2, activation: 'identity', bias: false },
    ]);
    expect(read.weights.map(({ name }) => name)).toEqual(['0.weight', '0.bias', '2.weight']);
  });

  it('has no activation between layers that stand next to each other', () => {
    const read = readModelFile(saved([tensor('0.weight', [3, 4]), tensor('1.weight', [2, 3])]));
    expect(read.specification.layers.map(({ activation }) => activation)).toEqual(['identity', 'identity']);
    expect(read.assumed).toEqual(['The file does not say what follows the last layer: nothing is taken.']);
  });

  const specification = JSON.stringify(tinyDeltaRule);
  const bad: readonly (readonly [
    name: string,
    tensors: readonly Tensor[],
    metadata: Safetensors['metadata'],
    message: string,
  ])[] = [
    ['no tensors', [], {}, 'layers: expected at least one, found none'],
    [
      'other names',
      [tensor('fc1.weight', [3, 4])],
      {},
      'tensor name: expected names as nn.Sequential gives them, such as 0.weight and 0.bias, found "fc1.weight"',
    ],
    [
      'two modules',
      [tensor('a.0.weight', [3, 4]), tensor('b.0.weight', [3, 3])],
      {},
      'tensor name: expected names as nn.Sequential gives them, such as a.0.weight and a.0.bias, found "b.0.weight"',
    ],
    [
      'a place twice',
      [tensor('0.weight', [3, 4]), tensor('00.weight', [3, 3])],
      {},
      '00.weight: expected each place once, found 0',
    ],
    ['a bias alone', [tensor('0.bias', [3])], {}, '0.bias: expected a weight beside it, found none'],
    [
      'a convolution',
      [tensor('0.weight', [3, 1, 2, 2])],
      {},
      '0.weight: expected the specification in the metadata beside a convolution, since shapes do not say how it is pooled, found none',
    ],
    [
      'three dimensions',
      [tensor('0.weight', [3, 2, 2])],
      {},
      '0.weight: expected [outputs, inputs], as nn.Linear has it, found [3, 2, 2]',
    ],
    [
      'a convolution without bias',
      [tensor('0.weight', [3, 1, 2, 2]), tensor('4.weight', [2, 3])],
      { specification: JSON.stringify(convolved) },
      '0.weight: expected a bias of [3] beside it, found none',
    ],
    [
      'other kernels',
      [tensor('0.weight', [3, 1, 3, 3]), tensor('0.bias', [3]), tensor('4.weight', [3, 12])],
      { specification: JSON.stringify(convolved) },
      'kernels: expected [3, 1, 2, 2], as the metadata, specification says, found [3, 1, 3, 3]',
    ],
    [
      'a bias of another length',
      [tensor('0.weight', [3, 4]), tensor('0.bias', [4])],
      {},
      '0.weight, bias: expected [3], found [4]',
    ],
    [
      'layers that do not meet',
      [tensor('0.weight', [3, 4]), tensor('1.weight', [2, 4])],
      {},
      '1.weight: expected 3 inputs, the outputs of the layer before, found 4',
    ],
    [
      'a layer of nothing',
      [tensor('0.weight', [0, 4])],
      {},
      '0.weight: expected at least one input and one output, found 4 and 0',
    ],
    [
      'another network than it says',
      [tensor('0.weight', [3, 5])],
      { specification },
      'weights: expected 4-3 without bias, as the metadata, specification says, found 5-3 without bias',
    ],
    [
      'a specification that is no JSON',
      [tensor('0.weight', [3, 4])],
      { specification: '{' },
      'metadata, specification: expected JSON, found "{"',
    ],
    [
      'a specification of nothing',
      [tensor('0.weight', [3, 4])],
      { specification: 'null' },
      'metadata, specification: expected an object, found null',
    ],
    [
      'an unknown loss',
      [tensor('0.weight', [3, 4])],
      { specification: JSON.stringify({ ...tinyDeltaRule, loss: 'hinge' }) },
      'metadata, specification: expected a network of this book, found loss: expected one of ',
    ],
    [
      'images seen that are none',
      [tensor('0.weight', [3, 4])],
      { specification, imagesSeen: '-1' },
      'metadata, imagesSeen: expected a whole number, found -1',
    ],
    [
      'a seed that is none',
      [tensor('0.weight', [3, 4])],
      { specification, seed: '-1' },
      'found seed: expected a whole number from 0 to 4294967295, got -1',
    ],
  ];
  it.each(bad)('is refused with %s', (_name, tensors, metadata, message) => {
    const read = (): unknown => readModelFile(saved(tensors, metadata));
    expect(read).toThrow(InterchangeError);
    expect(read).toThrow(message);
  });
});
