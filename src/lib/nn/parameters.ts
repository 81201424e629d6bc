import { initializationNamed } from './initializations.ts';
import type { RandomState } from './random.ts';
import { convolutionShapes, denseInputs, positionsOf } from './shapes.ts';
import type { NetworkSpecification } from './specification.ts';
import { zeros, type Tensor } from './tensor.ts';
import { validateSpecification } from './validate-specification.ts';

/** The weights of one layer, and its biases if it has any. */
export interface LayerParameters {
  readonly weight: Tensor;
  readonly bias: Tensor | null;
}

/** A layer's parameters before anything is drawn. */
interface Shaped {
  /** The layer's place in PyTorch's `nn.Sequential`, where activations count too. */
  readonly position: number;
  readonly shape: readonly number[];
  readonly biases: number;
  /** How many numbers one output sees, and how many outputs one input serves: what the first values go by. */
  readonly inputs: number;
  readonly outputs: number;
}

function shapedOf(specification: NetworkSpecification): Shaped[] {
  const { layers } = specification;
  const positions = positionsOf(specification);
  let inputs = denseInputs(specification);
  return [
    ...convolutionShapes(specification).map(({ channels, filters, size }, l) => ({
      position: positions.convolutions[l]!,
      shape: [filters, channels, size, size],
      biases: filters,
      inputs: channels * size ** 2,
      outputs: filters * size ** 2,
    })),
    ...layers.map(({ units, bias }, l) => {
      const before = inputs;
      inputs = units;
      const position = positions.layers[l]!;
      return { position, shape: [before, units], biases: bias ? units : 0, inputs: before, outputs: units };
    }),
  ];
}

/**
 * What training starts from, first layer first, drawn from `random`: of each layer the weights in the order of their
 * tensor (row by row; of a convolution kernel by kernel, channel by channel), then the biases.
 * Throws a RangeError that names what is wrong with the specification, before anything is made.
 */
export function drawLayers(specification: NetworkSpecification, random: RandomState): readonly LayerParameters[] {
  validateSpecification(specification);
  const initialization = initializationNamed(specification.initialization);
  return shapedOf(specification).map(({ position, shape, biases, inputs, outputs }) => {
    const weight = zeros(`${position}.weight`, shape);
    const bias = biases > 0 ? zeros(`${position}.bias`, [biases]) : null;
    const weights = weight.values;
    for (let k = 0; k < weights.length; k++) weights[k] = initialization.weight(random, inputs, outputs);
    const b = bias?.values ?? [];
    for (let j = 0; j < b.length; j++) b[j] = initialization.bias(random, inputs, outputs);
    return { weight, bias };
  });
}

/** Every weight matrix and bias vector, first layer first. */
export const parametersOf = (layers: readonly LayerParameters[]): readonly Tensor[] =>
  layers.flatMap(({ weight, bias }) => (bias ? [weight, bias] : [weight]));

/** The parameters of a network as training starts from them: `drawLayers` in one list. */
export const drawParameters = (specification: NetworkSpecification, random: RandomState): readonly Tensor[] =>
  parametersOf(drawLayers(specification, random));
