import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];
interface Network {
  readonly weights1: Matrix;
  readonly bias1: Float32Array;
  readonly weights2: Matrix;
  readonly bias2: Float32Array;
}
const parts = ['weights1', 'bias1', 'weights2', 'bias2'] as const;

/** How a lesson is made. The plain one has none of these; each is a common mistake. */
interface Way {
  readonly sign?: -1;
  readonly fullStep?: boolean;
  readonly noSlope?: boolean;
  readonly scoresForShares?: boolean;
  readonly noLabel?: boolean;
  readonly greyScale?: number;
  /** The second layer moves before delta is passed back through it. */
  readonly movedFirst?: boolean;
  readonly still?: readonly (typeof parts)[number][];
  readonly sumsForHidden?: boolean;
  readonly fileOrder?: boolean;
  readonly missLast?: boolean;
}
interface Lessons {
  readonly images: readonly Uint8Array[];
  readonly labels: Uint8Array;
  readonly order: readonly number[];
  readonly alpha: number;
}

function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** Moves a layer, unless it is to stand still. */
function move(network: Network, layer: 1 | 2, input: ArrayLike<number>, delta: ArrayLike<number>, step: number, still: Way['still'] = []): void {
  const [weights, bias] = layer === 1 ? [network.weights1, network.bias1] : [network.weights2, network.bias2];
  if (!still.includes(`weights${layer}`)) weights.forEach((row, i) => input[i] !== 0 && row.forEach((_, j) => (row[j]! -= step * input[i]! * delta[j]!)));
  if (!still.includes(`bias${layer}`)) bias.forEach((_, j) => (bias[j]! -= step * delta[j]!));
}

/** The lessons in this way, in place. */
function teach(network: Network, { images, labels, order, alpha }: Lessons, way: Way): void {
  const { weights1, bias1, weights2, bias2 } = network;
  const step = (way.sign ?? 1) * (way.fullStep ? 1 : alpha);
  const indices = way.fileOrder ? images.keys() : way.missLast ? order.slice(0, -1) : order;
  for (const n of indices) {
    const image = Float32Array.from(images[n]!, (grey) => grey * (way.greyScale ?? 1 / 255)); // [784]
    const sums = Float64Array.from(bias1); // [units]
    image.forEach((pixel, k) => {
      if (pixel !== 0) for (let i = 0; i < sums.length; i++) sums[i]! += pixel * weights1[k]![i]!;
    });
    const hidden = sums.map((sum) => Math.max(0, sum)); // [units]
    const scores = Float64Array.from(bias2, (bias, j) => bias + hidden.reduce((sum, value, i) => sum + value * weights2[i]![j]!, 0)); // [10]
    const delta2 = way.scoresForShares ? scores : softmax(scores); // [10]
    if (!way.noLabel) delta2[labels[n]!]! -= 1;
    const into2 = way.sumsForHidden ? sums : hidden;
    if (way.movedFirst) move(network, 2, into2, delta2, step);
    const delta1 = sums.map((sum, i) => (sum > 0 || way.noSlope ? weights2[i]!.reduce((total, weight, j) => total + weight * delta2[j]!, 0) : 0)); // [units]
    if (!way.movedFirst) move(network, 2, into2, delta2, step, way.still);
    move(network, 1, image, delta1, step, way.still);
  }
}

const mistakes: ReadonlyArray<readonly [id: string, way: Way, message: string]> = [
  ['hidden-layer-still', { still: ['weights1', 'bias1'] }, 'Only the second layer learns. Pass delta back to the hidden layer, and move weights1 and bias1 as well.'],
  ['output-layer-still', { still: ['weights2', 'bias2'] }, 'Only the hidden layer learns. weights2 and bias2 take their step too.'],
  ['forgotten-bias', { still: ['bias1', 'bias2'] }, 'The weights move rightly, the biases never. Each goes down by alpha times its delta.'],
  ['forgotten-bias', { still: ['bias1'] }, 'bias1 never moves. It goes down by alpha times delta1.'],
  ['forgotten-bias', { still: ['bias2'] }, 'bias2 never moves. It goes down by alpha times delta2.'],
  ['missing-slope', { noSlope: true }, 'The slope is missing: hidden units that ReLU has cut off get a delta all the same. Theirs is 0.'],
  ['moved-too-soon', { movedFirst: true }, 'delta1 is passed back through weights that have moved already. Work out both deltas first, then move.'],
  ['sign-of-delta', { sign: -1 }, 'Every step has the right size and the wrong direction. Take the steps away (-=).'],
  ['forgotten-alpha', { fullStep: true }, 'The direction is right, but the steps are full-sized. Multiply by alpha.'],
  ['forgotten-softmax', { scoresForShares: true }, 'delta2 is made from the scores. Make probabilities of them first, by softmax.'],
  ['forgotten-label', { noLabel: true }, 'The label plays no part. Take 1 away from the probability of the right digit.'],
  ['not-divided', { greyScale: 1 }, 'The pixels run from 0 to 255 here. Divide them by 255 first, as the first line of the loop does.'],
  ['sums-for-hidden', { sumsForHidden: true }, 'weights2 is moved by the sums. What went into the second layer is the hidden output, after ReLU.'],
  ['file-order', { fileOrder: true }, 'The images come in the order of the list. Take them in the order given: for (const n of order).'],
  ['missed-image', { missLast: true }, 'The last image of the order is never taught.'],
];

const check: Check = async (reader, { random, close, copy, describe, pass, fail }) => {
  const train = reader['train'];
  if (typeof train !== 'function') return fail('no-function', `There should be an exported function named train; found ${describe(train)}.`);

  for (let round = 0; round < 2; round++) {
    const [count, units] = [4, 6 + round];
    const images = Array.from({ length: count }, () => Uint8Array.from(random.image(), (pixel) => Math.round(255 * pixel))); // [count, 784]
    const labels = Uint8Array.from({ length: count }, (_, n) => (n < 2 ? 3 + 4 * n : random.integer(0, 10)));
    const order = [2, 0, 3, 1];
    const alpha = random.uniform(0.01, 0.03);
    const network: Network = { weights1: random.matrix(784, units, -0.1, 0.1), bias1: random.vector(units), weights2: random.matrix(units, 10, -0.5, 0.5), bias2: random.vector(10) };
    // One unit well above the bend, and one below it.
    network.bias1.set([4, -4]);
    const copyOf = (one: Network): Network => ({ weights1: copy(one.weights1), bias1: copy(one.bias1), weights2: copy(one.weights2), bias2: copy(one.bias2) });
    const start = copyOf(network);
    const [imagesBefore, labelsBefore, orderBefore] = [copy(images), copy(labels), order.slice()];
    await train(network, images, labels, order, alpha);

    const story = `In this test: ${count} images, ${units} hidden units, alpha ${alpha.toFixed(3)}.`;
    if (!close(images, imagesBefore, 0) || !close(labels, labelsBefore, 0) || !close(order, orderBefore, 0)) return fail('changes-input', `train changed the images, the labels or their order. They are only read. ${story}`);
    if (parts.every((name) => close(network[name], start[name], 0))) return fail('nothing-learnt', `After train, all weights and biases are what they were. Change the rows of the network in place, with -=, once for each image. ${story}`);
    if (!parts.every((name) => network[name].every((row) => (typeof row === 'number' ? Number.isFinite(row) : row.every(Number.isFinite))))) {
      return fail('not-a-number', `Weights or biases became NaN, not a number. Look for an index past the end of an array: 784 pixels, ${units} hidden units, ten outputs. ${story}`);
    }
    const learnt = (way: Way): boolean => {
      const other = copyOf(start);
      teach(other, { images, labels, order, alpha }, way);
      return parts.every((name) => close(network[name], other[name], 2e-5));
    };
    if (learnt({})) continue;
    for (const [id, way, message] of mistakes) if (learnt(way)) return fail(id, `${message} ${story}`);
    return fail('wrong-lessons', `The network moved, but not as these lessons would move it: forward, both deltas, then one step for all four arrays, image by image. ${story}`);
  }
  return pass('Both layers learn. Your loop has gone through all 60,000 images twice: its counts stand below.');
};

export default check;
