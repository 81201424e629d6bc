import { convolutionShapes, denseInputs, positionsOf } from '../nn/shapes.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { validateSpecification } from '../nn/validate-specification.ts';
import type { Tensor } from '../nn/tensor.ts';
import { expectThat, InterchangeError, isCount, isRecord, shown } from './interchange-error.ts';
import type { ActivationName } from '../settings/choices.ts';

/** A network with its weights: what the files hold. */
export interface Model {
  /** Also how it was trained, and from which seed. */
  readonly specification: NetworkSpecification;
  /** As `lib/nn` names and shapes them: weights [inputs, outputs], biases [outputs]. */
  readonly weights: readonly Tensor[];
  /** Images trained on, where that is known. */
  readonly imagesSeen?: number | undefined;
}

/** A model from a file. */
export interface ReadModel extends Model {
  /** What the file does not say and was assumed, in plain words; empty when it says all. */
  readonly assumed: readonly string[];
}

/** What to take where a file does not say. */
export interface Assumptions {
  /** Activation between two layers where something stands between them. */
  readonly hidden?: ActivationName;
}

/** One dense layer of a file. */
export interface FileLayer {
  readonly weight: Float32Array<ArrayBuffer>; // [inputs, outputs]
  readonly bias: Float32Array<ArrayBuffer> | null; // [outputs]
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: ActivationName;
  /** How errors call it, such as `layer 2 (3.weight)`. */
  readonly called: string;
}

/** The most numbers that a model may have: 64 MB. */
export const MOST_NUMBERS = 2 ** 24;

/** The kernels of one convolution of a file. */
export interface FileConvolution {
  readonly weight: Float32Array<ArrayBuffer>; // [filters, channels, size, size]
  readonly bias: Float32Array<ArrayBuffer>; // [filters]
  readonly shape: readonly number[];
  /** How errors call it, such as `0.weight`. */
  readonly called: string;
}

/** Throws an InterchangeError unless every layer takes what the one before it gives. */
export function expectChain(layers: readonly FileLayer[]): void {
  expectThat(layers.length > 0, 'layers', 'at least one', () => 'none');
  layers.forEach(({ called, inputs, outputs, bias }, index) => {
    expectThat(
      inputs > 0 && outputs > 0,
      called,
      'at least one input and one output',
      () => `${inputs} and ${outputs}`,
    );
    const before = layers[index - 1];
    if (before)
      expectThat(
        inputs === before.outputs,
        called,
        `${before.outputs} inputs, the outputs of the layer before`,
        () => `${inputs}`,
      );
    if (bias) expectThat(bias.length === outputs, `${called}, bias`, `[${outputs}]`, () => `[${bias.length}]`);
  });
  const numbers = layers.reduce((sum, { weight, bias }) => sum + weight.length + (bias?.length ?? 0), 0);
  expectThat(numbers <= MOST_NUMBERS, 'weights', `at most ${MOST_NUMBERS} numbers`, () => `${numbers}`);
}

/** The tensors of these layers under the names of `lib/nn`. */
export function weightsOf(
  { convolutions = [], layers: said }: Pick<NetworkSpecification, 'convolutions' | 'layers'>,
  layers: readonly FileLayer[],
  kernels: readonly FileConvolution[] = [],
): Tensor[] {
  const positions = positionsOf({ convolutions, layers: said });
  const named = (
    position: number,
    shape: readonly number[],
    weight: Float32Array<ArrayBuffer>,
    bias: Float32Array<ArrayBuffer> | null,
  ): Tensor[] => {
    const tensor: Tensor = { name: `${position}.weight`, shape, values: weight };
    return bias ? [tensor, { name: `${position}.bias`, shape: [bias.length], values: bias }] : [tensor];
  };
  return [
    ...kernels.flatMap(({ shape, weight, bias }, index) => named(positions.convolutions[index]!, shape, weight, bias)),
    ...layers.flatMap(({ weight, bias, inputs, outputs }, index) =>
      named(positions.layers[index]!, [inputs, outputs], weight, bias),
    ),
  ];
}

/** The training that a file says nothing of: it has no say in how a network judges. */
const UNSAID = {
  optimizer: { name: 'sgd', learningRate: 0.01 },
  initialization: 'pytorch',
  batchSize: 1,
  order: 'file',
  seed: 0,
} as const;

/** A specification for layers of which a file gives only shapes and activations. */
export function specificationOf(layers: readonly FileLayer[]): NetworkSpecification {
  const last = layers.at(-1)!;
  return {
    inputs: layers[0]!.inputs,
    layers: layers.map(({ outputs, activation, bias }) => ({ units: outputs, activation, bias: bias !== null })),
    loss:
      last.activation === 'logSoftmax'
        ? 'negativeLogLikelihood'
        : last.activation === 'identity'
          ? 'crossEntropy'
          : 'squaredError',
    ...UNSAID,
  };
}

/** How many images a file says that its model was trained on. */
export function checkedImagesSeen(part: string, value: unknown): { readonly imagesSeen?: number } {
  if (value === undefined) return {};
  expectThat(isCount(value), part, 'a whole number', () => shown(value));
  return { imagesSeen: value };
}

/** A specification from a file's own text, which must be valid and fit the shapes of its layers. */
export function checkedSpecification(
  part: string,
  value: unknown,
  layers: readonly FileLayer[],
  kernels: readonly FileConvolution[] = [],
): NetworkSpecification {
  expectThat(isRecord(value), part, 'an object', () => shown(value));
  const specification = value as unknown as NetworkSpecification;
  try {
    validateSpecification(specification);
  } catch (error) {
    throw new InterchangeError(part, 'a network of this book', error instanceof Error ? error.message : String(error));
  }
  const wordsOf = (inputs: number, units: readonly { readonly units: number; readonly bias: boolean }[]): string =>
    `${[inputs, ...units.map(({ units: count, bias }) => `${count}${bias ? '' : ' without bias'}`)].join('-')}`;
  const shapes = (all: readonly (readonly number[])[]): string =>
    all.map((shape) => `[${shape.join(', ')}]`).join(', ') || 'none';
  const saidKernels = shapes(
    convolutionShapes(specification).map(({ filters, channels, size }) => [filters, channels, size, size]),
  );
  const kernelsThere = shapes(kernels.map(({ shape }) => shape));
  expectThat(saidKernels === kernelsThere, 'kernels', `${saidKernels}, as the ${part} says`, () => kernelsThere);
  const said = wordsOf(denseInputs(specification), specification.layers);
  const there = wordsOf(
    layers[0]!.inputs,
    layers.map(({ outputs, bias }) => ({ units: outputs, bias: bias !== null })),
  );
  expectThat(said === there, 'weights', `${said}, as the ${part} says`, () => there);
  return specification;
}
