import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import * as tf from 'tf';

const shapeOf = (shape: unknown): string => (Array.isArray(shape) ? shape.slice(1).join(' x ') : String(shape));

const RATE = 0.002;
const SIDE = 5; // of each kernel
const largest = (block: readonly number[]): number => Math.max(...block);
const mean = (block: readonly number[]): number => block.reduce((a, b) => a + b, 0) / block.length;

/** [side, side, channels] under kernels of [5, 5, channels, filters], wherever they fit whole. */
function convolve(picture: readonly number[], side: number, channels: number, kernel: readonly number[], bias: readonly number[], bend: (value: number) => number): number[] {
  const [places, filters] = [side - SIDE + 1, bias.length];
  const result: number[] = [];
  for (let r = 0; r < places; r++) for (let c = 0; c < places; c++) for (let f = 0; f < filters; f++) {
    let sum = bias[f]!;
    for (let i = 0; i < SIDE; i++) for (let j = 0; j < SIDE; j++) for (let k = 0; k < channels; k++) {
      sum += picture[((r + i) * side + c + j) * channels + k]! * kernel[((i * SIDE + j) * channels + k) * filters + f]!;
    }
    result.push(bend(sum));
  }
  return result;
}
/** Blocks of 2 x 2 of [side, side, channels], each made into one number. */
function pool(picture: readonly number[], side: number, channels: number, of: (block: readonly number[]) => number): number[] {
  const result: number[] = [];
  for (let r = 0; r < side; r += 2) for (let c = 0; c < side; c += 2) for (let k = 0; k < channels; k++) {
    result.push(of([[r, c], [r, c + 1], [r + 1, c], [r + 1, c + 1]].map(([y, x]) => picture[(y! * side + x!) * channels + k]!)));
  }
  return result;
}

const judgeNetwork: Check = async (reader, { random, close, describe, pass, fail }) => {
  const { makeNetwork } = reader;
  if (typeof makeNetwork !== 'function') return fail('no-function', `There should be an exported function named makeNetwork; found ${describe(makeNetwork)}.`);
  const [filters1, filters2] = [random.integer(2, 5), random.integer(5, 8)];
  const model = makeNetwork(filters1, filters2) as tf.LayersModel & { readonly optimizer?: unknown; readonly inputs?: readonly { readonly shape: unknown }[] };
  if (typeof model?.getWeights !== 'function') return fail('no-model', `makeNetwork should return the model; it returned ${describe(model)}.`);
  if (!model.layers?.length) return fail('nothing-yet', 'The model has no layers. Add them one after another with model.add(…), first the convolution that meets the picture.');
  const story = `In this test filters1 is ${filters1} and filters2 is ${filters2}.`;
  const input = shapeOf(model.inputs?.[0]?.shape);
  if (input !== '28 x 28 x 1') return fail('wrong-input', `The first layer expects ${input}. A convolution must know what lies beside what: inputShape: [28, 28, 1], rows, columns, channels.`);

  const shapes = model.getWeights().map(({ shape }) => shape.join(' x '));
  const expected = [`5 x 5 x 1 x ${filters1}`, `${filters1}`, `5 x 5 x ${filters1} x ${filters2}`, `${filters2}`, `${16 * filters2} x 10`, '10'];
  const found = `Its weights are ${shapes.join(', ')}; expected ${expected.join(', ')}. ${story}`;
  const kernels = model.getWeights().filter(({ shape }) => shape.length === 4);
  if (kernels.length !== 2) return fail('wrong-convolutions', `The network has ${kernels.length} convolution${kernels.length === 1 ? '' : 's'}; it should have two. ${found}`);
  if (kernels.some(({ shape }) => shape[0] !== 5 || shape[1] !== 5)) return fail('wrong-kernel-size', `Each kernel should have 5 rows of 5. ${found}`);
  if (kernels[0]!.shape[3] !== filters1 || kernels[1]!.shape[3] !== filters2) return fail('wrong-filters', `The convolutions should have as many filters as makeNetwork is told. ${found}`);
  const last = shapeOf(model.outputShape);
  if (last !== '10') return fail('not-flattened', `The network gives ${last} for one picture, not 10 scores. Flatten what the convolutions give before the dense layer. ${found}`);
  const dense = model.getWeights().filter(({ shape }) => shape.length === 2);
  if (dense.length !== 1) return fail('extra-layer', `There should be one dense layer, of 10 scores. ${found}`);
  const reach = dense[0]!.shape[0]! / filters2;
  if (reach !== 16) {
    if (reach === 49) return fail('padding', `The second pooling leaves 7 x 7: the pictures kept their size under the kernels. Leave padding out ('valid'). ${found}`);
    if (reach === 400 || reach === 64 || reach === 100 || reach === 81) return fail('missing-pooling', `The pictures are not halved twice: the dense layer gets ${reach} places from each filter instead of 4 x 4 = 16. Each convolution is followed by maxPooling2d({ poolSize: 2 }). ${found}`);
    return fail('wrong-size', `The dense layer gets ${reach} places from each filter, instead of 4 x 4 = 16. ${found}`);
  }
  if (shapes.join() !== expected.join()) return fail('no-bias', `Some layer has no bias. Leave useBias out: it is on by itself. ${found}`);
  if (!model.optimizer) return fail('not-compiled', 'The layers are right, but the model does not know how to learn. Call model.compile({ optimizer, loss }).');

  // With all weights negative, ReLU leaves nothing but the last bias; and what comes out must not be shares already.
  const weights = model.getWeights();
  const bias = Array.from(random.vector(10, -2, 2));
  const fill = (k: number): tf.Tensor => tf.mul(tf.ones(weights[k]!.shape), -0.1);
  model.setWeights([fill(0), fill(1), fill(2), fill(3), fill(4), tf.tensor(bias)]);
  const blank = Array.from(await (model.predict(tf.ones([1, 28, 28, 1])) as tf.Tensor).data());
  if (Math.abs(blank.reduce((a, b) => a + b, 0) - 1) < 1e-4) return fail('softmax-and-loss', 'The last layer ends in softmax, and the loss takes softmax of it once more. Give the last layer no activation.');
  if (blank.some((value, j) => Math.abs(value - bias[j]!) > 1e-4)) return fail('no-activation', "With all weights below zero, ReLU should leave nothing of the picture, and more comes through. Both convolutions need activation: 'relu', and the last layer none.");
  // Known weights on a picture of noise: what comes out can be worked out.
  const noise = Array.from(random.vector(784, 0, 1));
  const given = weights.map(({ shape }) => Array.from(random.vector(shape.reduce((a, b) => a * b, 1), -0.3, 0.3)));
  model.setWeights(weights.map(({ shape }, k) => tf.tensor(given[k]!, shape)));
  const scores = Array.from(await (model.predict(tf.tensor4d(noise, [1, 28, 28, 1])) as tf.Tensor).data());
  const [k1, b1, k2, b2, w3, b3] = given as [number[], number[], number[], number[], number[], number[]];
  const relu = (value: number): number => Math.max(0, value);
  const answer = (bend: (value: number) => number, pooling: typeof largest): number[] => {
    const first = pool(convolve(noise, 28, 1, k1, b1, bend), 24, filters1, pooling);
    const second = pool(convolve(first, 12, filters1, k2, b2, bend), 8, filters2, pooling);
    return b3.map((start, j) => second.reduce((sum, value, i) => sum + value * w3[10 * i + j]!, start));
  };
  if (!close(scores, answer(relu, largest), 1e-3)) {
    if (close(scores, answer(relu, mean), 1e-3)) return fail('average-pooling', 'The pooling takes the mean of each block. Use maxPooling2d: it keeps the strongest answer.');
    for (const [name, bend] of [['sigmoid', (z: number) => 1 / (1 + Math.exp(-z))], ['tanh', Math.tanh], ['elu', (z: number) => (z > 0 ? z : Math.expm1(z))]] as const) {
      if (close(scores, answer(bend, largest), 1e-3)) return fail('wrong-activation', `The convolutions end in ${name}. Use activation: 'relu'.`);
    }
    return fail('wrong-scores', "With known weights the ten scores are not what two convolutions with activation: 'relu', each followed by maxPooling2d({ poolSize: 2 }), and one dense layer give. Look at each layer's options.");
  }
  model.setWeights(weights.map(({ shape }, k) => (k % 2 ? tf.zeros(shape) : tf.tensor(random.vector(shape.reduce((a, b) => a * b, 1), -0.15, 0.15), shape))));

  // A tiny problem: is the bar upright or lying? Where it stands differs.
  const pictures = Array.from({ length: 12 }, (_, n) => {
    const [place, picture] = [random.integer(6, 22), new Float32Array(784)];
    for (let k = 4; k < 24; k++) picture[n % 2 ? 28 * k + place : 28 * place + k] = 1;
    return picture;
  });
  const x = tf.tensor4d(Float32Array.from(pictures.flatMap((picture) => Array.from(picture))), [12, 28, 28, 1]);
  const y = tf.tensor2d(pictures.map((_, n) => Array.from({ length: 10 }, (_, j) => Number(j === n % 2))));
  const losses: number[] = [];
  for (let step = 0; step < 12; step++) {
    losses.push((await model.trainOnBatch(x, y)) as number);
    if (step > 0) continue;
    // Adam's first step is as long as the learning rate, for every weight.
    const moved = Array.from(await model.getWeights()[5]!.data(), Math.abs);
    const longest = Math.max(...moved);
    if (Math.min(...moved) < 0.98 * longest) return fail('wrong-optimizer', `The first step moved the ten last biases by ${moved.map((one) => Number(one.toPrecision(2))).join(', ')}. With Adam all move equally far. Use tf.train.adam(0.002).`);
    if (longest < RATE / 4 || longest > 5 * RATE) return fail('wrong-learning-rate', `Adam's first step is as long as its learning rate, and yours is ${Number(longest.toPrecision(3))}: far from 0.002. Use tf.train.adam(0.002).`);
  }
  if (Math.abs(losses[0]! - Math.LN10) > 1.2) return fail('wrong-loss', `Fresh weights should have a loss near ln 10 = 2.3; this loss begins at ${losses[0]!.toFixed(2)}. Use tf.losses.softmaxCrossEntropy.`);
  if (!(losses.at(-1)! < 0.97 * losses[0]!)) return fail('does-not-learn', `In 12 steps on 12 simple pictures the loss went from ${losses[0]!.toFixed(2)} to ${losses.at(-1)!.toFixed(2)}. Use tf.train.adam(0.002).`);
  const again = makeNetwork(filters1 + 2, filters2 + 3) as tf.LayersModel;
  const [more1, more2] = [again?.getWeights?.()[0]?.shape[3], again?.getWeights?.()[2]?.shape[3]];
  if (more1 !== filters1 + 2 || more2 !== filters2 + 3) return fail('wrong-filters', `Asked for ${filters1 + 2} and ${filters2 + 3} filters after ${filters1} and ${filters2}, makeNetwork makes ${more1} and ${more2}. Use what it is told, at every call.`);
  return pass(`Shapes and parameters are right, and it learns: the loss fell from ${losses[0]!.toFixed(2)} to ${losses.at(-1)!.toFixed(2)} in 12 steps.`);
};

/** What TensorFlow.js itself refuses has no line of the reader's in its trace. */
const check: Check = async (reader, tools) => {
  try {
    return await judgeNetwork(reader, tools);
  } catch (error) {
    if (!(error instanceof Error) || /your-code/.test(String(error.stack))) throw error;
    return tools.fail('refused', `TensorFlow.js can't work with this network. It says: ${error.message.split('\n')[0]!.slice(0, 300)}`);
  }
};

export default check;
