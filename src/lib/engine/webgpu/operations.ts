import * as tf from '@tensorflow/tfjs-core';
import { LEAK } from '../../nn/activations.ts';
import { memoriesOf, type OptimizerSpecification } from '../../nn/optimizers.ts';
import type { ActivationName, LossName, OptimizerName } from '../../settings/choices.ts';

/** a = f(z), z [batch, units] or [batch, side, side, filters]; TensorFlow.js derives the slope. */
export const activations: Readonly<Record<ActivationName, <T extends tf.Tensor>(z: T) => T>> = {
  identity: (z) => z,
  sigmoid: (z) => tf.sigmoid(z),
  tanh: (z) => tf.tanh(z),
  relu: (z) => tf.relu(z),
  leakyRelu: (z) => tf.leakyRelu(z, LEAK),
  softmax: (z) => tf.softmax(z),
  logSoftmax: (z) => tf.logSoftmax(z),
};

/**
 * What is made small, summed over the rows: `outputs` and the one-hot `labels` are [rows, units].
 * The squared error is halved here, so that its gradient is δ = ŷ - y as in `lib/nn`.
 */
export const objectives: Readonly<Record<LossName, (outputs: tf.Tensor2D, labels: tf.Tensor2D) => tf.Scalar>> = {
  squaredError: (outputs, labels) => tf.mul(0.5, tf.sum(tf.squaredDifference(outputs, labels))),
  crossEntropy: (outputs, labels) => tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(outputs)))),
  negativeLogLikelihood: (outputs, labels) => tf.neg(tf.sum(tf.mul(labels, outputs))),
};

/** One tensor's values and what the optimizer remembers about them. */
export interface Optimized {
  readonly values: tf.Tensor;
  readonly memories: readonly tf.Tensor[];
}

type OptimizerNamed<Name extends OptimizerName> = Extract<OptimizerSpecification, { readonly name: Name }>;

/** The formulas of `lib/nn`; `step` counts the updates from 1. */
type Update<Name extends OptimizerName> = (
  settings: OptimizerNamed<Name>,
  gradient: tf.Tensor,
  from: Optimized,
  step: number,
) => Optimized;

const moved = (values: tf.Tensor, rate: number, change: tf.Tensor): tf.Tensor => tf.sub(values, tf.mul(rate, change));
const mixed = (share: number, memory: tf.Tensor, value: tf.Tensor): tf.Tensor =>
  tf.add(tf.mul(share, memory), tf.mul(1 - share, value));

const updates: { readonly [Name in OptimizerName]: Update<Name> } = {
  /** w ← w - η g */
  sgd: ({ learningRate: eta }, gradient, { values }) => ({ values: moved(values, eta, gradient), memories: [] }),
  /** v ← μ v + g, then w ← w - η v */
  momentum({ learningRate: eta, momentum: mu }, gradient, { values, memories }) {
    const velocity = tf.add(tf.mul(mu, memories[0]!), gradient);
    return { values: moved(values, eta, velocity), memories: [velocity] };
  },
  /** v ← μ v + g, then w ← w - η (g + μ v) */
  nesterov({ learningRate: eta, momentum: mu }, gradient, { values, memories }) {
    const velocity = tf.add(tf.mul(mu, memories[0]!), gradient);
    return { values: moved(values, eta, tf.add(gradient, tf.mul(mu, velocity))), memories: [velocity] };
  },
  /** m ← β1 m + (1 - β1) g, v ← β2 v + (1 - β2) g², then w ← w - η m̂ / (√v̂ + ε) */
  adam({ learningRate: eta, beta1, beta2, epsilon }, gradient, { values, memories: [m, v] }, step) {
    const mean = mixed(beta1, m!, gradient);
    const square = mixed(beta2, v!, tf.square(gradient));
    const root = tf.add(tf.div(tf.sqrt(square), Math.sqrt(1 - beta2 ** step)), epsilon);
    return { values: moved(values, eta / (1 - beta1 ** step), tf.div(mean, root)), memories: [mean, square] };
  },
  /** v ← ρ v + (1 - ρ) g², then w ← w - η g / (√v + ε) */
  rmsprop({ learningRate: eta, decay, epsilon }, gradient, { values, memories }) {
    const square = mixed(decay, memories[0]!, tf.square(gradient));
    return { values: moved(values, eta, tf.div(gradient, tf.add(tf.sqrt(square), epsilon))), memories: [square] };
  },
};

/** A tensor before its first update: its values, and memories of zero. */
export function startOptimizing(specification: OptimizerSpecification, values: tf.Tensor): Optimized {
  return { values, memories: Array.from({ length: memoriesOf(specification) }, () => tf.zeros(values.shape)) };
}

/** One update of one tensor; what it takes stays as it is. */
export function optimize<Name extends OptimizerName>(
  specification: OptimizerNamed<Name>,
  gradient: tf.Tensor,
  from: Optimized,
  step: number,
): Optimized {
  return updates[specification.name as Name](specification, gradient, from, step);
}
