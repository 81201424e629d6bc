import '@tensorflow/tfjs-backend-cpu';
import { reshape, setBackend, tensor2d } from '@tensorflow/tfjs-core';
import type { io, Tensor2D } from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { InterchangeError } from '../../../src/lib/interchange/interchange-error.ts';
import { readModelFiles, zipTensorFlowModel } from '../../../src/lib/interchange/model-files.ts';
import { readTensorFlowModel, writeTensorFlowModel } from '../../../src/lib/interchange/tensorflow.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { expectClose } from '../../golden/close.ts';
import { tinyDeltaRule, tinyHidden } from '../../support/specifications.ts';
import { convolved, deep, modelOf, numbers, outputsOf } from './models.ts';

beforeAll(() => setBackend('cpu'));

interface ModelJson {
  format?: string;
  modelTopology: { config: { layers: { class_name: string; config: Record<string, unknown> }[] } };
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[];
  userDefinedMetadata?: unknown;
}

const jsonOf = (files: ReadonlyMap<string, Uint8Array>): ModelJson =>
  JSON.parse(new TextDecoder().decode(files.get('model.json'))) as ModelJson;

/** What TensorFlow.js's own loaders make of the two files. */
function artifactsOf(files: ReadonlyMap<string, Uint8Array>): io.ModelArtifacts {
  const { modelTopology, weightsManifest, ...rest } = jsonOf(files);
  const weightData = Uint8Array.from(files.get('weights.bin')!).buffer;
  return {
    ...rest,
    modelTopology,
    weightData,
    weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
  } as unknown as io.ModelArtifacts;
}

/** The two files that TensorFlow.js writes for a model. */
async function savedByTensorFlow(model: LayersModel): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await model.save({
    save: (artifacts: io.ModelArtifacts) => {
      const { weightData, weightSpecs, ...rest } = artifacts;
      const json = { ...rest, weightsManifest: [{ paths: ['./model.weights.bin'], weights: weightSpecs }] };
      files.set('model.json', new TextEncoder().encode(JSON.stringify(json)));
      files.set('model.weights.bin', new Uint8Array(weightData as ArrayBuffer));
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } });
    },
  });
  return files;
}

const outputsIn = (model: LayersModel, inputs: Float32Array, shape: number[]): number[] => [
  ...(model.predict(reshape(tensor2d(inputs, [inputs.length, 1]), [-1, ...shape])) as Tensor2D).dataSync(),
];

describe('a TensorFlow.js layers model', () => {
  const activations = ['sigmoid', 'tanh', 'relu', 'softmax'] as const;
  const more = activations.map((activation) => ({
    ...deep,
    layers: deep.layers.map((layer) => ({ ...layer, activation })),
  }));
  it.each([tinyDeltaRule, tinyHidden, deep, ...more])('written here predicts the same there', async (specification) => {
    const model = modelOf(specification);
    const files = writeTensorFlowModel(model);
    const there = await loadLayersModel({ load: () => Promise.resolve(artifactsOf(files)) });
    const inputs = numbers(5 * specification.inputs);
    expectClose('outputs', outputsIn(there, inputs, [specification.inputs]), outputsOf(model, inputs), 1e-6);
    expect(readTensorFlowModel(files)).toEqual({ ...model, assumed: [] });
  });

  /** Kernels and channels of different numbers throughout, rows and columns that fill no window, and each way of pooling. */
  const pictures: NetworkSpecification = {
    ...deep,
    inputs: 144,
    convolutions: [
      { filters: 4, size: 3, activation: 'leakyRelu', pool: 3 },
      { filters: 5, size: 2, activation: 'tanh', pool: 1 },
    ],
  };
  it.each([convolved, pictures])('with convolutions, written here, predicts the same there', async (specification) => {
    const model = modelOf(specification);
    const files = writeTensorFlowModel(model);
    const there = await loadLayersModel({ load: () => Promise.resolve(artifactsOf(files)) });
    const side = Math.sqrt(specification.inputs);
    const inputs = numbers(5 * specification.inputs);
    expectClose('outputs', outputsIn(there, inputs, [side, side, 1]), outputsOf(model, inputs), 1e-5);
    expect(readTensorFlowModel(files)).toEqual({ ...model, assumed: [] });
    // TensorFlow.js keeps what we say of the training; without it, its own words must do.
    there.setUserDefinedMetadata({});
    const read = readModelFiles(await savedByTensorFlow(there));
    expect(read.specification.convolutions).toEqual(specification.convolutions);
    expectClose('outputs', outputsOf(read, inputs), outputsOf(model, inputs), 1e-6);
  });

  it('with convolutions, saved there, predicts the same here', async () => {
    const there = sequential();
    there.add(layers.reshape({ targetShape: [9, 9, 1], inputShape: [81] }));
    there.add(layers.conv2d({ filters: 3, kernelSize: 2, useBias: false }));
    there.add(layers.reLU());
    there.add(layers.maxPooling2d({ poolSize: 2 }));
    there.add(layers.dropout({ rate: 0.5 }));
    there.add(
      layers.conv2d({ filters: 4, kernelSize: [2, 2], activation: 'sigmoid', biasInitializer: 'randomNormal' }),
    );
    there.add(layers.flatten());
    there.add(layers.dense({ units: 5, activation: 'tanh', biasInitializer: 'randomNormal' }));
    there.add(layers.dense({ units: 2 }));
    const read = readModelFiles(await savedByTensorFlow(there));
    expect(read.specification).toMatchObject({
      inputs: 81,
      convolutions: [
        { filters: 3, size: 2, activation: 'relu', pool: 2 },
        { filters: 4, size: 2, activation: 'sigmoid', pool: 1 },
      ],
      layers: [
        { units: 5, activation: 'tanh', bias: true },
        { units: 2, activation: 'identity', bias: true },
      ],
    });
    expect(read.weights[1]!.values).toEqual(new Float32Array(3)); // no biases: zeros
    const inputs = numbers(4 * 81);
    expectClose('outputs', outputsOf(read, inputs), outputsIn(there, inputs, [81]), 1e-5);
  });

  it('saved there predicts the same here', async () => {
    const there = sequential();
    there.add(layers.flatten({ inputShape: [2, 3] }));
    there.add(layers.dense({ units: 5, activation: 'tanh', biasInitializer: 'randomNormal' }));
    there.add(layers.dropout({ rate: 0.5 }));
    there.add(layers.dense({ units: 4, useBias: false }));
    there.add(layers.leakyReLU({ alpha: 0.01 }));
    there.add(layers.dense({ units: 4 }));
    there.add(layers.reLU());
    there.add(layers.dense({ units: 3, activation: 'softmax' }));
    const read = readModelFiles(await savedByTensorFlow(there));
    expect(read.specification.layers).toEqual([
      { units: 5, activation: 'tanh', bias: true },
      { units: 4, activation: 'leakyRelu', bias: false },
      { units: 4, activation: 'relu', bias: true },
      { units: 3, activation: 'softmax', bias: true },
    ]);
    const inputs = numbers(4 * 6);
    expectClose('outputs', outputsOf(read, inputs), outputsIn(there, inputs, [2, 3]), 1e-6);
  });

  it('travels in one zip, or as two files that the browser has renamed', () => {
    const model = modelOf(deep);
    expect(
      readModelFiles(new Map([['m.zip', zipTensorFlowModel({ ...model, imagesSeen: 300 }, 'm')]])).imagesSeen,
    ).toBe(300);
    const read = { ...model, assumed: [] };
    expect(readModelFiles(new Map([['m.zip', zipTensorFlowModel(model, 'm')]]))).toEqual(read);
    const files = writeTensorFlowModel(model);
    const squeezed = zipSync(
      { 'folder/model.json': files.get('model.json')!, 'folder/weights.bin': files.get('weights.bin')! },
      { level: 9 },
    );
    expect(readModelFiles(new Map([['m.zip', squeezed]]))).toEqual(read);
    expect(
      readModelFiles(
        new Map([
          ['weights.bin', files.get('weights.bin')!],
          ['model (1).json', files.get('model.json')!],
        ]),
      ),
    ).toEqual(read);
  });

  const change = (alter: (json: ModelJson) => void, specification = deep): Map<string, Uint8Array> => {
    const files: Map<string, Uint8Array> = writeTensorFlowModel(modelOf(specification));
    const json = jsonOf(files);
    alter(json);
    return files.set('model.json', new TextEncoder().encode(JSON.stringify(json)));
  };
  const first = (json: ModelJson): Record<string, unknown> => json.modelTopology.config.layers[0]!.config;
  const bad: readonly (readonly [name: string, alter: (json: ModelJson) => void, message: string])[] = [
    [
      'a graph model',
      (json) => (json.format = 'graph-model'),
      'model.json: expected a TensorFlow.js layers model, found "graph-model"',
    ],
    [
      'a functional model',
      (json) => Object.assign(json.modelTopology, { class_name: 'Functional' }),
      'modelTopology: expected a Sequential model, found "Functional"',
    ],
    [
      'an unknown layer',
      (json) => (json.modelTopology.config.layers[0]!.class_name = 'LSTM'),
      'modelTopology, layer 1 ("LSTM"): expected Conv2D, MaxPooling2D, Flatten, Dense, an activation, Dropout, Reshape or InputLayer, found "LSTM"',
    ],
    [
      'a convolution behind a dense layer',
      (json) => (json.modelTopology.config.layers[1]!.class_name = 'Conv2D'),
      'layer 2 ("Conv2D"): expected convolutions before Flatten and the dense layers, found one behind them',
    ],
    [
      'an unknown activation',
      (json) => (first(json)['activation'] = 'swish'),
      'layer 1 ("Dense"), activation: expected one of linear, sigmoid, tanh, relu',
    ],
    [
      'another slope',
      (json) => (json.modelTopology.config.layers[2]!.config['alpha'] = 0.3),
      'layer 3 ("LeakyReLU"), alpha: expected 0.01, found 0.3',
    ],
    [
      'two activations',
      (json) => (json.modelTopology.config.layers[1]!.config['activation'] = 'relu'),
      'expected one activation after each dense layer or convolution, found two, relu and leakyRelu',
    ],
    [
      '16-bit numbers',
      (json) => (json.weightsManifest[0]!.weights[0]!.dtype = 'float16'),
      'dense_1/kernel, dtype: expected float32, found "float16"',
    ],
    [
      'a missing file',
      (json) => (json.weightsManifest[0]!.paths = ['group1-shard1of1.bin']),
      'files: expected group1-shard1of1.bin beside model.json, found model.json, weights.bin',
    ],
    [
      'weights cut short',
      (json) => (json.weightsManifest[0]!.weights[0]!.shape = [600, 50]),
      'dense_1/kernel: expected 120000 bytes for the shape [600, 50], found 280: the file is cut short',
    ],
    [
      'a shape beyond all numbers',
      (json) => (json.weightsManifest[0]!.weights[0]!.shape = [9e15, ...Array<number>(30).fill(9e15)]),
      'dense_1/kernel, shape: expected no more values than a file can hold, found [9000000000000000,',
    ],
    [
      'bytes after the last',
      (json) => json.weightsManifest[0]!.weights.pop(),
      '"weights.bin": expected 268 bytes, as model.json says, found 280',
    ],
    [
      'no weights for a layer',
      (json) => (first(json)['name'] = 'other'),
      'layer other: expected weights called other/kernel, found dense_1/kernel',
    ],
    [
      'another network than it says',
      (json) => (json.userDefinedMetadata = { specification: tinyHidden }),
      'weights: expected 4-5-3, as the model.json, specification says, found 6-5-4 without bias-3',
    ],
  ];
  it.each(bad)('is refused with %s', (_name, alter, message) => {
    const read = (): unknown => readModelFiles(change(alter));
    expect(read).toThrow(InterchangeError);
    expect(read).toThrow(message);
  });

  // Layers of `convolved`: Conv2D, MaxPooling2D, Flatten, Dense, Dense.
  const layerIn = (json: ModelJson, index: number): Record<string, unknown> =>
    json.modelTopology.config.layers[index]!.config;
  const cannot: readonly (readonly [name: string, alter: (json: ModelJson) => void, message: string])[] = [
    [
      'wider strides',
      (json) => (layerIn(json, 0)['strides'] = [2, 2]),
      'layer 1 ("Conv2D"), strides: expected 1, one place after the other, found [2,2]',
    ],
    [
      'padding',
      (json) => (layerIn(json, 0)['padding'] = 'same'),
      'layer 1 ("Conv2D"), padding: expected "valid", no rows or columns added at the edges, found "same"',
    ],
    [
      'channels first',
      (json) => (layerIn(json, 0)['data_format'] = 'channels_first'),
      'layer 1 ("Conv2D"), data_format: expected "channels_last", found "channels_first"',
    ],
    [
      'kernels with gaps',
      (json) => (layerIn(json, 0)['dilation_rate'] = [2, 2]),
      'dilation_rate: expected 1, kernels without gaps, found [2,2]',
    ],
    [
      'groups',
      (json) => (layerIn(json, 0)['groups'] = 3),
      'groups: expected 1, each kernel over all channels, found 3',
    ],
    [
      'oblong kernels',
      (json) => (layerIn(json, 0)['kernel_size'] = [2, 3]),
      'kernel_size: expected one whole number for height and width, found [2,3]',
    ],
    [
      'kernels of another size than it says',
      (json) => (layerIn(json, 0)['kernel_size'] = [3, 3]),
      'conv2d_1/kernel: expected [3, 3, channels, filters], found [2, 2, 1, 3]',
    ],
    [
      'pooling that overlaps',
      (json) => (layerIn(json, 1)['strides'] = [1, 1]),
      'layer 2 ("MaxPooling2D"), strides: expected 2, windows side by side, found [1,1]',
    ],
    [
      'padded pooling',
      (json) => (layerIn(json, 1)['padding'] = 'same'),
      'layer 2 ("MaxPooling2D"), padding: expected "valid"',
    ],
    [
      'average pooling',
      (json) => (json.modelTopology.config.layers[1]!.class_name = 'AveragePooling2D'),
      'found "AveragePooling2D"',
    ],
    [
      'two poolings',
      (json) => json.modelTopology.config.layers.splice(1, 0, json.modelTopology.config.layers[1]!),
      'layer 3 ("MaxPooling2D"): expected one pooling right after each convolution and its activation, found another',
    ],
    [
      'an activation behind the pooling',
      (json) => json.modelTopology.config.layers.splice(2, 0, { class_name: 'ReLU', config: {} }),
      'layer 3 ("ReLU"): expected the activation of a convolution before its pooling and Flatten, found one behind',
    ],
    [
      'no Flatten',
      (json) => json.modelTopology.config.layers.splice(2, 1),
      'layer 3 ("Dense"): expected Flatten between the convolutions and the dense layers, found none',
    ],
    [
      'pictures in colour',
      (json) => (layerIn(json, 0)['batch_input_shape'] = [null, 5, 5, 3]),
      'shape of the inputs: expected [side, side, 1], square pictures of one channel, found [5,5,3]',
    ],
    [
      'no shape',
      (json) => delete layerIn(json, 0)['batch_input_shape'],
      'shape of the inputs: expected [side, side, 1], square pictures of one channel, found nothing',
    ],
    [
      'pictures of another size',
      (json) => {
        layerIn(json, 0)['batch_input_shape'] = [null, 9, 9, 1];
        delete json.userDefinedMetadata;
      },
      'weights: expected 48-4-2, as the modelTopology says, found 12-4-2',
    ],
    [
      'softmax on a convolution',
      (json) => {
        layerIn(json, 0)['activation'] = 'softmax';
        delete json.userDefinedMetadata;
      },
      'modelTopology: expected a network of this book, found convolution 1, activation: ',
    ],
  ];
  it.each(cannot)('with convolutions is refused with %s', (_name, alter, message) => {
    const read = (): unknown => readModelFiles(change(alter, convolved));
    expect(read).toThrow(InterchangeError);
    expect(read).toThrow(message);
  });

  it('is refused with a NaN among its weights', () => {
    const files: Map<string, Uint8Array> = writeTensorFlowModel(modelOf(deep));
    files.set('weights.bin', files.get('weights.bin')!.fill(255, 4, 8));
    expect(() => readModelFiles(files)).toThrow('dense_1/kernel: expected finite numbers only, found NaN at index 1');
  });
});

describe('files of other programs', () => {
  const of = (name: string, ...bytes: number[]): Map<string, Uint8Array> => new Map([[name, Uint8Array.from(bytes)]]);
  it.each([
    [
      'a PyTorch file',
      new Map([['m.pt', zipSync({ 'archive/data.pkl': Uint8Array.of(0x80, 2) })]]),
      'a PyTorch pickle: save it with safetensors.torch.save_file',
    ],
    ['a Keras file', of('m.h5', 0x89, 0x48, 0x44, 0x46), 'a Keras HDF5 file'],
    ['a NumPy file', of('m.npy', 0x93, 0x4e, 0x55, 0x4d), 'a NumPy array'],
    ['half a zip', of('m.zip', 0x50, 0x4b, 3, 4, 0, 0), 'zip: expected a whole zip file, found invalid zip data'],
    [
      'two files that do not belong together',
      new Map([...of('a.bin', 1), ...of('b.bin', 2)]),
      'expected one safetensors file, or model.json with its weights, found a.bin, b.bin',
    ],
    ['no file', new Map<string, Uint8Array>(), 'files: expected at least one, found none'],
  ])('%s is named', (_name, files, message) => {
    expect(() => readModelFiles(files)).toThrow(InterchangeError);
    expect(() => readModelFiles(files)).toThrow(message);
  });
});
