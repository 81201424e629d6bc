import { choose } from './choose.ts';
import type { RandomState } from './random.ts';

/** The first value of one weight, or of one bias, of a layer with `inputs` inputs and `outputs` outputs. */
type FirstValue = (random: RandomState, inputs: number, outputs: number) => number;

/** Where training starts. Weights are drawn row by row, from input 0 to all outputs, then input 1, and so on. */
export interface Initialization {
  readonly weight: FirstValue;
  readonly bias: FirstValue;
}

const zero: FirstValue = () => 0;
const withinRootOfInputs: FirstValue = (random, inputs) => random.uniform(-1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs));

export const initializations = {
  /** All zero. */
  zeros: { weight: zero, bias: zero },
  /** Uniform in [0, 1), as NumPy's `rand`; biases zero. */
  uniform01: { weight: (random) => random.randomSample(), bias: zero },
  /** Mean 0, standard deviation 1, as NumPy's `randn`; biases zero. */
  normal: { weight: (random) => random.standardNormal(), bias: zero },
  /** What PyTorch's `nn.Linear` does: weights and biases uniform within ±1/√inputs. */
  pytorch: { weight: withinRootOfInputs, bias: withinRootOfInputs },
  /** What Keras's `Dense` does (Glorot uniform): weights within ±√(6 / (inputs + outputs)); biases zero. */
  keras: {
    weight: (random, inputs, outputs) => {
      const bound = Math.sqrt(6 / (inputs + outputs));
      return random.uniform(-bound, bound);
    },
    bias: zero,
  },
} satisfies Record<string, Initialization>;

export type InitializationName = keyof typeof initializations;

/** The initialisation with this name; an unknown name is an error that lists the known ones. */
export const initializationNamed = (name: InitializationName): Initialization =>
  choose('initialization', initializations, name);
