import { ACTIVATIONS } from '../settings/choices.ts';
import type { Tensor } from '../nn/tensor.ts';
import { expectThat, InterchangeError, isRecord, shown } from './interchange-error.ts';
import {
  checkedImagesSeen,
  checkedSpecification,
  expectChain,
  specificationOf,
  weightsOf,
  type Assumptions,
  type FileConvolution,
  type FileLayer,
  type Model,
  type ReadModel,
} from './model.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** `[rows, columns]` as `[columns, rows]`. */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j]!;
  return result;
}

/** A tensor as PyTorch's `nn.Linear` holds it: weights [outputs, inputs]. Those of `nn.Conv2d` are as ours. */
function forPyTorch({ name, shape, values }: Tensor): Tensor {
  if (shape.length !== 2) return { name, shape, values };
  const [rows, columns] = shape as [number, number];
  return { name, shape: [columns, rows], values: transposed(values, rows, columns) };
}

/**
 * A model as a safetensors file with PyTorch's own names and layout: `load_state_dict` of the matching
 * `nn.Sequential` takes it. Specification and seed go with it as JSON, under those names in the metadata.
 */
export function writeModelFile({ specification, weights, imagesSeen }: Model): Uint8Array<ArrayBuffer> {
  const metadata = {
    format: 'pt',
    specification: JSON.stringify(specification),
    seed: JSON.stringify(specification.seed),
    ...(imagesSeen === undefined ? {} : { imagesSeen: JSON.stringify(imagesSeen) }),
  };
  return writeSafetensors({ tensors: weights.map(forPyTorch), metadata });
}

interface Place {
  readonly weight?: Tensor;
  readonly bias?: Tensor;
}

/** Weights and biases by their place in the `nn.Sequential`, which may itself be a part of a module (`net.0.weight`). */
function placesOf(tensors: readonly Tensor[]): Map<number, Place> {
  const places = new Map<number, Place>();
  let prefix: string | undefined;
  for (const tensor of tensors) {
    const [, before, place, kind] = /^(.*?)(\d{1,6})\.(weight|bias)$/s.exec(tensor.name) ?? [];
    const fits = before !== undefined && (before === '' || before.endsWith('.')) && before === (prefix ??= before);
    expectThat(
      fits,
      'tensor name',
      `names as nn.Sequential gives them, such as ${prefix ?? ''}0.weight and ${prefix ?? ''}0.bias`,
      () => shown(tensor.name),
    );
    const other = places.get(Number(place)) ?? {};
    expectThat(!Object.hasOwn(other, kind!), tensor.name, 'each place once', () => `${place} twice`);
    places.set(Number(place), { ...other, [kind!]: tensor });
  }
  return places;
}

/** The places in order: first those of `nn.Conv2d`, whose weights have four dimensions, then those of `nn.Linear`. */
function sortedPlaces(tensors: readonly Tensor[]): {
  readonly kernels: readonly FileConvolution[];
  readonly linear: readonly (readonly [number, Place])[];
} {
  const places = [...placesOf(tensors)].sort(([a], [b]) => a - b);
  const first = places.findIndex(([, { weight }]) => weight?.shape.length !== 4);
  const pictures = first < 0 ? places : places.slice(0, first);
  const kernels = pictures.map(([, { weight, bias }]): FileConvolution => {
    const { name, shape, values } = weight!;
    expectThat(bias?.shape.length === 1 && bias.shape[0] === shape[0], name, `a bias of [${shape[0]}] beside it`, () =>
      bias ? `[${bias.shape.join(', ')}]` : 'none',
    );
    return { called: name, shape, weight: values, bias: bias!.values };
  });
  return { kernels, linear: places.slice(pictures.length) };
}

function layersOf(places: readonly (readonly [number, Place])[], hidden: FileLayer['activation']): FileLayer[] {
  return places.map(([place, { weight, bias }], index) => {
    if (!weight) throw new InterchangeError(bias!.name, 'a weight beside it', 'none');
    expectThat(
      weight.shape.length === 2,
      weight.name,
      '[outputs, inputs], as nn.Linear has it',
      () => `[${weight.shape.join(', ')}]`,
    );
    if (bias) expectThat(bias.shape.length === 1, bias.name, '[outputs]', () => `[${bias.shape.join(', ')}]`);
    const [outputs, inputs] = weight.shape as [number, number];
    const next = places[index + 1];
    const activation = next && next[0] > place + 1 ? hidden : 'identity';
    return {
      called: weight.name,
      inputs,
      outputs,
      activation,
      weight: transposed(weight.values, outputs, inputs),
      bias: bias?.values ?? null,
    };
  });
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InterchangeError(`metadata, ${name}`, 'JSON', shown(text));
  }
}

/** The specification in a file's metadata with the seed beside it, or undefined where there is none. */
function specificationIn(metadata: Readonly<Record<string, string>>): unknown {
  if (!Object.hasOwn(metadata, 'specification')) return undefined;
  const specification = parsed('specification', metadata['specification']!);
  if (!isRecord(specification) || !Object.hasOwn(metadata, 'seed')) return specification;
  return { ...specification, seed: parsed('seed', metadata['seed']!) };
}

function withoutSpecification(tensors: readonly Tensor[], { hidden = 'relu' }: Assumptions): ReadModel {
  const kernel = tensors.find(({ shape }) => shape.length === 4);
  expectThat(
    !kernel,
    kernel?.name ?? '',
    'the specification in the metadata beside a convolution, since shapes do not say how it is pooled',
    () => 'none',
  );
  const layers = layersOf(sortedPlaces(tensors).linear, hidden);
  expectChain(layers);
  const between = layers.slice(0, -1);
  const assumed = [
    ...(between.some(({ activation }) => activation !== 'identity')
      ? [`The file names no activations: ${ACTIVATIONS[hidden]} is taken between the layers.`]
      : []),
    'The file does not say what follows the last layer: nothing is taken.',
  ];
  const specification = specificationOf(layers);
  return { specification, weights: weightsOf(specification, layers), assumed };
}

/**
 * Reads a model from a safetensors file of an `nn.Sequential` of `nn.Linear` layers, which `nn.Conv2d` may precede,
 * saved here or from PyTorch.
 * Without our metadata the network is inferred from the shapes, and `assumed` says what the file leaves open.
 * Throws an InterchangeError for a file that cannot be taken.
 */
export function readModelFile(bytes: Uint8Array, assumptions: Assumptions = {}): ReadModel {
  const { tensors, metadata } = readSafetensors(bytes);
  const said = specificationIn(metadata);
  if (said === undefined) return withoutSpecification(tensors, assumptions);
  const { kernels, linear } = sortedPlaces(tensors);
  const layers = layersOf(linear, 'identity');
  expectChain(layers);
  const specification = checkedSpecification('metadata, specification', said, layers, kernels);
  const { imagesSeen } = metadata;
  const seen = imagesSeen === undefined ? undefined : parsed('imagesSeen', imagesSeen);
  return {
    specification,
    weights: weightsOf(specification, layers, kernels),
    assumed: [],
    ...checkedImagesSeen('metadata, imagesSeen', seen),
  };
}
