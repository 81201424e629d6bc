import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Matrix = number[][];

/** How an epoch is made. The plain one has none of these; each is a common mistake. */
interface Way {
  /** What the sums are divided by. */
  readonly divisor?: (inBatch: number, size: number, count: number) => number;
  readonly factor?: (alpha: number) => number;
  /** The sums of earlier batches stay in. */
  readonly kept?: boolean;
  /** Each image moves the weights at once. */
  readonly atOnce?: boolean;
  readonly lastOnly?: boolean;
  readonly placeForIndex?: boolean;
  readonly weightsStay?: boolean;
  readonly biasStays?: boolean;
  readonly biasFactor?: number;
  readonly biasUnused?: boolean;
  readonly oneStep?: boolean;
  readonly scoresForShares?: boolean;
  readonly delta?: (share: number, truth: number) => number;
  readonly labelOffset?: number;
  readonly greyScale?: number;
  readonly idle?: boolean;
  readonly withoutLastBatch?: boolean;
  readonly firstBatchOnly?: boolean;
}

function softmax(scores: Numbers): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** The generator's own orders: far from 0, 1, 2, and another one for each call. */
interface Generator {
  readonly orders: number[][];
  permutation(n: number): number[];
}

/** One epoch in this way, in place. */
const teaching = (way: Way) => (weights: Matrix, bias: number[], images: Numbers[], labels: Numbers, alpha: number, size: number, generator: Generator): void => {
  if (way.idle) return;
  const { divisor = (inBatch) => inBatch, factor = (rate) => rate, delta: off = (share, truth) => share - truth, greyScale = 1 / 255, biasFactor = 1 } = way;
  const order = generator.permutation(images.length);
  let sums: Float64Array[] = []; // [785, 10], the bias last
  const clear = (): void => void (sums = Array.from({ length: 785 }, () => new Float64Array(10)));
  const move = (by: number): void => {
    const step = factor(alpha) / by;
    if (!way.weightsStay) weights.forEach((row, i) => row.forEach((_, j) => (row[j]! -= step * sums[i]![j]!)));
    if (!way.biasStays) bias.forEach((_, j) => (bias[j]! -= biasFactor * step * sums[784]![j]!));
  };
  clear();
  for (let from = 0; from < order.length; from += size) {
    const batch = order.slice(from, from + size);
    if (way.withoutLastBatch && batch.length < size) break;
    if (way.firstBatchOnly && from > 0) break;
    if (!way.kept && !way.oneStep) clear();
    batch.forEach((index, place) => {
      const n = way.placeForIndex ? place : index;
      const image = images[n]!.map((grey) => grey * greyScale); // [784]
      const scores = bias.map((value) => (way.biasUnused ? 0 : value));
      image.forEach((pixel, i) => {
        if (pixel !== 0) for (let j = 0; j < 10; j++) scores[j]! += pixel * weights[i]![j]!;
      });
      const delta = (way.scoresForShares ? scores : softmax(scores)).map((share, j) => off(share, Number(j === labels[n]! + (way.labelOffset ?? 0)))); // [10]
      if (way.lastOnly || way.atOnce) clear();
      [...image, 1].forEach((pixel, i) => {
        if (pixel !== 0) for (let j = 0; j < 10; j++) sums[i]![j]! += pixel * delta[j]!;
      });
      if (way.atOnce) move(divisor(batch.length, size, order.length));
    });
    if (!way.atOnce && !way.oneStep) move(divisor(batch.length, size, order.length));
  }
  if (way.oneStep) move(order.length);
};

const mistakes: ReadonlyArray<readonly [id: string, way: Way, message: string]> = [
  ['nothing-learnt', { idle: true }, 'After train, all 7,840 weights and ten biases are what they were. Change them in place, with -=, once for each batch.'],
  ['forgotten-batch-size', { divisor: () => 1 }, 'The steps follow the sum over the batch. Divide by batch.length: the mean keeps the step from growing with the batch.'],
  ['divided-by-size', { divisor: (_, size) => size }, 'The last, smaller batch is divided by the full size, so its images count too little. Divide by batch.length.'],
  ['divided-twice', { divisor: (inBatch) => inBatch ** 2 }, 'The sums are divided by batch.length twice over. Once is enough.'],
  ['one-step-an-epoch', { oneStep: true }, 'Only one step was made, after all the batches. Move the weights at the end of each batch.'],
  ['divided-by-count', { divisor: (_, __, count) => count }, 'The sums are divided by the number of all images. Divide by batch.length, the number of images in this batch.'],
  ['steps-inside-the-batch', { atOnce: true }, 'The weights move after every image, so the next image of the batch is judged by other weights. Add up first, and move once, after the batch.'],
  ['steps-inside-the-batch', { atOnce: true, divisor: () => 1 }, 'Every image moves the weights by a full step of its own. Add up over the batch, and move once, after it.'],
  ['sums-not-cleared', { kept: true }, 'The sums still hold the batches before. Make new zeros at the start of each batch.'],
  ['last-image-only', { lastOnly: true }, 'Only the last image of each batch counts: each one replaces those before it. Add, with +=.'],
  ['place-for-index', { placeForIndex: true }, 'Each batch takes images 0, 1, 2 and so on again. batch holds the indices: use for (const n of batch), or images[batch[k]].'],
  ['forgotten-bias', { biasStays: true }, 'The weights move rightly, but the bias never does. It takes its step after the batch, too.'],
  ['forgotten-bias', { biasStays: true, biasUnused: true }, 'The bias plays no part: it is neither added to the scores nor moved.'],
  ['bias-not-added', { biasUnused: true }, 'The bias moves, but the scores are made without it. Add it to the sums before softmax.'],
  ['bias-only', { weightsStay: true }, 'The bias moves rightly, but the weights never do. They take their step after the batch, too.'],
  ['sign-of-bias', { biasFactor: -1 }, 'The weights move rightly, the bias the wrong way: take its step away too (-=).'],
  ['sign-of-weights', { biasFactor: -1, factor: (alpha) => -alpha }, 'The bias moves rightly, the weights the wrong way: take their steps away too (-=).'],
  ['sign-of-delta', { factor: (alpha) => -alpha }, 'Every step has the right size and the wrong direction. Take the steps away (-=).'],
  ['forgotten-alpha', { factor: () => 1 }, 'The direction is right, but the steps are full-sized. Multiply by alpha.'],
  ['alpha-twice', { factor: (alpha) => alpha * alpha }, 'The steps hold alpha twice over. Once is enough.'],
  ['fixed-alpha', { factor: () => 0.1 }, 'The steps are made with 0.1, whatever alpha is given. Use the parameter alpha.'],
  ['factor-two', { factor: (alpha) => 2 * alpha }, 'The steps are exactly twice as long as they should be. Leave out the 2.'],
  ['forgotten-softmax', { scoresForShares: true }, 'Delta is made from the scores. Make probabilities of them first, by softmax.'],
  ['forgotten-label', { delta: (share) => share }, 'The label plays no part. Take 1 away from the probability of the right digit.'],
  ['label-added', { delta: (share, truth) => share + truth }, 'The label is added. Take 1 away from the probability of the right digit.'],
  ['absolute-delta', { delta: (share, truth) => Math.abs(share - truth) }, 'Delta has lost its sign. The share of the right digit is too low, so its delta is negative.'],
  ['only-the-label', { delta: (share, truth) => (truth === 1 ? share - 1 : 0) }, 'Only the weights of the right digit move. All ten have something to learn.'],
  ['label-off-by-one', { labelOffset: -1 }, 'The 1 of the label stands one place too early. Digit 0 has index 0.'],
  ['label-off-by-one', { labelOffset: 1 }, 'The 1 of the label stands one place too late. Digit 0 has index 0.'],
  ['not-divided', { greyScale: 1 }, 'The pixels run from 0 to 255 here. Divide them by 255 first.'],
  ['missing-last-batch', { withoutLastBatch: true }, 'The last, smaller batch makes no step. It counts too, with its own mean.'],
  ['first-batch-only', { firstBatchOnly: true }, 'Only the first batch makes a step. Return after the loop, not inside it.'],
];

const check: Check = async (reader, { judgeAsync, inputs, random, fresh, fail, describe, words }) => {
  const some = (count: number): [Uint8Array[], Uint8Array] => [Array.from({ length: count }, () => inputs.greys('ink')), inputs.digits(count)];
  const few = (): Float32Array[] => random.matrix(784, 10, -0.1, 0.1);
  const alpha = (): number => random.uniform(0.12, 0.25);
  /** Who was asked for orders, in the order of the calls: the reader's first, then the check's own. */
  const made: Generator[] = [];
  const generator = () => fresh((): Generator => {
    const orders: number[][] = [];
    const one = {
      orders,
      uniform: random.uniform,
      integer: random.integer,
      normal: () => random.uniform(-1, 1),
      rand: (n: number) => random.vector(n, 0, 1),
      randn: (n: number) => random.vector(n),
      permutation(n: number): number[] {
        const by = [3, 5, 7, 11].find((step) => n % step !== 0)!;
        const order = Array.from({ length: n }, (_, k) => (k * by + 2 + orders.length) % n);
        orders.push(order.slice());
        return order;
      },
    };
    made.push(one);
    return one;
  });
  type Given = [weights: Float32Array[], bias: Float32Array, images: Uint8Array[], labels: Uint8Array, alpha: number, size: number, random: ReturnType<typeof generator>];
  const questions: { given: Given; what: string; hard?: boolean }[] = [
    { given: [few(), random.vector(10), ...some(7), alpha(), 3, generator()], what: 'seven images, three at a time' },
    { given: [few(), random.vector(10), ...some(4), alpha(), 2, generator()], what: 'batches that are all full' },
    { given: [few(), random.vector(10), ...some(2), alpha(), 5, generator()], what: 'fewer images than the size' },
    { given: [inputs.matrix(784, 10, 'blank'), new Float32Array(10), ...some(3), alpha(), 1, generator()], what: 'batches of one' },
    { given: [few(), random.vector(10), [inputs.greys('blank'), inputs.greys('stroke'), inputs.greys('ink')], Uint8Array.of(0, 9, 5), alpha(), 2, generator()], what: words.images.blank },
  ];
  let asked: string | undefined;
  const train = reader['train'];
  if (typeof train !== 'function') return fail('no-function', `There should be an exported function named train; found ${describe(train)}.`);
  const watched = async (...given: unknown[]): Promise<unknown> => {
    const returned: unknown = await train(...given);
    const [images, size, one] = [given[2] as unknown[], given[5] as number, given[6] as Generator];
    if (one.orders.length !== 1 || one.orders[0]!.length !== images.length) {
      asked ??= `In an epoch of ${images.length} images, ${size} at a time, the generator was asked for ${one.orders.length === 1 ? `one order, of ${one.orders[0]!.length}` : `${one.orders.length} orders`}.`;
    }
    return returned;
  };
  const verdict = await judgeAsync<Given>({ train: watched }, {
    name: 'train',
    takes: ['weights', 'bias', 'images', 'labels', 'alpha', 'size', 'random'],
    changes: ['weights', 'bias'],
    questions,
    right: teaching({}) as never,
    tolerance: 1e-4,
    mistakes: mistakes.map(([id, way, message]) => [id, teaching(way) as never, message] as const),
    facts: [
      ['no-loader', () => asked !== undefined, () => `The order of the images should come from one call of batches(images.length, size, random) for each epoch. ${asked ?? ''}`],
    ],
    keep: 'The images and the labels are needed again in the next epoch.',
    shape: 'There are 784 rows of ten weights, and ten biases; change the numbers in them.',
    sound: 'Look for an index past the end of an array, or a division by 0.',
    example: ({ given: [, , images, , rate, size] }, { at: [name, i, j], told }) =>
      `With ${images.length} images in batches of ${size}, alpha ${rate.toFixed(3)}, ${name}[${i}]${j === undefined ? '' : `[${j}]`} should become ${told[0]}, and became ${told[1]}.`,
    wrong: ['wrong-steps', 'Weights and biases moved, but not as these batches would move them: for each batch, the mean over its images of pixel times delta, and one step along it.'],
    pass: 'One step for each batch, along its mean. Your loop has gone through all 60,000 images twice: its counts stand below.',
  });
  return verdict;
};

export default check;
