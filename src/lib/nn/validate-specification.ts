import { ACTIVATIONS } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';
import { DROPOUT, expectField, fieldEntries, SPECIFICATION_FIELDS } from '../settings/fields.ts';
import { isDataSetId } from '../settings/own-data.ts';
import { expectWithin, type Range } from '../settings/range.ts';
import { validateOptimizer } from './optimizers.ts';
import { convolutionShapes } from './shapes.ts';
import type { ConvolutionSpecification, DenseLayerSpecification, NetworkSpecification } from './specification.ts';

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
      `inputs: expected a square number, such as 144 for 12 x 12, before a convolution; got ${inputs}`,
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
  for (const [name, field] of fieldEntries(SPECIFICATION_FIELDS))
    if (name !== 'data' || !isDataSetId(specification.data)) expectField(name, field, specification[name]);
  validateOptimizer(specification.optimizer);
}

/** Whether `value`, which may be anything, is a specification that a network can be made from. */
export function isSpecification(value: unknown): value is NetworkSpecification {
  try {
    validateSpecification(value as NetworkSpecification);
    return true;
  } catch {
    return false;
  }
}
