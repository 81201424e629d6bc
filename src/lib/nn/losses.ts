import { logSumExp } from './activations.ts';
import type { LossName } from '../settings/choices.ts';
import { choose } from '../settings/choose.ts';

/**
 * How wrong one image's outputs are. Both functions work on its row: the `units` numbers from index `from`.
 * `label` is the right answer's index.
 */
export interface Loss {
  value(outputs: Float32Array, label: number, from: number, units: number): number;
  /** Writes the gradient of the loss by each output into `delta`. */
  derivative(delta: Float32Array, outputs: Float32Array, label: number, from: number, units: number): void;
}

export const losses = {
  /**
   * E = Σ_j (ŷ_j - y_j)² with δ = ŷ - y, where y is 1 at the label and 0 elsewhere.
   * The derivative's factor 2 goes into the learning rate, as in the delta rule.
   */
  squaredError: {
    value(outputs, label, from, units) {
      let sum = 0;
      for (let j = 0; j < units; j++) {
        const difference = outputs[from + j]! - (j === label ? 1 : 0);
        sum += difference * difference;
      }
      return sum;
    },
    derivative(delta, outputs, label, from, units) {
      for (let j = 0; j < units; j++) delta[from + j] = outputs[from + j]! - (j === label ? 1 : 0);
    },
  },
  /** Over scores (no activation): E = -log p_label with p = softmax(ŷ), δ = p - y. PyTorch's `CrossEntropyLoss`. */
  crossEntropy: {
    value(outputs, label, from, units) {
      return logSumExp(outputs, from, units) - outputs[from + label]!;
    },
    derivative(delta, outputs, label, from, units) {
      const total = logSumExp(outputs, from, units);
      for (let j = 0; j < units; j++) delta[from + j] = Math.exp(outputs[from + j]! - total) - (j === label ? 1 : 0);
    },
  },
  /**
   * Over log-probabilities (activation `logSoftmax`): E = -ŷ_label, δ = -y. PyTorch's `NLLLoss`.
   * Over plain probabilities (activation `softmax`) it runs too, and then E = -p_label: nothing blows up, but
   * a wrong answer hardly counts and the network learns badly. That is the bug of chapter 9.
   */
  negativeLogLikelihood: {
    value(outputs, label, from) {
      return -outputs[from + label]!;
    },
    derivative(delta, _outputs, label, from, units) {
      for (let j = 0; j < units; j++) delta[from + j] = j === label ? -1 : 0;
    },
  },
} satisfies Record<LossName, Loss>;

/** The loss with this name; an unknown name is an error that lists the known ones. */
export const lossNamed = (name: LossName): Loss => choose('loss', losses, name);
