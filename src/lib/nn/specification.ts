import type { ActivationName } from '../settings/choices.ts';
import type { SpecificationSettings } from '../settings/fields.ts';
import type { OptimizerSpecification } from './optimizers.ts';

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
