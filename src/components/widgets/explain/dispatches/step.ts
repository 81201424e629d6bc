import type * as tfjs from '@tensorflow/tfjs-core';

/** What one step learns from. */
interface Batch {
  readonly count: number;
  readonly x: Float32Array; // [count, 784]
  readonly labels: Float32Array; // [count, 10], one-hot
}

/**
 * A step of S2's network as users of TensorFlow.js write it: `optimizer.minimize` on a loss, which is read back.
 * The sandbox runs this file as text, so it imports nothing but types.
 */
export function stepInTensorFlow(tf: typeof tfjs): (batch: Batch) => Promise<number> {
  const variable = (...shape: number[]): tfjs.Variable => tf.variable(tf.randomUniform(shape, -0.03, 0.03));
  const [w1, b1, w2, b2] = [variable(784, 490), variable(490), variable(490, 10), variable(10)];
  const momentum = tf.train.momentum(0.003, 0.9);
  return async ({ count, x, labels }) => {
    const loss = tf.tidy(() =>
      momentum.minimize(() => {
        const hidden = tf.leakyRelu(tf.add(tf.matMul(tf.tensor2d(x, [count, 784]), w1!), b1!), 0.01); // [count, 490]
        const outputs = tf.logSoftmax(tf.add(tf.matMul(hidden, w2!), b2!)); // [count, 10]
        return tf.neg(tf.div(tf.sum(tf.mul(tf.tensor2d(labels, [count, 10]), outputs)), count));
      }, true)!,
    );
    const [value] = await loss.data();
    loss.dispose();
    return value!;
  };
}
