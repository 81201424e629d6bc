import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import * as tf from 'tf';

type Rows = number[][];
const RATE = 0.2;

function softmax(scores: readonly number[]): number[] {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

interface Batch {
  readonly x: Rows;
  /** [size], digits */
  readonly y: readonly number[];
}
interface Trained {
  readonly weights: Rows;
  readonly losses: readonly number[];
}

/** What one layer of 10 outputs learns from these batches, in order, by gradient descent. */
function learn(start: Rows, batches: readonly Batch[], rate = RATE): Trained {
  const weights = start.map((row) => row.slice());
  const losses = batches.map(({ x, y }) => {
    const answers = x.map((image) => softmax(weights[0]!.map((_, j) => image.reduce((sum, value, i) => sum + value * weights[i]![j]!, 0))));
    x.forEach((image, n) => {
      answers[n]!.forEach((share, j) => {
        const step = (rate * (share - Number(j === y[n]))) / x.length;
        image.forEach((value, i) => (weights[i]![j]! -= step * value));
      });
    });
    return answers.reduce((sum, shares, n) => sum - Math.log(shares[y[n]!]!), 0) / x.length;
  });
  return { weights, losses };
}

const judgeEpoch: Check = async (reader, { random, close, copy, describe, pass, fail }) => {
  const { trainEpoch } = reader;
  if (typeof trainEpoch !== 'function') return fail('no-function', `There should be an exported function named trainEpoch; found ${describe(trainEpoch)}.`);

  const pixels = random.integer(6, 10);
  const batchSize = random.integer(4, 7);
  const count = 2 * batchSize + random.integer(1, batchSize - 1);
  const greys = Array.from({ length: count }, () => Uint8Array.from({ length: pixels }, () => random.integer(0, 256)));
  const labels = Uint8Array.from({ length: count }, () => random.integer(0, 10));
  labels[count - 1] = random.integer(1, 10);
  const [greysBefore, labelsBefore] = [copy(greys), copy(labels)];
  const start = random.matrix(pixels, 10, -0.5, 0.5).map((row) => Array.from(row));

  const model = tf.sequential({ layers: [tf.layers.dense({ units: 10, useBias: false, inputShape: [pixels] })] });
  model.compile({ optimizer: tf.train.sgd(RATE), loss: tf.losses.softmaxCrossEntropy });
  model.setWeights([tf.tensor2d(start)]);
  // The first step makes what the optimizer and the model keep for themselves.
  await model.trainOnBatch(tf.zeros([1, pixels]), tf.tensor2d([Array.from({ length: 10 }, () => 0.1)]));
  // The very numbers that learn: the model itself is the reader's to change.
  const [learning] = model.getWeights();
  const tensors = tf.memory().numTensors;
  const returned: unknown = await trainEpoch(model, greys, labels, batchSize);
  const more = tf.memory().numTensors - tensors;
  // By the library's own method: a tensor of the reader's may have another of that name.
  const { data } = (tf as unknown as { Tensor: { prototype: { data(): Promise<Float32Array> } } }).Tensor.prototype;
  const values = Array.from(await data.call(learning!)); // [pixels * 10]

  const story = `In this test: ${count} images in batches of ${batchSize}, so the last one has ${count - 2 * batchSize}.`;
  if (!greys.every((image, n) => image.every((grey, i) => grey === greysBefore[n]![i])) || !labels.every((label, n) => label === labelsBefore[n])) {
    return fail('changes-input', 'The images or labels have changed. They come again in the next epoch: write into arrays of your own.');
  }
  if (!values.every(Number.isFinite)) return fail('not-a-number', `Weights became NaN. Read no pixel past the end of an image or of the list. ${story}`);
  if (close(values, start.flat(), 1e-6)) return fail('nothing-learnt', `The weights are what they were. Hand each batch to model.trainOnBatch(x, y). ${story}`);

  const cut = (scale: number, size = batchSize, shift = 0): Batch[] =>
    Array.from({ length: Math.ceil(count / size) }, (_, k) => ({
      x: greys.slice(k * size, (k + 1) * size).map((image) => Array.from(image, (grey) => grey * scale)),
      y: Array.from(labels.slice(k * size, (k + 1) * size), (label) => label + shift),
    }));
  const batches = cut(1 / 255);
  const learnt = (made: readonly Batch[], rate = RATE): boolean => close(values, learn(start, made, rate).weights.flat(), 1e-3);
  const right = learn(start, batches);
  if (!learnt(batches)) {
    if (learnt(batches.slice(0, -1))) return fail('last-batch-left-out', `The images of the last, smaller batch are never taught. from should run while it is below images.length. ${story}`);
    if (learnt(batches.map(() => batches[0]!)) || learnt(batches.slice(0, -1).map(() => batches[0]!))) return fail('same-batch', `Every batch is the first one. Cut from \`from\` to \`from + batchSize\`. ${story}`);
    if (learnt(cut(1))) return fail('not-divided', `The greys go in as 0 to 255. Divide them by 255. ${story}`);
    if (learnt(cut(1 / 255, count))) return fail('one-large-batch', `All images were taught as one batch. Cut them up: a step for every ${batchSize}. ${story}`);
    if (learnt(cut(1 / 255, 1))) return fail('one-by-one', `The images were taught one at a time. Put ${batchSize} of them into one tensor: that is what makes it fast. ${story}`);
    if (learnt(cut(1 / 255, batchSize, -1))) return fail('label-off-by-one', `Each label is one too low: digit 0 has index 0. ${story}`);
    if (learnt(batches.toReversed())) return fail('reversed-order', `The batches come last first. ${story}`);
    if (learnt([...batches, ...batches])) return fail('two-epochs', `Every batch is taught twice. trainEpoch makes one pass. ${story}`);
    return fail('wrong-batches', `The weights moved, but not as these batches would move them, in order, greys divided by 255 and labels one-hot. If you use fit, set shuffle: false. ${story}`);
  }
  const mean = right.losses.reduce((sum, loss, k) => sum + loss * batches[k]!.x.length, 0) / count;
  if (typeof returned !== 'number') return fail('no-loss', `The weights are right. trainEpoch should also give the mean loss, ${mean.toFixed(4)} here; it gave ${describe(returned)}.`);
  if (!close(returned, mean, 1e-4)) {
    const want = `For this pass it is ${mean.toFixed(4)}; yours is ${returned.toFixed(4)}. ${story}`;
    if (close(returned, right.losses.reduce((a, b) => a + b, 0) / right.losses.length, 1e-4)) return fail('mean-of-batches', `You took the mean over the batches. The last one is smaller and must count for less: add loss times size, and divide by the number of images. ${want}`);
    if (close(returned, right.losses.at(-1), 1e-4)) return fail('last-loss', `This is the loss of the last batch alone. ${want}`);
    if (close(returned, mean * count, 1e-4) || close(returned, right.losses.reduce((a, b) => a + b, 0), 1e-4)) return fail('not-averaged', `The losses are added up, and not divided. ${want}`);
    return fail('wrong-loss', `The mean loss of an image is not right. ${want}`);
  }
  if (more > 0) return fail('leaks-tensors', `Right, but ${more} tensors are left over. On all 60,000 images that fills the memory: nothing frees a tensor by itself. Use tf.dispose([x, y]), and tf.tidy around what makes others on the way.`);
  return pass('Every image once, in batches, and no tensor is left behind.');
};

/** Two problems, so that nothing outlives a call. What TensorFlow.js itself refuses has no line of the reader's in its trace. */
const check: Check = async (reader, tools) => {
  try {
    const first = await judgeEpoch(reader, tools);
    return first.passed ? await judgeEpoch(reader, tools) : first;
  } catch (error) {
    if (!(error instanceof Error) || /your-code/.test(String(error.stack))) throw error;
    return tools.fail('refused', `TensorFlow.js can't work this out. It says: ${error.message.split('\n')[0]!.slice(0, 300)}`);
  }
};

export default check;
