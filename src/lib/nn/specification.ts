import type { ActivationName } from './activations.ts';
import type { InitializationName } from './initializations.ts';
import type { LossName } from './losses.ts';
import type { OptimizerSpecification } from './optimizers.ts';

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
