import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];

/** How an epoch is made. The plain one has none of these; each is a common mistake. */
interface Way {
  /** What the sums are divided by. */
  readonly divisor?: (inBatch: number, size: number, count: number) => number;
  readonly sign?: -1;
  readonly fullStep?: boolean;
  /** The sums of earlier batches stay in. */
  readonly kept?: boolean;
  /** Each image moves the weights at once. */
  readonly atOnce?: boolean;
  readonly lastOnly?: boolean;
  readonly placeForIndex?: boolean;
  readonly frozenBias?: boolean;
  readonly oneStep?: boolean;
  readonly scoresForShares?: boolean;
}

function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

interface Lesson {
  readonly images: readonly Uint8Array[];
  readonly labels: Uint8Array;
  readonly alpha: number;
  readonly size: number;
  readonly order: readonly number[];
}

/** One epoch in this way, in place. The bias is row 784. */
function teach(rows: Matrix, { images, labels, alpha, size, order }: Lesson, way: Way): void {
  const { divisor = (inBatch) => inBatch } = way;
  let sums: Float64Array[] = [];
  const clear = (): void => void (sums = Array.from({ length: 785 }, () => new Float64Array(10)));
  const move = (by: number): void => {
    const step = ((way.sign ?? 1) * (way.fullStep ? 1 : alpha)) / by;
    for (let i = 0; i < (way.frozenBias ? 784 : 785); i++) for (let j = 0; j < 10; j++) rows[i]![j]! -= step * sums[i]![j]!;
  };
  clear();
  for (let from = 0; from < order.length; from += size) {
    const batch = order.slice(from, from + size);
    if (!way.kept && !way.oneStep) clear();
    for (const [place, index] of batch.entries()) {
      const n = way.placeForIndex ? place : index;
      const image = Float32Array.from([...images[n]!, 255], (grey) => grey / 255); // [785]
      const scores = new Float64Array(10);
      image.forEach((pixel, i) => {
        if (pixel !== 0) for (let j = 0; j < 10; j++) scores[j]! += pixel * rows[i]![j]!;
      });
      const delta = way.scoresForShares ? scores : softmax(scores); // [10]
      delta[labels[n]!]! -= 1;
      if (way.lastOnly || way.atOnce) clear();
      image.forEach((pixel, i) => {
        if (pixel !== 0) for (let j = 0; j < 10; j++) sums[i]![j]! += pixel * delta[j]!;
      });
      if (way.atOnce) move(divisor(batch.length, size, order.length));
    }
    if (!way.atOnce && !way.oneStep) move(divisor(batch.length, size, order.length));
  }
  if (way.oneStep) move(order.length);
}

const mistakes: ReadonlyArray<readonly [id: string, way: Way, message: string]> = [
  ['forgotten-batch-size', { divisor: () => 1 }, 'The steps follow the sum over the batch. Divide by batch.length: the mean keeps the step from growing with the batch.'],
  ['divided-by-size', { divisor: (_, size) => size }, 'The last, smaller batch is divided by the full size, so its images count too little. Divide by batch.length.'],
  ['one-step-an-epoch', { oneStep: true }, 'Only one step was made, after all the batches. Move the weights at the end of each batch.'],
  ['divided-by-count', { divisor: (_, __, count) => count }, 'The sums are divided by the number of all images. Divide by batch.length, the number of images in this batch.'],
  ['steps-inside-the-batch', { atOnce: true }, 'The weights move after every image, so the next image of the batch is judged by other weights. Add up first, and move once, after the batch.'],
  ['steps-inside-the-batch', { atOnce: true, divisor: () => 1 }, 'Every image moves the weights by a full step of its own. Add up over the batch, and move once, after it.'],
  ['sums-not-cleared', { kept: true }, 'The sums still hold the batches before. Make new zeros at the start of each batch.'],
  ['last-image-only', { lastOnly: true }, 'Only the last image of each batch counts: each one replaces those before it. Add, with +=.'],
  ['place-for-index', { placeForIndex: true }, 'Each batch takes images 0, 1, 2 and so on again. batch holds the indices: use for (const n of batch), or images[batch[k]].'],
  ['forgotten-bias', { frozenBias: true }, 'The weights move rightly, but the bias never does. It takes its step after the batch, too.'],
  ['sign-of-delta', { sign: -1 }, 'Every step has the right size and the wrong direction. Take the steps away (-=).'],
  ['forgotten-alpha', { fullStep: true }, 'The direction is right, but the steps are full-sized. Multiply by alpha.'],
  ['forgotten-softmax', { scoresForShares: true }, 'Delta is made from the scores. Make probabilities of them first, by softmax.'],
];

const check: Check = async (reader, { random, close, copy, describe, pass, fail }) => {
  const train = reader['train'];
  if (typeof train !== 'function') return fail('no-function', `There should be an exported function named train; found ${describe(train)}.`);

  for (let round = 0; round < 2; round++) {
    const [count, size] = round === 0 ? [7, 3] : [5, 2];
    const images = Array.from({ length: count }, () => Uint8Array.from(random.image(), (pixel) => Math.round(255 * pixel))); // [count, 784]
    const labels = Uint8Array.from({ length: count }, (_, n) => (n < 2 ? 3 + 4 * n : random.integer(0, 10)));
    const alpha = random.uniform(0.1, 0.2);
    const orders: number[][] = [];
    const generator = {
      uniform: random.uniform,
      integer: random.integer,
      normal: () => random.uniform(-1, 1),
      rand: (n: number) => random.vector(n, 0, 1),
      randn: (n: number) => random.vector(n),
      permutation(n: number): number[] {
        const order = Array.from({ length: n }, (_, k) => (k * 3 + 2 + round) % n);
        orders.push(order.slice());
        return order;
      },
    };
    const start = [...random.matrix(784, 10, -0.1, 0.1), random.vector(10)]; // [785, 10], the bias last
    const rows = copy(start);
    const [imagesBefore, labelsBefore] = [copy(images), copy(labels)];
    await train(rows.slice(0, 784), rows[784], images, labels, alpha, size, generator);

    const story = `In this test: ${count} images in batches of ${size}, alpha ${alpha.toFixed(3)}.`;
    if (!close(images, imagesBefore, 0) || !close(labels, labelsBefore, 0)) return fail('changes-input', `train changed the images or the labels. They are needed again in the next epoch. ${story}`);
    if (close(rows, start, 0)) return fail('nothing-learnt', `After train, all 7,840 weights and ten biases are what they were. Change them in place, with -=, once for each batch. ${story}`);
    if (!rows.every((row) => row.every(Number.isFinite))) return fail('not-a-number', `Weights or biases became NaN, not a number. Look for an index past the end of an array, or a division by 0. ${story}`);
    if (orders.length !== 1 || orders[0]!.length !== count) {
      return fail('no-loader', `The order of the images should come from one call of batches(images.length, size, random) for each epoch; the generator was asked for ${orders.length} orders. ${story}`);
    }
    const lesson: Lesson = { images, labels, alpha, size, order: orders[0]! };
    const learnt = (way: Way): boolean => {
      const other = copy(start);
      teach(other, lesson, way);
      return close(rows, other, 1e-5);
    };
    if (learnt({})) continue;
    for (const [id, way, message] of mistakes) if (learnt(way)) return fail(id, `${message} ${story}`);
    return fail('wrong-steps', `Weights and biases moved, but not as these batches would move them: for each batch, the mean over its images of pixel times delta, and one step along it. ${story}`);
  }
  return pass('One step for each batch, along its mean. Your loop has gone through all 60,000 images twice: its counts stand below.');
};

export default check;
