import { activations, type ActivationName } from './activations.ts';
import { choose } from './choose.ts';
import { initializations, type InitializationName } from './initializations.ts';
import { losses, type LossName } from './losses.ts';
import { validateOptimizer, type OptimizerSpecification } from './optimizers.ts';

/** A dense layer: every input is joined to every unit by one weight. */
export interface DenseLayerSpecification {
  readonly units: number;
  readonly activation: ActivationName;
  readonly bias: boolean;
}

/** All that decides a training run, save the images: the same specification and seed give the same result. */
export interface NetworkSpecification {
  /** Number of inputs: 784 for MNIST. */
  readonly inputs: number;
  readonly layers: readonly DenseLayerSpecification[];
  readonly loss: LossName;
  readonly optimizer: OptimizerSpecification;
  readonly initialization: InitializationName;
  readonly batchSize: number;
  /** `file` takes the images as the data set has them; `shuffled` in a new random order each epoch. */
  readonly order: 'file' | 'shuffled';
  /** Seed of the MT19937 generator, 0 to 2^32 - 1, as NumPy's `RandomState(seed)`. */
  readonly seed: number;
}

function expectCount(thing: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw new RangeError(`${thing}: expected a whole number of at least 1, got ${String(value)}`);
  }
}

/** Throws a RangeError that names the first thing wrong, what it should be and what it is. */
export function validateSpecification(specification: NetworkSpecification): void {
  expectCount('inputs', specification.inputs);
  if (!Array.isArray(specification.layers) || specification.layers.length === 0) {
    throw new RangeError('layers: expected at least one, got none');
  }
  specification.layers.forEach((layer: DenseLayerSpecification | null, index) => {
    if (!layer) throw new RangeError(`layer ${index + 1}: expected units, activation and bias; got ${String(layer)}`);
    expectCount(`layer ${index + 1}, units`, layer.units);
    choose(`layer ${index + 1}, activation`, activations, layer.activation);
    if (typeof layer.bias !== 'boolean') {
      throw new RangeError(`layer ${index + 1}, bias: expected true or false, got ${String(layer.bias)}`);
    }
  });
  choose('loss', losses, specification.loss);
  validateOptimizer(specification.optimizer);
  choose('initialization', initializations, specification.initialization);
  expectCount('batchSize', specification.batchSize);
  choose('order', { file: true, shuffled: true }, specification.order);
  if (!Number.isInteger(specification.seed) || specification.seed < 0 || specification.seed > 0xffff_ffff) {
    throw new RangeError(`seed: expected a whole number from 0 to 4294967295, got ${String(specification.seed)}`);
  }
}
