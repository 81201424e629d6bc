import type { NetworkSpecification } from '../nn/specification.ts';
import type { Tensor } from '../nn/tensor.ts';
import { expectThat, InterchangeError, isRecord, listed, shown, sizeOf } from './interchange-error.ts';
import {
  checkedImagesSeen,
  checkedSpecification,
  expectChain,
  specificationOf,
  weightsOf,
  type FileConvolution,
  type FileLayer,
  type Model,
  type ReadModel,
} from './model.ts';
import { numberFormats } from './number-formats.ts';
import {
  channelsOf,
  convolutionName,
  kernelsByFilter,
  kernelsByPlace,
  rowsByChannel,
  rowsByPlace,
  type DescribedConvolution,
} from './tensorflow-convolutions.ts';
import {
  denseName,
  describedNetwork,
  topologyOf,
  type DescribedLayer,
  type DescribedNetwork,
} from './tensorflow-topology.ts';

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

const TOPOLOGY = 'model.json';
const WEIGHTS = 'weights.bin';

/** A model's tensors under the names and in the layout of TensorFlow.js: kernels [inputs, outputs] and [size, size, channels, filters]. */
function forTensorFlow({ specification, weights }: Model): Tensor[] {
  const channels = channelsOf(specification);
  const count = specification.convolutions?.length ?? 0;
  let layer = -1;
  return weights.map(({ shape, values }): Tensor => {
    if (shape.length > 1) layer++;
    const name = layer < count ? convolutionName(layer) : denseName(layer - count);
    if (shape.length === 1) return { name: `${name}/bias`, shape, values };
    if (shape.length === 2)
      return {
        name: `${name}/kernel`,
        shape,
        values: layer === count && count > 0 ? rowsByPlace(values, channels, shape[0]!) : values,
      };
    const [filters, before, size] = shape as [number, number, number, number];
    return {
      name: `${name}/kernel`,
      shape: [size, size, before, filters],
      values: kernelsByPlace(values, [filters, before, size]),
    };
  });
}

/** A model as the two files of a TensorFlow.js layers model: `model.json` and `weights.bin`. */
export function writeTensorFlowModel(written: Model, name = 'delta-to-depth'): Map<string, Uint8Array<ArrayBuffer>> {
  const { specification, imagesSeen } = written;
  const tensors = forTensorFlow(written);
  const model = {
    format: 'layers-model',
    generatedBy: 'Delta to Depth',
    convertedBy: null,
    modelTopology: topologyOf(specification, name),
    weightsManifest: [
      {
        paths: [WEIGHTS],
        weights: tensors.map(({ name: called, shape }) => ({ name: called, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: { specification, imagesSeen },
  };
  return new Map([
    [TOPOLOGY, new TextEncoder().encode(JSON.stringify(model))],
    [WEIGHTS, joined(tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)))],
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
  if (!found)
    throw new InterchangeError(
      'files',
      `${baseName(path)} beside ${TOPOLOGY}`,
      listed([...files.keys()].map(baseName)),
    );
  return found[1];
}

interface Group {
  readonly paths: readonly unknown[];
  readonly weights: readonly unknown[];
}

function groupOf(group: unknown): Group {
  expectThat(
    isRecord(group) && Array.isArray(group['paths']) && Array.isArray(group['weights']),
    `${TOPOLOGY}, weightsManifest`,
    'groups of paths and weights',
    () => shown(group),
  );
  return group as unknown as Group;
}

function tensorAt(entry: unknown, bytes: Uint8Array, from: number): Tensor {
  expectThat(
    isRecord(entry) && typeof entry['name'] === 'string',
    `${TOPOLOGY}, weights`,
    'name, shape and dtype',
    () => shown(entry),
  );
  const { name, shape, dtype, quantization } = entry;
  expectThat(dtype === 'float32' && quantization === undefined, `${String(name)}, dtype`, 'float32', () =>
    quantization === undefined ? shown(dtype) : 'quantized numbers',
  );
  const length = 4 * sizeOf(shape, `${String(name)}, shape`);
  expectThat(
    length <= bytes.length - from,
    `${String(name)}`,
    `${length} bytes for the shape [${(shape as number[]).join(', ')}]`,
    () => `${bytes.length - from}: the file is cut short`,
  );
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
    expectThat(
      at === bytes.length,
      listed(paths.map(shown)),
      `${at} bytes, as ${TOPOLOGY} says`,
      () => `${bytes.length}`,
    );
    return tensors;
  });
}

/** The weights called `name/kernel`, and `name/bias` if there is one. */
function named(
  name: string,
  tensors: readonly Tensor[],
): { readonly kernel: Tensor; readonly bias: Tensor | undefined } {
  const find = (kind: string): Tensor | undefined =>
    tensors.find((tensor) => `/${tensor.name}`.endsWith(`/${name}/${kind}`));
  const kernel = find('kernel');
  if (!kernel)
    throw new InterchangeError(
      `layer ${name}`,
      `weights called ${name}/kernel`,
      listed(tensors.map((tensor) => tensor.name)) || 'none',
    );
  return { kernel, bias: find('bias') };
}

function biasOf(name: string, bias: Tensor | undefined): Float32Array<ArrayBuffer> {
  expectThat(bias?.shape.length === 1, `layer ${name}`, `a bias called ${name}/bias of shape [outputs]`, () =>
    bias ? `[${bias.shape.join(', ')}]` : 'none',
  );
  return bias.values;
}

/** A dense layer. Its inputs come from so many channels: 1 unless it is the first behind convolutions. */
function layerOf(
  { name, activation, bias: biased }: DescribedLayer,
  tensors: readonly Tensor[],
  channels: number,
): FileLayer {
  const { kernel, bias } = named(name, tensors);
  expectThat(kernel.shape.length === 2, kernel.name, '[inputs, outputs]', () => `[${kernel.shape.join(', ')}]`);
  const [inputs, outputs] = kernel.shape as [number, number];
  expectThat(
    inputs % channels === 0,
    kernel.name,
    `a multiple of ${channels} inputs, the filters of the convolution before`,
    () => `${inputs}`,
  );
  const weight = channels > 1 ? rowsByChannel(kernel.values, channels, inputs) : kernel.values;
  return { called: kernel.name, inputs, outputs, activation, weight, bias: biased ? biasOf(name, bias) : null };
}

/** A convolution. One without biases gets zeros, which give the same. */
function kernelsOf({ name, size, bias: biased }: DescribedConvolution, tensors: readonly Tensor[]): FileConvolution {
  const { kernel, bias } = named(name, tensors);
  const { shape, values } = kernel;
  expectThat(
    shape.length === 4 && shape[0] === size && shape[1] === size,
    kernel.name,
    `[${size}, ${size}, channels, filters]`,
    () => `[${shape.join(', ')}]`,
  );
  const [, , channels, filters] = shape as [number, number, number, number];
  const biases = biased ? biasOf(name, bias) : new Float32Array(filters);
  expectThat(biases.length === filters, `${name}/bias`, `[${filters}]`, () => `[${biases.length}]`);
  return {
    called: kernel.name,
    shape: [filters, channels, size, size],
    weight: kernelsByFilter(values, [filters, channels, size]),
    bias: biases,
  };
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
  expectThat(known, TOPOLOGY, 'a TensorFlow.js layers model', () =>
    shown(format === 'layers-model' ? Object.keys(model) : format),
  );
  return model;
}

/** The network that the file describes, where it has no specification of ours. */
function inferred(
  { side, convolutions }: DescribedNetwork,
  layers: readonly FileLayer[],
  kernels: readonly FileConvolution[],
): NetworkSpecification {
  const dense = specificationOf(layers);
  if (side === undefined) return dense;
  const said = convolutions.map(({ size, activation, pool }, index) => ({
    filters: kernels[index]!.shape[0]!,
    size,
    activation,
    pool,
  }));
  return checkedSpecification('modelTopology', { ...dense, inputs: side ** 2, convolutions: said }, layers, kernels);
}

/**
 * Reads a TensorFlow.js layers model of dense layers, which convolutions may precede, saved here, by TensorFlow.js or by
 * its converter from Keras.
 * Throws an InterchangeError for files that cannot be taken.
 */
export function readTensorFlowModel(files: Files): ReadModel {
  const model = modelJson(files);
  const described = describedNetwork(model['modelTopology']);
  const tensors = tensorsOf(model['weightsManifest'], files);
  const kernels = described.convolutions.map((layer) => kernelsOf(layer, tensors));
  const layers = described.layers.map((layer, index) =>
    layerOf(layer, tensors, index === 0 ? (kernels.at(-1)?.shape[0] ?? 1) : 1),
  );
  expectChain(layers);
  const metadata = isRecord(model['userDefinedMetadata']) ? model['userDefinedMetadata'] : {};
  const said = metadata['specification'];
  const specification =
    said === undefined
      ? inferred(described, layers, kernels)
      : checkedSpecification(`${TOPOLOGY}, specification`, said, layers, kernels);
  const seen = said === undefined ? undefined : metadata['imagesSeen'];
  return {
    specification,
    weights: weightsOf(specification, layers, kernels),
    assumed: [],
    ...checkedImagesSeen(`${TOPOLOGY}, imagesSeen`, seen),
  };
}
