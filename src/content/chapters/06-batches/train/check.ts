import { random as seeded } from 'lab';
import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';

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

/** One epoch in this way, with the images in this order, in place. */
const teaching = (way: Way, order: Numbers) => (weights: Matrix, bias: number[], images: Numbers[], labels: Numbers, alpha: number, size: number): void => {
  if (way.idle) return;
  const { divisor = (inBatch) => inBatch, factor = (rate) => rate, delta: off = (share, truth) => share - truth, greyScale = 1 / 255, biasFactor = 1 } = way;
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

/** All orders of so many images. */
const ordersOf = (count: number): number[][] =>
  count === 0 ? [[]] : ordersOf(count - 1).flatMap((order) => Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)));

type Given = [weights: Float32Array[], bias: Float32Array, images: Uint8Array[], labels: Uint8Array, alpha: number, size: number, random: ReturnType<CheckTools['fresh']>];
interface Question {
  given: Given;
  what: string;
  hard?: boolean;
}
const THOUSANDS = 'scores in the thousands';
const isBroken = (value: unknown): boolean => (Array.isArray(value) ? value.some(isBroken) : typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'object' && value !== null && Object.values(value).some(isBroken));

/** What train left in weights and bias, as one list. */
const flat = (weights: unknown, bias: unknown, plain: CheckTools['plain']): number[] => [plain(bias), plain(weights)].flat(2) as number[];
const distance = (a: Numbers, b: Numbers): number => a.reduce((sum, value, k) => sum + Math.abs(value - b[k]!), 0);

const check: Check = async (reader, tools) => {
  const { judgeAsync, inputs, random, fresh, fail, describe, plain, words } = tools;
  const train = reader['train'];
  if (typeof train !== 'function') return fail('no-function', `There should be an exported function named train; found ${describe(train)}.`);
  const some = (count: number): [Uint8Array[], Uint8Array] => [Array.from({ length: count }, () => inputs.greys('edges')), inputs.digits(count)];
  /** One image over and over: whatever the order is, the same comes out. */
  const alike = (count: number): [Uint8Array[], Uint8Array] => {
    const image = inputs.greys('edges');
    return [Array.from({ length: count }, () => image.slice()), new Uint8Array(count).fill(random.integer(0, 10))];
  };
  const few = (): Float32Array[] => random.matrix(784, 10, -0.1, 0.1);
  const alpha = (): number => random.uniform(0.12, 0.25);
  const generator = () => fresh(() => seeded(random.integer(0, 2 ** 31)));
  const questions: Question[] = [
    // First one whose answer no order changes: it is asked twice.
    { given: [few(), random.vector(10), ...alike(7), alpha(), 3, generator()], what: 'seven images, three at a time' },
    { given: [few(), random.vector(10), ...some(3), alpha(), 5, generator()], what: 'fewer images than the size' },
    { given: [few(), random.vector(10), ...some(4), alpha(), 2, generator()], what: 'batches that are all full' },
    { given: [few(), random.vector(10), ...some(3), alpha() / 200, 2, generator()], what: 'a small learning rate' },
    { given: [inputs.matrix(784, 10, 'blank'), new Float32Array(10), ...some(3), alpha(), 1, generator()], what: 'batches of one' },
    { given: [few(), random.vector(10), [inputs.greys('blank'), inputs.greys('stroke'), inputs.greys('ink')], Uint8Array.of(0, 9, 5), alpha(), 2, generator()], what: words.images.blank },
    { given: [random.matrix(784, 10, -200, 200), random.vector(10), ...some(2), alpha(), 2, generator()], what: THOUSANDS, hard: true },
  ];
  /** What the reader's train made of the question with this alpha. */
  const made = new Map<number, Numbers>();
  /**
   * An epoch in this way, with the images in whichever order comes nearest to what the reader's train made: the order
   * is the reader's to draw.
   */
  const inAnyOrder = (way: Way) => (weights: Matrix, bias: number[], images: Numbers[], labels: Numbers, rate: number, size: number): void => {
    const orders = images.length > 4 ? [images.map((_, n) => n)] : ordersOf(images.length);
    const left = made.get(rate)!;
    let nearest: { readonly weights: Matrix; readonly bias: number[]; readonly off: number } | undefined;
    for (const order of orders) {
      const own = { weights: weights.map((row) => row.slice()), bias: bias.slice() };
      teaching(way, order)(own.weights, own.bias, images, labels, rate, size);
      const off = distance([...own.bias, ...own.weights.flat()], left);
      if (nearest === undefined || off < nearest.off) nearest = { ...own, off };
    }
    weights.forEach((row, i) => nearest!.weights[i]!.forEach((value, j) => (row[j] = value)));
    nearest!.bias.forEach((value, j) => (bias[j] = value));
  };
  const watched = async (...given: unknown[]): Promise<unknown> => {
    const returned: unknown = await train(...given);
    made.set(given[4] as number, flat(given[0], given[1], plain));
    return returned;
  };
  const steps = await judgeAsync<Given>({ train: watched }, {
    name: 'train',
    takes: ['weights', 'bias', 'images', 'labels', 'alpha', 'size', 'random'],
    changes: ['weights', 'bias'],
    questions,
    right: inAnyOrder({}) as never,
    tolerance: 1e-4,
    mistakes: mistakes.map(([id, way, message]) => [id, inAnyOrder(way) as never, message] as const),
    facts: [
      ['softmax-unstable', (seen) => seen.every(({ fine, got, what }) => fine || (what === THOUSANDS && isBroken(got))), 'Right for small scores, but not for large ones: Math.exp(1000) is Infinity, and Infinity divided by Infinity is not a number. Take the highest score away from each before Math.exp.'],
    ],
    keep: 'The images and the labels are needed again in the next epoch.',
    shape: 'There are 784 rows of ten weights, and ten biases; change the numbers in them.',
    sound: 'Look for an index past the end of an array, or a division by 0.',
    example: ({ given: [, , images, , rate, size] }, { at: [name, i, j], told }) =>
      `With ${images.length} image${images.length === 1 ? '' : 's'} in batches of ${size}, alpha ${rate.toFixed(3)}, ${name}[${i}]${j === undefined ? '' : `[${j}]`} should become ${told[0]}, and became ${told[1]}.`,
    wrong: ['wrong-steps', 'Weights and biases moved, but not as any order of the images would move them, cut into batches of this size: for each batch, the mean over its images of pixel times delta, and one step along it.'],
    pass: 'One step for each batch, along its mean, in a new order each epoch. Your loop has gone through all 60,000 images twice: its counts stand below.',
  });
  return steps.passed ? ((await judgeOrders(train as Train, tools)) ?? steps) : steps;
};

type Train = (...given: unknown[]) => unknown;
const EPOCHS = 240;
/** Of the six orders of three images, each comes forty times in so many epochs, give or take six. */
const RANGE = [10, 75] as const;

/** Which order each of many epochs took, by where the weights went; judged by how often each comes. */
async function judgeOrders(train: Train, { inputs, random, fail, plain }: CheckTools) {
  const orders = ordersOf(3);
  const images = Array.from({ length: 3 }, () => inputs.greys('ink'));
  const labels = Uint8Array.of(1, 4, 7);
  const weights = random.matrix(784, 10, -0.1, 0.1);
  const bias = random.vector(10);
  const ends = orders.map((order) => {
    const own = [weights.map((row) => Array.from(row)), Array.from(bias)] as const;
    teaching({}, order)(...own, images.map((image) => Array.from(image)), Array.from(labels), 0.5, 1);
    return own[1];
  });
  const seed = random.integer(0, 2 ** 31);
  const drawn = async (epochs: number): Promise<number[]> => {
    const generator = seeded(seed);
    const taken: number[] = [];
    for (let epoch = 0; epoch < epochs; epoch++) {
      const own = [weights.map((row) => row.slice()), bias.slice()] as const;
      await train(...own, images.map((image) => image.slice()), labels.slice(), 0.5, 1, generator);
      const off = ends.map((end) => distance(end, plain(own[1]) as number[]));
      taken.push(off.indexOf(Math.min(...off)));
    }
    return taken;
  };
  const taken = await drawn(EPOCHS);
  const counts = orders.map((_, k) => taken.filter((one) => one === k).length);
  const story = `In this test: ${EPOCHS} epochs of three images, one at a time.`;
  const only = counts.indexOf(EPOCHS);
  if (only >= 0) {
    const told = orders[only]!.join(', ');
    if (told === '0, 1, 2') return fail('not-shuffled', `The images come in the order of the file in every epoch. Take each epoch's batches from batches(images.length, size, random). ${story}`);
    return fail('same-order-each-epoch', `Every epoch takes the images in the same order, ${told}. Take a new one for each from the generator that is given. ${story}`);
  }
  const odd = counts.findIndex((count) => count < RANGE[0] || count > RANGE[1]);
  if (odd >= 0) return fail('unfair-order', `The order ${orders[odd]!.join(', ')} came in ${counts[odd]} epochs, where ${EPOCHS / 6} would be fair. random.permutation(n) gives every order the same chance. ${story}`);
  const again = await drawn(12);
  if (again.some((one, epoch) => one !== taken[epoch])) {
    return fail('own-randomness', `With a generator of the same seed, the epochs come in other orders. Draw from the generator that is given, and from nothing else: only then can a run be repeated. ${story}`);
  }
  return undefined;
}

export default check;
