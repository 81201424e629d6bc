import * as tf from 'tf';

/** The mean cross-entropy of a batch: one number, as a tensor. */
export function loss(
  images: tf.Tensor, // [n, inputs]
  labels: tf.Tensor, // [n, outputs], one-hot
  weights1: tf.Tensor, // [inputs, hidden]
  bias1: tf.Tensor, // [hidden]
  weights2: tf.Tensor, // [hidden, outputs]
  bias2: tf.Tensor, // [outputs]
): tf.Tensor {
  const sums = tf.add(tf.matMul(images, weights1), bias1);
  const hidden = tf.relu(sums); // [n, hidden]
  const scores = tf.add(tf.matMul(hidden, weights2), bias2);
  const right = tf.mul(labels, tf.softmax(scores));
  return tf.neg(tf.mean(tf.sum(right, 1)));
}

/** Its gradients, in the order of weights: four tensors. */
export function gradients(
  images: tf.Tensor,
  labels: tf.Tensor,
  weights: tf.Tensor[], // weights1, bias1, weights2, bias2
): tf.Tensor[] {
  const f = (...[w1, b1, w2, b2]: tf.Tensor[]) =>
    loss(images, labels, w1, b1, w2, b2);
  return tf.grads(f)(weights);
}
