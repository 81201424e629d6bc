import { ACTIVATIONS, type ActivationName } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';
import {
  DROPOUT,
  expectField,
  fieldEntries,
  SPECIFICATION_FIELDS,
  type SpecificationSettings,
} from '../settings/fields.ts';
import { expectWithin, type Range } from '../settings/range.ts';
import { validateOptimizer, type OptimizerSpecification } from './optimizers.ts';
import { convolutionShapes } from './shapes.ts';

/** A dense layer: every input is joined to every unit by one weight. */
export interface DenseLayerSpecification {
  readonly units: number;
  readonly activation: ActivationName;
  readonly bias: boolean;
  /**
   * The share p of this layer's outputs that is set to zero while training, 0 to below 1; the others are multiplied
   * by 1 / (1 - p). Which ones: `DropoutMasks`. Default 0; the last layer can drop nothing.
   */
  readonly dropout?: number;
}

/** A convolution: the same small kernels are laid on every place of a picture where they fit. It has biases. */
export interface ConvolutionSpecification {
  /** Kernels, each of which gives a picture of its own. */
  readonly filters: number;
  /** Width and height of a kernel; it goes over the picture one place at a time. */
  readonly size: number;
  /** One that looks at each number alone: softmax and logSoftmax do not. */
  readonly activation: ActivationName;
  /** Of each window of pool x pool numbers, side by side, the largest goes on; 1 leaves all. */
  readonly pool: number;
}

/**
 * All that decides a training run, save the images: the same specification and seed give the same result. Its
 * settings that are a number or a name each are in the table of `lib/settings`.
 */
export interface NetworkSpecification extends SpecificationSettings {
  /** Number of inputs: 784 for MNIST. */
  readonly inputs: number;
  /** Layers before the dense ones; the inputs are then a square picture, row by row. Default none. */
  readonly convolutions?: readonly ConvolutionSpecification[];
  readonly layers: readonly DenseLayerSpecification[];
  readonly optimizer: OptimizerSpecification;
}

const COUNT: Range = { least: 1, whole: true };
const expectCount = (thing: string, value: unknown): void => expectWithin(thing, value, COUNT);

function validateLayer(layer: DenseLayerSpecification | null, number: number, isLast: boolean): void {
  if (!layer) throw new RangeError(`layer ${number}: expected units, activation and bias; got ${String(layer)}`);
  expectCount(`layer ${number}, units`, layer.units);
  choose(`layer ${number}, activation`, ACTIVATIONS, layer.activation);
  if (typeof layer.bias !== 'boolean') {
    throw new RangeError(`layer ${number}, bias: expected true or false, got ${String(layer.bias)}`);
  }
  const { dropout = 0 } = layer;
  expectWithin(`layer ${number}, dropout`, dropout, DROPOUT.range);
  if (isLast && dropout > 0)
    throw new RangeError(
      `layer ${number}, dropout: expected 0 on the last layer, whose outputs are the answer; got ${dropout}`,
    );
}

/** The most numbers that a convolution may make of one image. */
const MOST_OUTPUTS = 2 ** 16;

function validateConvolution(layer: ConvolutionSpecification | null, called: string): void {
  if (!layer) throw new RangeError(`${called}: expected filters, size, activation and pool; got ${String(layer)}`);
  expectCount(`${called}, filters`, layer.filters);
  expectCount(`${called}, size`, layer.size);
  const { softmax: _, logSoftmax: __, ...elementwise } = ACTIVATIONS;
  choose(`${called}, activation`, elementwise, layer.activation);
  expectCount(`${called}, pool`, layer.pool);
}

function validateConvolutions({ inputs, convolutions = [] }: NetworkSpecification): void {
  if (!Array.isArray(convolutions)) throw new RangeError(`convolutions: expected a list, got ${String(convolutions)}`);
  if (convolutions.length > 0 && !Number.isInteger(Math.sqrt(inputs))) {
    throw new RangeError(
      `inputs: expected a square number, such as 784 for 28 x 28, before a convolution; got ${inputs}`,
    );
  }
  convolutions.forEach((layer, index) => validateConvolution(layer, `convolution ${index + 1}`));
  convolutionShapes({ inputs, convolutions }).forEach(({ side, filters, size, outputSide, pool }, index) => {
    const called = `convolution ${index + 1}`;
    if (size > side)
      throw new RangeError(
        `${called}, size: expected at most ${side}, the side of its ${side} x ${side} inputs; got ${size}`,
      );
    if (pool > outputSide)
      throw new RangeError(
        `${called}, pool: expected at most ${outputSide}, the side of its ${outputSide} x ${outputSide} outputs; got ${pool}`,
      );
    const outputs = filters * outputSide ** 2;
    if (outputs > MOST_OUTPUTS)
      throw new RangeError(
        `${called}, filters: expected at most ${MOST_OUTPUTS} outputs in all, got ${filters} x ${outputSide} x ${outputSide} = ${outputs}`,
      );
  });
}

/** Throws a RangeError that names the first thing wrong, what it should be and what it is. */
export function validateSpecification(specification: NetworkSpecification): void {
  expectCount('inputs', specification.inputs);
  validateConvolutions(specification);
  if (!Array.isArray(specification.layers) || specification.layers.length === 0) {
    throw new RangeError('layers: expected at least one, got none');
  }
  specification.layers.forEach((layer, index) =>
    validateLayer(layer, index + 1, index === specification.layers.length - 1),
  );
  for (const [name, field] of fieldEntries(SPECIFICATION_FIELDS)) expectField(name, field, specification[name]);
  validateOptimizer(specification.optimizer);
}
