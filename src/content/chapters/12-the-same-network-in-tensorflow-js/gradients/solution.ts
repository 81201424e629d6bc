import * as tf from 'tf';
import { random } from 'lab';
import type { Matrix } from 'lab';

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
  const right = tf.mul(labels, tf.logSoftmax(scores));
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

/** Chapter 7's backward pass, for a batch. */
function byHand(x: Matrix, y: Matrix, [W1, b1, W2, b2]: Matrix[]) {
  const [units, outputs] = [b1[0].length, b2[0].length];
  const dW1 = W1.map((row) => row.map(() => 0));
  const db1 = new Float32Array(units);
  const dW2 = W2.map((row) => row.map(() => 0));
  const db2 = new Float32Array(outputs);
  x.forEach((image, n) => {
    const h = b1[0].map((b, j) =>
      Math.max(0, image.reduce((s, v, i) => s + v * W1[i][j], b)));
    const powers = b2[0].map((b, k) =>
      Math.exp(h.reduce((s, v, j) => s + v * W2[j][k], b)));
    const total = powers.reduce((a, b) => a + b);
    const delta2 = powers.map(
      (power, k) => (power / total - y[n][k]) / x.length);
    const delta1 = h.map((value, j) => value > 0
      ? delta2.reduce((s, d, k) => s + d * W2[j][k], 0) : 0);
    delta2.forEach((d, k) => { db2[k] += d; });
    delta1.forEach((d, j) => { db1[j] += d; });
    h.forEach((v, j) =>
      delta2.forEach((d, k) => { dW2[j][k] += v * d; }));
    image.forEach((v, i) =>
      delta1.forEach((d, j) => { dW1[i][j] += v * d; }));
  });
  return [dW1, [db1], dW2, [db2]];
}

// Try it: the same weights, by hand and by TensorFlow.js.
const numbers = random(12);
const x = numbers.rand(20, 30);
const y = x.map((_, n) =>
  Float32Array.from({ length: 10 }, (_, k) => Number(k === n % 10)));
const all = [[30, 8], [1, 8], [8, 10], [1, 10]].map(
  ([rows, columns]) => numbers.randn(rows, columns));
const tensor = (rows: Matrix) =>
  tf.tensor2d(rows.map((row) => [...row]));
const tensors = all.map((rows, k) =>
  k % 2 ? tf.reshape(tensor(rows), [rows[0].length]) : tensor(rows));

const theirs = gradients(tensor(x), tensor(y), tensors);
const yours = byHand(x, y, all);
for (const [k, name] of ['W1', 'b1', 'W2', 'b2'].entries()) {
  const values = theirs[k] ? await theirs[k].data() : [];
  const own = yours[k].flatMap((row) => [...row]);
  const apart = own.map((v, i) => Math.abs(v - values[i]));
  console.log(name, 'largest difference', Math.max(...apart));
}
