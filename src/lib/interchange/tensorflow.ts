import type { Tensor } from '../nn/tensor.ts';
import { expectThat, InterchangeError, isCount, isRecord, shown } from './interchange-error.ts';
import { checkedImagesSeen, checkedSpecification, expectChain, specificationOf, weightsOf, type FileLayer, type Model, type ReadModel } from './model.ts';
import { numberFormats } from './number-formats.ts';
import { denseName, describedLayers, topologyOf, type DescribedLayer } from './tensorflow-topology.ts';

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

const TOPOLOGY = 'model.json';
const WEIGHTS = 'weights.bin';

/** A model as the two files of a TensorFlow.js layers model: `model.json` and `weights.bin`, kernels [inputs, outputs]. */
export function writeTensorFlowModel({ specification, weights, imagesSeen }: Model, name = 'delta-to-depth'): Map<string, Uint8Array<ArrayBuffer>> {
  const { convolutions = [] } = specification;
  expectThat(convolutions.length === 0, 'model', 'dense layers only', () => `${convolutions.length} convolutions`);
  let layer = -1;
  const entries = weights.map(({ shape }) => {
    const kernel = shape.length === 2;
    if (kernel) layer++;
    return { name: `${denseName(layer)}/${kernel ? 'kernel' : 'bias'}`, shape, dtype: 'float32' };
  });
  const model = {
    format: 'layers-model', generatedBy: 'Delta to Depth', convertedBy: null,
    modelTopology: topologyOf(specification, name),
    weightsManifest: [{ paths: [WEIGHTS], weights: entries }],
    userDefinedMetadata: { specification, imagesSeen },
  };
  return new Map([
    [TOPOLOGY, new TextEncoder().encode(JSON.stringify(model))],
    [WEIGHTS, joined(weights.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)))],
  ]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The file that a manifest calls `path`, wherever it lies. */
function fileAt(files: Files, path: unknown): Uint8Array {
  expectThat(typeof path === 'string', `${TOPOLOGY}, paths`, 'names of files', () => shown(path));
  const found = [...files].find(([name]) => baseName(name) === baseName(path));
  if (!found) throw new InterchangeError('files', `${baseName(path)} beside ${TOPOLOGY}`, [...files.keys()].map(baseName).join(', '));
  return found[1];
}

interface Group {
  readonly paths: readonly unknown[];
  readonly weights: readonly unknown[];
}

function groupOf(group: unknown): Group {
  expectThat(isRecord(group) && Array.isArray(group['paths']) && Array.isArray(group['weights']), `${TOPOLOGY}, weightsManifest`, 'groups of paths and weights', () => shown(group));
  return group as unknown as Group;
}

function tensorAt(entry: unknown, bytes: Uint8Array, from: number): Tensor {
  expectThat(isRecord(entry) && typeof entry['name'] === 'string', `${TOPOLOGY}, weights`, 'name, shape and dtype', () => shown(entry));
  const { name, shape, dtype, quantization } = entry;
  expectThat(dtype === 'float32' && quantization === undefined, `${String(name)}, dtype`, 'float32', () => (quantization === undefined ? shown(dtype) : 'quantized numbers'));
  expectThat(Array.isArray(shape) && shape.every(isCount), `${String(name)}, shape`, 'a list of whole numbers', () => shown(shape));
  const length = (shape as number[]).reduce((product, size) => product * size, 4);
  expectThat(length <= bytes.length - from, `${String(name)}`, `${length} bytes for the shape [${shape.join(', ')}]`, () => `${bytes.length - from}: the file is cut short`);
  const values = numberFormats.F32.read(bytes.subarray(from, from + length));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  expectThat(wrong < 0, String(name), 'finite numbers only', () => `${values[wrong]!} at index ${wrong}`);
  return { name: name as string, shape: shape as number[], values };
}

function tensorsOf(manifest: unknown, files: Files): Tensor[] {
  expectThat(Array.isArray(manifest), `${TOPOLOGY}, weightsManifest`, 'a list', () => shown(manifest));
  return manifest.map(groupOf).flatMap(({ paths, weights }) => {
    const bytes = joined(paths.map((path) => fileAt(files, path)));
    let at = 0;
    const tensors = weights.map((entry) => {
      const tensor = tensorAt(entry, bytes, at);
      at += tensor.values.byteLength;
      return tensor;
    });
    expectThat(at === bytes.length, paths.map(shown).join(', '), `${at} bytes, as ${TOPOLOGY} says`, () => `${bytes.length}`);
    return tensors;
  });
}

function layerOf({ name, activation, bias: biased }: DescribedLayer, tensors: readonly Tensor[]): FileLayer {
  const find = (kind: string): Tensor | undefined => tensors.find((tensor) => `/${tensor.name}`.endsWith(`/${name}/${kind}`));
  const kernel = find('kernel');
  if (!kernel) throw new InterchangeError(`layer ${name}`, `weights called ${name}/kernel`, tensors.map((tensor) => tensor.name).join(', ') || 'none');
  expectThat(kernel.shape.length === 2, kernel.name, '[inputs, outputs]', () => `[${kernel.shape.join(', ')}]`);
  const bias = biased ? find('bias') : undefined;
  expectThat(!biased || bias?.shape.length === 1, `layer ${name}`, `a bias called ${name}/bias of shape [outputs]`, () => (bias ? `[${bias.shape.join(', ')}]` : 'none'));
  const [inputs, outputs] = kernel.shape as [number, number];
  return { called: kernel.name, inputs, outputs, activation, weight: kernel.values, bias: bias?.values ?? null };
}

function modelJson(files: Files): Readonly<Record<string, unknown>> {
  let model: unknown;
  try {
    model = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fileAt(files, TOPOLOGY)));
  } catch (error) {
    if (error instanceof InterchangeError) throw error;
    throw new InterchangeError(TOPOLOGY, 'JSON in UTF-8', 'something else');
  }
  expectThat(isRecord(model), TOPOLOGY, 'an object', () => shown(model));
  const { format = 'layers-model', modelTopology } = model;
  const known = format === 'layers-model' && modelTopology !== undefined;
  expectThat(known, TOPOLOGY, 'a TensorFlow.js layers model', () => shown(format === 'layers-model' ? Object.keys(model) : format));
  return model;
}

/**
 * Reads a TensorFlow.js layers model of dense layers, saved here, by TensorFlow.js or by its converter from Keras.
 * Throws an InterchangeError for files that cannot be taken.
 */
export function readTensorFlowModel(files: Files): ReadModel {
  const model = modelJson(files);
  const described = describedLayers(model['modelTopology']);
  const tensors = tensorsOf(model['weightsManifest'], files);
  const layers = described.map((layer) => layerOf(layer, tensors));
  expectChain(layers);
  const metadata = isRecord(model['userDefinedMetadata']) ? model['userDefinedMetadata'] : {};
  const said = metadata['specification'];
  const specification = said === undefined ? specificationOf(layers) : checkedSpecification(`${TOPOLOGY}, specification`, said, layers);
  const seen = said === undefined ? undefined : metadata['imagesSeen'];
  return { specification, weights: weightsOf(specification, layers), assumed: [], ...checkedImagesSeen(`${TOPOLOGY}, imagesSeen`, seen) };
}
