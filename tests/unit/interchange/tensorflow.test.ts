import '@tensorflow/tfjs-backend-cpu';
import { reshape, setBackend, tensor2d } from '@tensorflow/tfjs-core';
import type { io, Tensor2D } from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { InterchangeError } from '../../../src/lib/interchange/interchange-error.ts';
import { readModelFiles, zipTensorFlowModel } from '../../../src/lib/interchange/model-files.ts';
import { readTensorFlowModel, writeTensorFlowModel } from '../../../src/lib/interchange/tensorflow.ts';
import { expectClose } from '../../golden/close.ts';
import { tinyDeltaRule, tinyHidden } from '../../support/specifications.ts';
import { deep, modelOf, numbers, outputsOf } from './models.ts';

beforeAll(() => setBackend('cpu'));

interface ModelJson {
  format?: string;
  modelTopology: { config: { layers: { class_name: string; config: Record<string, unknown> }[] } };
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[];
  userDefinedMetadata?: unknown;
}

const jsonOf = (files: ReadonlyMap<string, Uint8Array>): ModelJson => JSON.parse(new TextDecoder().decode(files.get('model.json'))) as ModelJson;

/** What TensorFlow.js's own loaders make of the two files. */
function artifactsOf(files: ReadonlyMap<string, Uint8Array>): io.ModelArtifacts {
  const { modelTopology, weightsManifest, ...rest } = jsonOf(files);
  const weightData = Uint8Array.from(files.get('weights.bin')!).buffer;
  return { ...rest, modelTopology, weightData, weightSpecs: weightsManifest.flatMap(({ weights }) => weights) } as unknown as io.ModelArtifacts;
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

const outputsIn = (model: LayersModel, inputs: Float32Array, shape: number[]): number[] =>
  [...(model.predict(reshape(tensor2d(inputs, [inputs.length, 1]), [-1, ...shape])) as Tensor2D).dataSync()];

describe('a TensorFlow.js layers model', () => {
  const activations = ['sigmoid', 'tanh', 'relu', 'softmax'] as const;
  const more = activations.map((activation) => ({ ...deep, layers: deep.layers.map((layer) => ({ ...layer, activation })) }));
  it.each([tinyDeltaRule, tinyHidden, deep, ...more])('written here predicts the same there', async (specification) => {
    const model = modelOf(specification);
    const files = writeTensorFlowModel(model);
    const there = await loadLayersModel({ load: () => Promise.resolve(artifactsOf(files)) });
    const inputs = numbers(5 * specification.inputs);
    expectClose('outputs', outputsIn(there, inputs, [specification.inputs]), outputsOf(model, inputs), 1e-6);
    expect(readTensorFlowModel(files)).toEqual({ ...model, assumed: [] });
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
    expect(readModelFiles(new Map([['m.zip', zipTensorFlowModel({ ...model, imagesSeen: 300 }, 'm')]])).imagesSeen).toBe(300);
    const read = { ...model, assumed: [] };
    expect(readModelFiles(new Map([['m.zip', zipTensorFlowModel(model, 'm')]]))).toEqual(read);
    const files = writeTensorFlowModel(model);
    const squeezed = zipSync({ 'folder/model.json': files.get('model.json')!, 'folder/weights.bin': files.get('weights.bin')! }, { level: 9 });
    expect(readModelFiles(new Map([['m.zip', squeezed]]))).toEqual(read);
    expect(readModelFiles(new Map([['weights.bin', files.get('weights.bin')!], ['model (1).json', files.get('model.json')!]]))).toEqual(read);
  });

  const change = (alter: (json: ModelJson) => void): Map<string, Uint8Array> => {
    const files: Map<string, Uint8Array> = writeTensorFlowModel(modelOf(deep));
    const json = jsonOf(files);
    alter(json);
    return files.set('model.json', new TextEncoder().encode(JSON.stringify(json)));
  };
  const first = (json: ModelJson): Record<string, unknown> => json.modelTopology.config.layers[0]!.config;
  const bad: readonly (readonly [name: string, alter: (json: ModelJson) => void, message: string])[] = [
    ['a graph model', (json) => (json.format = 'graph-model'), 'model.json: expected a TensorFlow.js layers model, found "graph-model"'],
    ['a functional model', (json) => Object.assign(json.modelTopology, { class_name: 'Functional' }), 'modelTopology: expected a Sequential model, found "Functional"'],
    ['a convolution', (json) => (json.modelTopology.config.layers[0]!.class_name = 'Conv2D'), 'modelTopology, layer 1 ("Conv2D"): expected Dense, an activation, Dropout, Flatten or InputLayer, found "Conv2D"'],
    ['an unknown activation', (json) => (first(json)['activation'] = 'swish'), 'layer 1 ("Dense"), activation: expected one of linear, sigmoid, tanh, relu, softmax, log_softmax, found "swish"'],
    ['another slope', (json) => (json.modelTopology.config.layers[2]!.config['alpha'] = 0.3), 'layer 3 ("LeakyReLU"), alpha: expected 0.01, found 0.3'],
    ['two activations', (json) => (json.modelTopology.config.layers[1]!.config['activation'] = 'relu'), 'expected one activation after each dense layer, found two, relu and leakyRelu'],
    ['16-bit numbers', (json) => (json.weightsManifest[0]!.weights[0]!.dtype = 'float16'), 'dense_1/kernel, dtype: expected float32, found "float16"'],
    ['a missing file', (json) => (json.weightsManifest[0]!.paths = ['group1-shard1of1.bin']), 'files: expected group1-shard1of1.bin beside model.json, found model.json, weights.bin'],
    ['weights cut short', (json) => (json.weightsManifest[0]!.weights[0]!.shape = [600, 50]), 'dense_1/kernel: expected 120000 bytes for the shape [600, 50], found 280: the file is cut short'],
    ['bytes after the last', (json) => json.weightsManifest[0]!.weights.pop(), '"weights.bin": expected 268 bytes, as model.json says, found 280'],
    ['no weights for a layer', (json) => (first(json)['name'] = 'other'), 'layer other: expected weights called other/kernel, found dense_1/kernel'],
    ['another network than it says', (json) => (json.userDefinedMetadata = { specification: tinyHidden }), 'weights: expected 4-5-3, as the model.json, specification says, found 6-5-4 without bias-3'],
  ];
  it.each(bad)('is refused with %s', (_name, alter, message) => {
    const read = (): unknown => readModelFiles(change(alter));
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
    ['a PyTorch file', new Map([['m.pt', zipSync({ 'archive/data.pkl': Uint8Array.of(0x80, 2) })]]), 'a PyTorch pickle: save it with safetensors.torch.save_file'],
    ['a Keras file', of('m.h5', 0x89, 0x48, 0x44, 0x46), 'a Keras HDF5 file'],
    ['a NumPy file', of('m.npy', 0x93, 0x4e, 0x55, 0x4d), 'a NumPy array'],
    ['half a zip', of('m.zip', 0x50, 0x4b, 3, 4, 0, 0), 'zip: expected a whole zip file, found invalid zip data'],
    ['two files that do not belong together', new Map([...of('a.bin', 1), ...of('b.bin', 2)]), 'expected one safetensors file, or model.json with its weights, found a.bin, b.bin'],
    ['no file', new Map<string, Uint8Array>(), 'files: expected at least one, found none'],
  ])('%s is named', (_name, files, message) => {
    expect(() => readModelFiles(files)).toThrow(InterchangeError);
    expect(() => readModelFiles(files)).toThrow(message);
  });
});
