import { digits, random as seeded } from 'lab';
import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';

const IMAGES = 60_000;
/** What the chapter asks for. */
const BAR = 0.8;
/** The weights of so many last lessons are averaged, to see what the last few of them do. */
const TAIL = 5000;

type Images = readonly ArrayLike<number>[];
interface Digits {
  readonly images: Images;
  readonly labels: readonly number[];
}

/** All of a set, as many at a time as `lab` gives. */
async function all(set: 'train' | 'test', count: number): Promise<Digits> {
  const images: ArrayLike<number>[] = [];
  const labels: number[] = [];
  while (images.length < count) {
    const some = await digits(set, images.length, Math.min(count, images.length + 10_000));
    images.push(...some.images);
    labels.push(...some.labels);
  }
  return { images, labels };
}

/** Ten scores, and in `inked` the places of the pixels that are not blank; gives how many those are. */
function look(image: ArrayLike<number>, weights: Float32Array, scores: Float64Array, inked: Uint16Array): number {
  let count = 0;
  for (let i = 0; i < 784; i++) if (image[i] !== 0) inked[count++] = i;
  scores.fill(0);
  for (let k = 0; k < count; k++) {
    const i = inked[k]!;
    const pixel = image[i]! / 255;
    for (let j = 0; j < 10; j++) scores[j]! += pixel * weights[10 * i + j]!;
  }
  return count;
}

/** One pass of the delta rule with these alphas, in place. Gives the mean of the weights over the last lessons. */
function pass(weights: Float32Array, { images, labels }: Digits, alphas: readonly number[]): Float32Array {
  const [scores, inked, mean] = [new Float64Array(10), new Uint16Array(784), new Float32Array(7840)];
  let averaged = 0;
  for (let n = 0; n < images.length; n++) {
    const image = images[n]!;
    const count = look(image, weights, scores, inked);
    scores[labels[n]!]! -= 1;
    for (let k = 0; k < count; k++) {
      const i = inked[k]!;
      const step = (alphas[n]! * image[i]!) / 255;
      for (let j = 0; j < 10; j++) weights[10 * i + j]! -= step * scores[j]!;
    }
    if (n >= images.length - TAIL && n % 50 === 0) {
      averaged++;
      for (let k = 0; k < 7840; k++) mean[k]! += (weights[k]! - mean[k]!) / averaged;
    }
  }
  return mean;
}

function accuracy(weights: Float32Array, { images, labels }: Digits): number {
  const [scores, inked] = [new Float64Array(10), new Uint16Array(784)];
  let right = 0;
  for (let n = 0; n < images.length; n++) {
    look(images[n]!, weights, scores, inked);
    let guess = 0;
    for (let j = 1; j < 10; j++) if (scores[j]! > scores[guess]!) guess = j;
    if (guess === labels[n]) right++;
  }
  return right / images.length;
}

/** S4's start: uniform from 0 to 1, seed 10. */
const start = (): Float32Array => Float32Array.from(seeded(10).rand(784, 10).flatMap((row) => [...row]));

const show = (value: number): string => String(Number(value.toPrecision(3)));
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** Makes the pass, and if it stays below the bar, finds out why. */
async function judgeSchedule(alphas: readonly number[], { pass: passed, fail }: CheckTools) {
  const [training, test] = [await all('train', IMAGES), await all('test', 10_000)];
  const weights = start();
  const mean = pass(weights, training, alphas);
  const [first, last, highest] = [alphas[0]!, alphas.at(-1)!, alphas.reduce((a, b) => Math.max(a, b))];
  if (!weights.every(Number.isFinite)) {
    return fail('too-large', `With these alphas, up to ${show(highest)}, the weights run away: after the pass they are not even numbers. |x|² is near 88 for an average image, and a step above 2 / 88 = 0.0227 makes its error larger. Start near 0.01.`);
  }
  const reached = accuracy(weights, test);
  const told = `From S4's random start, a pass with your alphas gets ${percent(reached)} of the test images right`;
  if (reached >= BAR) {
    return passed(`${told}: better than 80 %, where a constant 0.01 gets about 62 %. Your update uses them. Now watch the curve.`);
  }
  if (last > first) return fail('rises', `alphaAt rises: ${show(first)} at image 0, ${show(last)} at the end. ${told}. Early steps should be the large ones.`);
  const idle = alphas.filter((alpha) => alpha === 0).length;
  if (idle > IMAGES / 10) return fail('falls-too-soon', `alphaAt is 0 for ${idle} of the 60,000 images, and those teach nothing. ${told}. Let it fall later, or more slowly.`);
  const zeros = new Float32Array(7840);
  pass(zeros, training, alphas);
  const [calm, fresh] = [accuracy(mean, test), accuracy(zeros, test)];
  if (calm > reached + 0.01 && calm >= fresh) {
    const end = alphas.slice(-TAIL).reduce((sum, alpha) => sum + alpha, 0) / TAIL;
    return fail('large-at-the-end', `${told}; the mean of the weights over the last 5,000 images gets ${percent(calm)}. So the last few images have too much to say: your alpha is still ${show(end)} there. Let it come further down.`);
  }
  if (fresh > reached + 0.01 && highest > 0.015) {
    return fail('too-large', `${told}; from weights of zero the same alphas get ${percent(fresh)}. So what is in the way is the random start, and steps up to ${show(highest)} do not wear it down: at 2 / 88 = 0.0227 a step on the average image goes as far beyond its aim as it began before it. Start near 0.01.`);
  }
  if (fresh > reached + 0.01) {
    return fail('falls-too-soon', `${told}; from weights of zero the same alphas get ${percent(fresh)}. So what is in the way is the random start, which they have not worn down yet. Start higher, or fall later.`);
  }
  return fail('below-the-bar', `${told}. Start near 0.01, stay there for a while, and come down towards 0.`);
}

const check: Check = async (reader, tools) => {
  const { random, inputs, judge, describe, fail, words } = tools;
  const { alphaAt } = reader;
  if (typeof alphaAt !== 'function') return fail('no-function', `There should be an exported function named alphaAt; found ${describe(alphaAt)}.`);

  const alphas: number[] = []; // [60000]
  for (let n = 0; n < IMAGES; n++) {
    const alpha: unknown = alphaAt(n);
    if (typeof alpha !== 'number' || !Number.isFinite(alpha)) return fail('not-a-number', `alphaAt(${n}) should be a number; it is ${describe(alpha)}.`);
    if (alpha < 0) return fail('negative-alpha', `alphaAt(${n}) is ${show(alpha)}. Below zero, every step makes the error larger. Let it end at 0 or above.`);
    alphas.push(alpha);
  }
  for (const n of [0, random.integer(1, 100), random.integer(20_000, 40_000)]) {
    const again: unknown = alphaAt(n);
    if (again !== alphas[n]) {
      return fail('counts-itself', `alphaAt(${n}) was ${alphas[n]}, and then ${String(again)} when asked again. It must depend on imagesSeen alone, or a rewind would not start afresh.`);
    }
  }
  const first = alphas[0]!;
  if (alphas.every((alpha) => alpha === first)) {
    return fail('never-falls', `alphaAt gives ${show(first)} from the first image to the last. Let it start near 0.01 and come down as imagesSeen goes from 0 to 60,000.`);
  }

  type Lesson = [weights: Float32Array[], image: Float32Array, label: Float32Array, alpha: number, imagesSeen: number];
  const moving = (alpha: (given: number, seen: number) => number, sign = 1) => (weights: number[][], image: number[], label: number[], given: number, seen: number): void => {
    const delta = label.map((truth, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i]![j]!, 0) - sign * truth); // [10]
    image.forEach((pixel, i) => delta.forEach((off, j) => (weights[i]![j]! -= alpha(given, seen) * pixel * off)));
  };
  const asked = (seen: number, image: Float32Array, what: string, digit = random.integer(0, 10)) => ({
    given: [random.matrix(784, 10, -0.3, 0.3), image, inputs.oneHot(digit), random.uniform(0.003, 0.006), seen] as Lesson,
    what,
  });
  const follows = judge<Lesson>(reader, {
    name: 'update',
    takes: ['weights', 'image', 'label', 'alpha', 'imagesSeen'],
    changes: ['weights'],
    mayReturn: true,
    questions: [
      asked(0, inputs.image('ink'), 'the first image', 9),
      asked(random.integer(20_000, 40_000), inputs.image('stroke'), 'an image in the middle', 0),
      asked(random.integer(50_000, 59_000), inputs.image('ink'), 'an image near the end'),
      asked(random.integer(5000, 15_000), inputs.image('blank'), words.images.blank),
    ],
    right: moving((_given, seen) => alphas[seen]!),
    tolerance: 1e-4,
    mistakes: [
      ['not-in-place', () => undefined, 'update left the weights as they were. Change them in place, with -=.'],
      ['ignores-alpha-at', moving((given) => given), 'update still uses the alpha it is given. Use alphaAt(imagesSeen) in its place.'],
      ['ignores-images-seen', moving(() => first), 'update uses the same alpha at every image. Hand imagesSeen on: alphaAt(imagesSeen).'],
      ['two-alphas', moving((given, seen) => given * alphas[seen]!), 'update multiplies the two alphas. Use alphaAt(imagesSeen) alone.'],
      ['two-alphas', moving((given, seen) => given + alphas[seen]!), 'update adds the two alphas. Use alphaAt(imagesSeen) alone.'],
      ['forgotten-alpha', moving(() => 1), 'update makes full steps. Multiply each by alphaAt(imagesSeen).'],
      ['sign-of-delta', moving((_given, seen) => -alphas[seen]!), 'Every step has the right size and the wrong direction. Take it away, with -=.'],
      ['wrong-count', moving((_given, seen) => alphas[seen + 1]!), 'update uses the alpha of the next image. Hand imagesSeen on as it is.'],
      ['label-added', moving((_given, seen) => alphas[seen]!, -1), 'The label is added to the prediction. Delta is the prediction minus the label.'],
      ['forgotten-label', moving((_given, seen) => alphas[seen]!, 0), 'The label plays no part. Delta is the prediction minus the label.'],
    ],
    keep: 'Only the weights should move.',
    shape: 'update changes the numbers in the 784 rows of ten.',
    sound: 'Hand imagesSeen on: alphaAt(imagesSeen).',
    example: ({ given: [, , , , seen] }, { at, told }) => `At ${seen} images its alpha should be ${show(alphas[seen]!)}: weights[${at[0]}][${at[1]}] should become ${told[0]}, and became ${told[1]}.`,
    wrong: ['broken-update', 'update no longer follows the delta rule. Only its alpha should differ from chapter 3.'],
    pass: '',
  });
  return follows.passed ? judgeSchedule(alphas, tools) : follows;
};

export default check;
