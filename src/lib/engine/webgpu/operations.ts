import * as tf from '@tensorflow/tfjs-core';
import { LEAK, type ActivationName } from '../../nn/activations.ts';
import type { LossName } from '../../nn/losses.ts';
import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { OwnOptimizerName } from './unsupported.ts';

/** a = f(z), z [batch, units]; TensorFlow.js derives the slope. */
export const activations: Readonly<Record<ActivationName, (z: tf.Tensor2D) => tf.Tensor2D>> = {
  identity: (z) => z,
  sigmoid: (z) => tf.sigmoid(z),
  tanh: (z) => tf.tanh(z),
  relu: (z) => tf.relu(z),
  leakyRelu: (z) => tf.leakyRelu(z, LEAK),
  softmax: (z) => tf.softmax(z),
  logSoftmax: (z) => tf.logSoftmax(z),
};

/**
 * What is made small, a mean over the batch: `outputs` and the one-hot `labels` are [batch, units].
 * The squared error is halved here, so that its gradient is δ = ŷ - y as in `lib/nn`.
 */
export const objectives: Readonly<Record<LossName, (outputs: tf.Tensor2D, labels: tf.Tensor2D) => tf.Scalar>> = {
  squaredError: (outputs, labels) => meanOverRows(tf.mul(0.5, tf.squaredDifference(outputs, labels))),
  crossEntropy: (outputs, labels) => meanOverRows(tf.neg(tf.mul(labels, tf.logSoftmax(outputs)))),
  negativeLogLikelihood: (outputs, labels) => meanOverRows(tf.neg(tf.mul(labels, outputs))),
};

const meanOverRows = (values: tf.Tensor): tf.Scalar => tf.div(tf.sum(values), values.shape[0]!);

/** One tensor's values and what the optimizer remembers about them. */
export interface Optimized {
  readonly values: tf.Tensor;
  readonly memories: readonly tf.Tensor[];
}

type OptimizerNamed<Name extends OwnOptimizerName> = Extract<OptimizerSpecification, { readonly name: Name }>;

interface Optimizer<Name extends OwnOptimizerName> {
  /** How many numbers it remembers for each weight. */
  readonly memories: number;
  update(settings: OptimizerNamed<Name>, gradient: tf.Tensor, from: Optimized): Optimized;
}

export const optimizers: { readonly [Name in OwnOptimizerName]: Optimizer<Name> } = {
  /** w ← w - η g */
  sgd: {
    memories: 0,
    update: ({ learningRate: eta }, gradient, { values }) => ({ values: tf.sub(values, tf.mul(eta, gradient)), memories: [] }),
  },
  /** v ← μ v + g, then w ← w - η v */
  momentum: {
    memories: 1,
    update({ learningRate: eta, momentum: mu }, gradient, { values, memories }) {
      const velocity = tf.add(tf.mul(mu, memories[0]!), gradient);
      return { values: tf.sub(values, tf.mul(eta, velocity)), memories: [velocity] };
    },
  },
};

/** The optimizer of a specification, which is one of its own, with its settings filled in. */
export function optimizerOf(specification: OptimizerSpecification): { memories: number; update: (gradient: tf.Tensor, from: Optimized) => Optimized } {
  const { memories, update } = optimizers[specification.name as OwnOptimizerName] as Optimizer<OwnOptimizerName>;
  return { memories, update: (gradient, from) => update(specification as OptimizerNamed<OwnOptimizerName>, gradient, from) };
}
