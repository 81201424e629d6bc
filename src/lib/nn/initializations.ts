import type { InitializationName } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';
import type { RandomState } from './random.ts';

/** The first value of one weight, or of one bias, of a layer with `inputs` inputs and `outputs` outputs. */
type FirstValue = (random: RandomState, inputs: number, outputs: number) => number;

/** Where training starts. Weights are drawn row by row, from input 0 to all outputs, then input 1, and so on. */
export interface Initialization {
  readonly weight: FirstValue;
  readonly bias: FirstValue;
}

const zero: FirstValue = () => 0;
/** Normal with mean 0 and this variance. Keras cuts its normals off at two standard deviations and draws again; these are plain, as PyTorch's. */
const normalOf =
  (variance: (inputs: number, outputs: number) => number): FirstValue =>
  (random, inputs, outputs) =>
    random.standardNormal() * Math.sqrt(variance(inputs, outputs));
/** Uniform with mean 0 and this variance: within ±√(3 · variance). */
const uniformOf =
  (variance: (inputs: number, outputs: number) => number): FirstValue =>
  (random, inputs, outputs) => {
    const bound = Math.sqrt(3 * variance(inputs, outputs));
    return random.uniform(-bound, bound);
  };
/** He's variance, for ReLU: 2 / inputs. */
const he = (inputs: number): number => 2 / inputs;
/** Glorot's variance, for units that are nearly linear: 2 / (inputs + outputs). */
const glorot = (inputs: number, outputs: number): number => 2 / (inputs + outputs);
const glorotUniform: Initialization = { weight: uniformOf(glorot), bias: zero };
const withinRootOfInputs: FirstValue = (random, inputs) =>
  random.uniform(-1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs));

export const initializations = {
  /** All zero. */
  zeros: { weight: zero, bias: zero },
  /** Uniform in [0, 1), as NumPy's `rand`; biases zero. */
  uniform01: { weight: (random) => random.randomSample(), bias: zero },
  /** Mean 0, standard deviation 1, as NumPy's `randn`; biases zero. */
  normal: { weight: (random) => random.standardNormal(), bias: zero },
  /** What PyTorch's `nn.Linear` does: weights and biases uniform within ±1/√inputs. */
  pytorch: { weight: withinRootOfInputs, bias: withinRootOfInputs },
  /** What Keras's `Dense` does: Glorot uniform. */
  keras: glorotUniform,
  /** Standard deviation √(2 / inputs), PyTorch's `kaiming_normal_(nonlinearity='relu')`; biases zero. */
  heNormal: { weight: normalOf(he), bias: zero },
  /** Within ±√(6 / inputs), PyTorch's `kaiming_uniform_(nonlinearity='relu')`, Keras's `HeUniform`; biases zero. */
  heUniform: { weight: uniformOf(he), bias: zero },
  /** Standard deviation √(2 / (inputs + outputs)), PyTorch's `xavier_normal_`; biases zero. */
  glorotNormal: { weight: normalOf(glorot), bias: zero },
  /** Within ±√(6 / (inputs + outputs)), PyTorch's `xavier_uniform_`, Keras's `GlorotUniform`; biases zero. */
  glorotUniform,
} satisfies Record<InitializationName, Initialization>;

/** The initialisation with this name; an unknown name is an error that lists the known ones. */
export const initializationNamed = (name: InitializationName): Initialization =>
  choose('initialization', initializations, name);
