import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import * as tf from 'tf';

type Rows = number[][];
type Weights = readonly [Rows, number[], Rows, number[]];
const NAMES = ['weights1', 'bias1', 'weights2', 'bias2'] as const;

const show = (value: number): string => String(Number(value.toPrecision(4)));
const column = (x: readonly number[], weights: Rows, bias: readonly number[]): number[] =>
  bias.map((start, j) => x.reduce((sum, value, i) => sum + value * weights[i]![j]!, start));
function shares(scores: readonly number[]): number[] {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

interface Recipe {
  readonly slope: (z: number) => number;
  readonly activation: (z: number) => number;
  readonly bias1: boolean;
  readonly bias2: boolean;
}
const RIGHT: Recipe = { activation: (z) => Math.max(0, z), slope: (z) => Number(z > 0), bias1: true, bias2: true };
const scoresOf = (image: readonly number[], [w1, b1, w2, b2]: Weights, recipe: Recipe): number[] =>
  column(column(image, w1, recipe.bias1 ? b1 : b1.map(() => 0)).map(recipe.activation), w2, recipe.bias2 ? b2 : b2.map(() => 0));

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
/** The cross-entropy of each image. */
const losses = (x: Rows, y: Rows, w: Weights, recipe = RIGHT): number[] => x.map((image, n) => -Math.log(shares(scoresOf(image, w, recipe))[y[n]!.indexOf(1)]!));

const mistakes: ReadonlyArray<readonly [id: string, of: (x: Rows, y: Rows, w: Weights) => number, message: string]> = [
  ['sign-of-loss', (x, y, w) => -mean(losses(x, y, w)), 'The loss is below 0. Logarithms of shares are never above 0: put tf.neg around it.'],
  ['summed', (x, y, w) => sum(losses(x, y, w)), 'The losses of the images are added up. Take their mean, or the step grows with the batch.'],
  ['mean-of-everything', (x, y, w) => mean(losses(x, y, w)) / y[0]!.length, 'The mean goes over all numbers, the zeros of the labels too. First tf.sum along axis 1, then tf.mean.'],
  ['no-activation', (x, y, w) => mean(losses(x, y, w, { ...RIGHT, activation: (z) => z })), 'There is no ReLU between the layers, so they are one linear layer.'],
  ['forgotten-bias', (x, y, w) => mean(losses(x, y, w, { ...RIGHT, bias1: false })), 'bias1 is not added.'],
  ['forgotten-bias', (x, y, w) => mean(losses(x, y, w, { ...RIGHT, bias2: false })), 'bias2 is not added.'],
  ['forgotten-bias', (x, y, w) => mean(losses(x, y, w, { ...RIGHT, bias1: false, bias2: false })), 'The biases are not added.'],
  ['relu-on-scores', (x, y, w) => mean(x.map((image, n) => -Math.log(shares(scoresOf(image, w, RIGHT).map((z) => Math.max(0, z)))[y[n]!.indexOf(1)]!))), 'The scores go through ReLU as well. It belongs between the layers only.'],
  ['missing-logarithm', (x, y, w) => -mean(x.map((image, n) => shares(scoresOf(image, w, RIGHT))[y[n]!.indexOf(1)]!)), 'This is minus the share of the right digit. Take its logarithm: tf.logSoftmax instead of tf.softmax.'],
  ['softmax-twice', (x, y, w) => mean(x.map((image, n) => -Math.log(shares(shares(scoresOf(image, w, RIGHT)))[y[n]!.indexOf(1)]!))), 'Softmax is taken twice. tf.logSoftmax and tf.losses.softmaxCrossEntropy take scores.'],
  ['squared-error', (x, y, w) => mean(x.map((image, n) => mean(shares(scoresOf(image, w, RIGHT)).map((p, k) => (p - y[n]![k]!) ** 2)))), 'This is the squared error. Cross-entropy is minus the logarithm of the right share.'],
];

/** Chapter 7's backward pass for a batch: deltas passed back, and outer products. */
function backward(x: Rows, y: Rows, w: Weights): number[][] {
  const [w1, b1, w2, b2] = w;
  const result = [w1.flat(), b1, w2.flat(), b2].map((values) => values.map(() => 0)) as [number[], number[], number[], number[]];
  const [dW1, db1, dW2, db2] = result;
  x.forEach((image, n) => {
    const sums = column(image, w1, b1);
    const hidden = sums.map(RIGHT.activation);
    const delta2 = shares(column(hidden, w2, b2)).map((share, k) => (share - y[n]![k]!) / x.length);
    const delta1 = sums.map((z, j) => RIGHT.slope(z) * sum(delta2.map((d, k) => d * w2[j]![k]!)));
    delta2.forEach((d, k) => (db2[k]! += d));
    delta1.forEach((d, j) => (db1[j]! += d));
    hidden.forEach((h, j) => delta2.forEach((d, k) => (dW2[j * b2.length + k]! += h * d)));
    image.forEach((value, i) => delta1.forEach((d, j) => (dW1[i * b1.length + j]! += value * d)));
  });
  return result;
}

const judgeGradients: Check = async (reader, { random, close, describe, pass, fail }) => {
  const { loss, gradients } = reader;
  if (typeof loss !== 'function') return fail('no-function', `There should be an exported function named loss; found ${describe(loss)}.`);
  if (typeof gradients !== 'function') return fail('no-function', `There should be an exported function named gradients; found ${describe(gradients)}.`);

  const [n, inputs, hidden, outputs] = [random.integer(4, 8), random.integer(5, 9), random.integer(3, 6), random.integer(3, 7)];
  const rows = (count: number, length: number): Rows => random.matrix(count, length, -1.5, 1.5).map((row) => Array.from(row));
  const x = rows(n, inputs);
  const y = x.map(() => {
    const right = random.integer(0, outputs);
    return Array.from({ length: outputs }, (_, k) => Number(k === right));
  });
  const weights: Weights = [rows(inputs, hidden), rows(1, hidden)[0]!, rows(hidden, outputs), rows(1, outputs)[0]!];
  const tensors = weights.map((values) => tf.tensor(values as number[]));
  const [images, labels] = [tf.tensor2d(x), tf.tensor2d(y)];

  const value: unknown = loss(images, labels, ...tensors);
  const read = (value as tf.Tensor | undefined)?.data;
  if (typeof read !== 'function') return fail('not-a-tensor', `loss should give a tensor; it gave ${describe(value)}. Use the functions of tf, and read no numbers on the way: grads must see every step.`);
  const found = Array.from(await (value as tf.Tensor).data());
  const want = mean(losses(x, y, weights));
  if (found.length !== 1) return fail('not-one-number', `loss should give one number for the whole batch; it gave ${found.length}. Take the mean over the images: tf.mean.`);
  if (!close(found[0], want, 1e-4)) {
    if (found[0] === 0) return fail('nothing-yet', `The loss is 0. For this batch of ${n} images it should be ${show(want)}: images times weights1, and so on to the mean of the logarithms.`);
    for (const [id, of, message] of mistakes) if (close(found[0], of(x, y, weights), 1e-4)) return fail(id, `${message} For this batch the loss is ${show(want)}; yours is ${show(found[0]!)}.`);
    return fail('wrong-loss', `For this batch of ${n} images the mean cross-entropy is ${show(want)}; yours is ${show(found[0]!)}.`);
  }

  const given: unknown = gradients(images, labels, tensors);
  if (!Array.isArray(given) || given.length !== 4) return fail('not-four-gradients', `gradients should give four tensors, one for each of ${NAMES.join(', ')}; it gave ${Array.isArray(given) ? given.length : describe(given)}. tf.grads(f)(weights) gives them all.`);
  const right = backward(x, y, weights);
  for (const [k, name] of NAMES.entries()) {
    const values = Array.from(await (given[k] as tf.Tensor).data());
    if (values.length !== right[k]!.length) return fail('wrong-order', `The gradient in place ${k} has ${values.length} numbers; ${name} has ${right[k]!.length}. Keep the order of weights.`);
    if (close(values, right[k], 1e-3)) continue;
    if (close(values, right[k]!.map((g) => -g), 1e-3)) return fail('sign-of-gradient', `The gradient of ${name} has the wrong sign. tf.grads gives the slope of the loss itself: leave it as it is.`);
    if (close(values, right[k]!.map((g) => g * n), 1e-3)) return fail('gradient-of-the-sum', `The gradient of ${name} is ${n} times too large: it belongs to the sum over the batch, not to the mean.`);
    return fail('wrong-gradient', `The gradient of ${name} is not that of the loss: its first number should be ${show(right[k]![0]!)}, and is ${show(values[0]!)}.`);
  }
  return pass(`All four gradients are those of chapter 7's backward pass, without a line of it.`);
};

/** What TensorFlow.js itself refuses has no line of the reader's in its trace. */
const check: Check = async (reader, tools) => {
  try {
    return await judgeGradients(reader, tools);
  } catch (error) {
    if (!(error instanceof Error) || /your-code/.test(String(error.stack))) throw error;
    return tools.fail('refused', `TensorFlow.js can't work this out. It says: ${error.message.split('\n')[0]!.slice(0, 300)}`);
  }
};

export default check;
