import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = number[][];
interface Network {
  readonly weights1: Rows;
  readonly bias1: number[];
  readonly weights2: Rows;
  readonly bias2: number[];
}
type Given = [weights1: Float32Array[], bias1: Float32Array, weights2: Float32Array[], bias2: Float32Array, images: Uint8Array[], labels: Uint8Array, order: number[], alpha: number];
type Function = (...given: unknown[]) => unknown;
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
  readonly missFirst?: boolean;
}
interface Lessons {
  readonly images: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly order: readonly number[];
  readonly alpha: number;
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** Moves a layer, unless it is to stand still. */
function move(network: Network, layer: 1 | 2, input: readonly number[], delta: readonly number[], step: number, still: Way['still'] = []): void {
  const [weights, bias] = layer === 1 ? [network.weights1, network.bias1] : [network.weights2, network.bias2];
  if (!still.includes(`weights${layer}`)) weights.forEach((row, i) => input[i] !== 0 && row.forEach((_, j) => (row[j]! -= step * input[i]! * delta[j]!)));
  if (!still.includes(`bias${layer}`)) bias.forEach((_, j) => (bias[j]! -= step * delta[j]!));
}

/** The lessons in this way, in place. */
function teach(network: Network, { images, labels, order, alpha }: Lessons, way: Way): void {
  const { weights1, bias1, weights2, bias2 } = network;
  const step = (way.sign ?? 1) * (way.fullStep ? 1 : alpha);
  const indices = way.fileOrder ? images.keys() : way.missLast ? order.slice(0, -1) : way.missFirst ? order.slice(1) : order;
  for (const n of indices) {
    const image = images[n]!.map((grey) => grey * (way.greyScale ?? 1 / 255)); // [784]
    const sums = bias1.slice(); // [units]
    image.forEach((pixel, k) => {
      if (pixel !== 0) for (let i = 0; i < sums.length; i++) sums[i]! += pixel * weights1[k]![i]!;
    });
    const hidden = sums.map((sum) => Math.max(0, sum)); // [units]
    const scores = bias2.map((bias, j) => bias + hidden.reduce((sum, value, i) => sum + value * weights2[i]![j]!, 0)); // [10]
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
  ['missed-image', { missFirst: true }, 'The first image of the order is never taught.'],
  ['missed-image', { missLast: true }, 'The last image of the order is never taught.'],
];

const check: Check = (reader, { judgeAsync, inputs, random }) => {
  const train = reader['train'];
  const ask = (units: number, images: Uint8Array[], order: number[], alpha = random.uniform(0.01, 0.03)): Given => {
    const bias1 = random.vector(units);
    // One unit well above the bend, and one below it.
    bias1.set(units > 1 ? [4, -4] : [4]);
    const labels = inputs.digits(images.length);
    return [random.matrix(784, units, -0.1, 0.1), bias1, random.matrix(units, 10, -0.5, 0.5), random.vector(10), images, labels, order, alpha];
  };
  const { greys } = inputs;
  const reading = typeof train === 'function'
    ? { train: (weights1: unknown, bias1: unknown, weights2: unknown, bias2: unknown, ...rest: unknown[]) => (train as Function)({ weights1, bias1, weights2, bias2 }, ...rest) }
    : reader;
  // A sum just above the bend: a unit that is hardly awake learns all the same.
  const sleepy = ask(6, [greys('blank'), greys('stroke')], [0, 1]);
  sleepy[1].set([5e-4, -5e-4, 2e-4, -2e-4, 4, -4]);
  // The first unit silent; and scores whose powers no float can hold.
  const silent = ask(5, [greys('ink'), greys('edges')], [1, 0]);
  silent[1].set([-4, 4]);
  const loud = ask(4, [greys('ink'), greys('stroke')], [0, 1]);
  loud[3].set([300, 120, -200]);
  return judgeAsync<Given>(reading, {
    name: 'train',
    takes: ['weights1', 'bias1', 'weights2', 'bias2', 'images', 'labels', 'order', 'alpha'],
    changes: ['weights1', 'bias1', 'weights2', 'bias2'],
    questions: [
      { given: ask(6, [greys('stroke'), greys('ink'), greys('edges'), greys('stroke')], [2, 0, 3, 1]), what: 'four images in another order' },
      { given: ask(7, [greys('edges'), greys('ink'), greys('stroke')], [1, 2, 1, 0], 0.05), what: 'an image that comes twice' },
      { given: ask(5, [greys('black'), greys('ink')], [1, 0]), what: 'ink in every pixel' },
      { given: ask(4, [greys('ink'), greys('edges'), greys('ink')], [2]), what: 'one image in the order' },
      { given: ask(1, [greys('edges'), greys('blank')], [0, 1]), what: 'one hidden unit' },
      { given: silent, what: 'the first unit cut off' },
      { given: loud, what: 'very large scores' },
      { given: sleepy, what: 'sums just above or below 0' },
    ],
    tolerance: 2e-4,
    right: (...given) => taught(given, {}),
    untouched: ['nothing-learnt', () => undefined, 'After train, all weights and biases are what they were. Change the rows of the network in place, with -=, once for each image.'],
    mistakes: mistakes.map(([id, way, message]) => [id, (...given) => taught(given, way), message] as const),
    keep: 'The images, the labels and their order are only read.',
    sound: 'Look for an index past the end of an array: there are 784 pixels, bias1.length hidden units, ten outputs.',
    wrong: ['wrong-lessons', 'The network moved, but not as these lessons would move it: forward, both deltas, then one step for all four arrays, image by image.'],
    pass: 'Both layers learn. Your loop has gone through all 60,000 images twice: its counts stand below.',
  });
};

/** The lessons of a question in this way, in place. */
function taught([weights1, bias1, weights2, bias2, images, labels, order, alpha]: readonly [Rows, number[], Rows, number[], Rows, number[], number[], number], way: Way): void {
  teach({ weights1, bias1, weights2, bias2 }, { images, labels, order, alpha }, way);
}

export default check;
