import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import * as tf from 'tf';

type Rows = Float32Array[];
const LEAK = 0.01;
const RATE = 0.003;
const MOMENTUM = 0.9;

interface Network {
  readonly weights1: Rows; // [784, hidden]
  readonly bias1: Float32Array; // [hidden]
  readonly weights2: Rows; // [hidden, 10]
  readonly bias2: Float32Array; // [10]
}

const layer = (image: ArrayLike<number>, weights: Rows, bias: Float32Array): Float32Array =>
  bias.map((start, j) => Array.from(image).reduce((sum, value, i) => sum + value * weights[i]![j]!, start));
const leaky = (leak: number) => (z: number): number => (z > 0 ? z : leak * z);
const scoresOf = ({ weights1, bias1, weights2, bias2 }: Network, image: ArrayLike<number>, activation: (z: number) => number): Float32Array =>
  layer(layer(image, weights1, bias1).map(activation), weights2, bias2);
function softmax(scores: Float32Array): Float32Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Other things that a hidden layer, or the last one, may do, and what to say of them. */
const activations: ReadonlyArray<readonly [id: string, f: (z: number) => number, message: string]> = [
  ['no-activation', (z) => z, 'There is nothing between the two dense layers. Two linear layers are one: add tf.layers.leakyReLU between them.'],
  ['leak-of-three-tenths', leaky(0.3), 'The slope below zero is 0.3. That is what TensorFlow.js takes when it is not told: leakyReLU({ alpha: 0.01 }).'],
  ['leak-of-two-tenths', leaky(0.2), 'The slope below zero is 0.2. It should be 0.01: leakyReLU({ alpha: 0.01 }).'],
  ['no-leak', leaky(0), 'Below zero nothing is passed on: that is ReLU. Use leakyReLU with alpha 0.01.'],
];

const judgeModel: Check = async (reader, { random, close, describe, pass, fail }) => {
  const { makeModel } = reader;
  if (typeof makeModel !== 'function') return fail('no-function', `There should be an exported function named makeModel; found ${describe(makeModel)}.`);
  const hidden = random.integer(4, 8);
  const model = makeModel(hidden) as tf.LayersModel & { readonly optimizer?: unknown; readonly inputs?: readonly { readonly shape: readonly (number | null)[] }[] };
  const story = `In this test hidden is ${hidden}.`;
  if (typeof model?.countParams !== 'function') return fail('no-model', `makeModel should return the model; it returned ${describe(model)}.`);
  if (!Array.isArray(model.layers) || model.layers.length === 0) return fail('nothing-yet', 'The model has no layers. Add them one after another with model.add(…), the one that meets the pixels first.');

  const input = model.inputs?.[0]?.shape;
  if (input?.length !== 2 || input[1] !== 784) return fail('wrong-input', `The first layer expects examples of shape [${(input ?? []).slice(1).join(', ')}]. Pictures come here as rows of 784 numbers: inputShape: [784].`);
  const weights = model.getWeights();
  const shapes = weights.map(({ shape }) => shape.join(' x '));
  const expected = [`784 x ${hidden}`, `${hidden}`, `${hidden} x 10`, '10'];
  if (shapes.join() !== expected.join()) {
    const found = `Its tensors are ${shapes.join(', ')}; expected ${expected.join(', ')}. ${story}`;
    if (weights.length > 1 && weights.every(({ shape }) => shape.length === 2)) return fail('no-bias', `The layers have no bias. Leave useBias out: it is on by itself. ${found}`);
    if (shapes.length === 2) return fail('one-layer', `There is only one layer with weights. The network has two: the hidden one, and the one that makes the scores. ${found}`);
    if (shapes.length > 4) return fail('extra-layer', `There are more than two layers with weights. ${found}`);
    const units = weights[1]!.shape[0];
    const other = (makeModel(hidden + 3) as Partial<tf.LayersModel> | undefined)?.getWeights?.()[1]?.shape[0];
    if (units !== hidden && units === other) return fail('fixed-size', `The hidden layer has ${units} units, whatever makeModel is given. Use hidden. ${found}`);
    if (units !== hidden) return fail('wrong-size', `The hidden layer has ${units} units, and makeModel was asked for ${hidden}. Use hidden as it is. ${found}`);
    return fail('wrong-units', `The last layer should have one unit for each digit. ${found}`);
  }
  if (model.optimizer === undefined || model.optimizer === null) return fail('not-compiled', 'The layers are right, but the model does not know how to learn. Call model.compile({ optimizer, loss }) before you return it.');

  // Weights of the check's own, so that the answers are known.
  const network: Network = { weights1: random.matrix(784, hidden, -0.4, 0.4), bias1: random.vector(hidden), weights2: random.matrix(hidden, 10), bias2: random.vector(10) };
  const flat = (rows: Rows): Float32Array => Float32Array.from(rows.flatMap((row) => Array.from(row)));
  const values = [flat(network.weights1), network.bias1, flat(network.weights2), network.bias2];
  model.setWeights(values.map((numbers, k) => tf.tensor(numbers, weights[k]!.shape)));
  const images = [random.image(), random.image()];
  const x = tf.tensor2d(images.map((image) => Array.from(image)));
  const answers = await (model.predict(x) as tf.Tensor).data(); // [2 * 10]
  const answerOf = (n: number): number[] => Array.from(answers).slice(10 * n, 10 * n + 10);
  const gives = (f: (z: number) => number, last = (scores: Float32Array): Float32Array => scores): boolean =>
    images.every((image, n) => close(answerOf(n), last(scoresOf(network, image, f)), 1e-3));
  if (!gives(leaky(LEAK))) {
    if ([leaky(LEAK), ...activations.map(([, f]) => f)].some((f) => gives(f, softmax))) {
      return fail('softmax-and-loss', 'The last layer ends in softmax, and softmaxCrossEntropy takes softmax of it once more. Give the last layer no activation: its ten outputs are scores.');
    }
    for (const [id, f, message] of activations) if (gives(f)) return fail(id, message);
    return fail('wrong-activation', `With known weights the ten outputs are not what a leaky ReLU of slope 0.01 and no other activation give. ${story}`);
  }

  // Two steps on one batch: the last bias says which loss, and which optimizer.
  const digits = [random.integer(0, 10), random.integer(0, 10)];
  const y = tf.tensor2d(digits.map((digit) => Array.from({ length: 10 }, (_, j) => Number(j === digit))));
  const gradient = new Float32Array(10); // [10]
  for (const n of [0, 1]) softmax(Float32Array.from(answerOf(n))).forEach((share, j) => (gradient[j]! += (share - Number(j === digits[n])) / 2));
  const biasAfterStep = async (): Promise<Float32Array> => {
    await model.trainOnBatch(x, y);
    return (await model.getWeights()[3]!.data()) as Float32Array;
  };
  const first = (await biasAfterStep()).map((value, j) => value - network.bias2[j]!); // [10]
  if (!close(first, gradient.map((g) => -RATE * g), 5e-3)) {
    const rates = first.map((change, j) => -change / gradient[j]!);
    const rate = rates.reduce((a, b) => a + b, 0) / 10;
    if (close(first, gradient.map((g) => -rate * g), 5e-3)) return fail('wrong-learning-rate', `The first step has the right direction, with a learning rate of ${Number(rate.toPrecision(3))}. S2 uses ${RATE}.`);
    if (first.every((change) => Math.abs(Math.abs(change) - Math.abs(first[0]!)) < 1e-5)) return fail('wrong-optimizer', `Every weight moved by the same amount, ${Math.abs(first[0]!).toPrecision(2)}: that is what Adam does. Use tf.train.momentum(0.003, 0.9).`);
    return fail('wrong-loss', 'The first step does not go down the cross-entropy: the last bias should move by -0.003 times the mean of probabilities minus label. Use tf.losses.softmaxCrossEntropy, over scores.');
  }
  // The second gradient, where the first step has led; what is in the second step beside it is momentum times the first.
  const reached = Array.from(await (model.predict(x) as tf.Tensor).data());
  const gradient2 = new Float32Array(10); // [10]
  for (const n of [0, 1]) softmax(Float32Array.from(reached.slice(10 * n, 10 * n + 10))).forEach((share, j) => (gradient2[j]! += (share - Number(j === digits[n])) / 2));
  const before = ((await model.getWeights()[3]!.data()) as Float32Array).slice();
  const second = (await biasAfterStep()).map((value, j) => value - before[j]!); // [10]
  const left = second.map((value, j) => -value / RATE - gradient2[j]!); // [10]
  const momentum = left.reduce((sum, value, j) => sum + value * gradient[j]!, 0) / gradient.reduce((sum, value) => sum + value * value, 0);
  if (Math.abs(momentum) < 0.02) return fail('no-momentum', 'The second step is the second gradient alone: nothing of the first step is kept. Use tf.train.momentum(0.003, 0.9).');
  if (Math.abs(momentum - MOMENTUM) > 0.01) return fail('wrong-momentum', `${Number(momentum.toPrecision(2))} times the first step is in the second; with S2's momentum it is 0.9. Use tf.train.momentum(0.003, 0.9).`);
  const other = makeModel(hidden + 3) as tf.LayersModel;
  const width = other?.getWeights?.()[1]?.shape[0];
  if (width !== hidden + 3) return fail('fixed-size', `Asked for ${hidden + 3} hidden units after one of ${hidden}, makeModel makes ${width}. Use hidden, at every call.`);
  return pass(`Layers, loss and optimizer are those of S2: with 490 hidden units, 389,560 parameters.`);
};

/** What TensorFlow.js itself refuses has no line of the reader's in its trace. */
const check: Check = async (reader, tools) => {
  try {
    return await judgeModel(reader, tools);
  } catch (error) {
    if (!(error instanceof Error) || /your-code/.test(String(error.stack))) throw error;
    return tools.fail('refused', `TensorFlow.js can't work with this model. It says: ${error.message.split('\n')[0]!.slice(0, 300)}`);
  }
};

export default check;
