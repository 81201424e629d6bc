import { IMAGE_PIXELS, TEST_COUNT, TRAIN_COUNT } from '../../../../src/lib/data/mnist.ts';
import { DeltaRule, emptyInk, predict, readInk } from '../../../../src/lib/nn/delta-rule.ts';
import { RandomState } from '../../../../src/lib/nn/random.ts';
import { readDigits } from '../../mnist-files.ts';
import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { callsOf, lastOf, toldBriefly, total } from './numbers.ts';

const DIGITS = 10;
const TAIL = 5000;
/** Sums of 32-bit numbers in another order guess some images otherwise. */
const NEAR = 0.3; // points

type Digits = ReturnType<typeof readDigits>;
let read: Readonly<Record<'train' | 'test', Digits>> | undefined;
const digits = (set: 'train' | 'test'): Digits =>
  (read ??= { train: readDigits('train', 0, TRAIN_COUNT), test: readDigits('test', 0, TEST_COUNT) })[set];

const alphas = (seen: Seen): number[] =>
  callsOf(seen, 'alphaAt')
    .slice(0, TRAIN_COUNT)
    .map(({ result }) => result as number);
const highest = (seen: Seen): number => alphas(seen).reduce((most, alpha) => Math.max(most, alpha), -Infinity);
const lateMean = (seen: Seen): number => total(alphas(seen).slice(-TAIL)) / TAIL;

/** Of the test images, in per cent. */
function rightWith(weights: Float32Array): number {
  const { images, labels } = digits('test');
  const [ink, scores] = [emptyInk(IMAGE_PIXELS), new Float32Array(DIGITS)];
  let right = 0;
  labels.forEach((label, n) => {
    readInk(images, n, ink);
    predict(weights, ink, scores);
    if (scores.indexOf(scores.reduce((most, score) => Math.max(most, score))) === label) right++;
  });
  return (100 * right) / labels.length;
}

interface Passed {
  readonly weights: Float32Array; // [784 * 10]
  /** Over the last lessons. */
  readonly mean: Float32Array;
}
/** One pass by the book's own delta rule. */
function passOf(rates: readonly number[], weights: Float32Array): Passed {
  const { images, labels } = digits('train');
  const rule = new DeltaRule(weights, DIGITS);
  const sums = new Float64Array(weights.length);
  let added = 0;
  rates.forEach((alpha, n) => {
    rule.learn(images, n, labels[n]!, alpha);
    if (n < TRAIN_COUNT - TAIL || n % 20 !== 0) return;
    added++;
    weights.forEach((weight, k) => (sums[k]! += weight));
  });
  return { weights, mean: Float32Array.from(sums, (sum) => sum / added) };
}

function randomStart(): Float32Array {
  const random = new RandomState(10);
  return Float32Array.from({ length: IMAGE_PIXELS * DIGITS }, () => random.randomSample());
}

/** What of a pass is worked out but once for each answer. */
const remembered = <Value>(work: (seen: Seen) => Value): ((seen: Seen) => Value) => {
  const known = new WeakMap<Seen, Value>();
  return (seen) => {
    if (!known.has(seen)) known.set(seen, work(seen));
    return known.get(seen)!;
  };
};
const fromRandom = remembered((seen) => passOf(alphas(seen), randomStart()));
const reached = remembered((seen) => rightWith(fromRandom(seen).weights));
const calm = remembered((seen) => rightWith(fromRandom(seen).mean));
const fresh = remembered((seen) => rightWith(passOf(alphas(seen), new Float32Array(IMAGE_PIXELS * DIGITS)).weights));
const near = (value: number, words: string | undefined): boolean => Math.abs(value - Number(words)) <= NEAR;

const asked = (seen: Seen, n: string | undefined): unknown[] =>
  callsOf(seen, 'alphaAt').flatMap(({ given, result }) => (given[0] === Number(n) ? [result] : []));

export const fallingAlpha: readonly Claim[] = [
  [
    /alphaAt\((\d+)\) should be a number; it is/,
    (seen, [, n]) => lastOf(seen, 'alphaAt').given[0] === Number(n) && !Number.isFinite(lastOf(seen, 'alphaAt').result),
  ],
  [
    /alphaAt\((\d+)\) is (\S+)\./,
    (seen, [, n, says]) => asked(seen, n).some((alpha) => (alpha as number) < 0 && toldBriefly(alpha, says)),
  ],
  [
    /alphaAt\((\d+)\) was (\S+), and then (\S+) when asked again\./,
    (seen, [, n, first, then]) => String(asked(seen, n).slice(0, 2)) === `${first},${then}` && first !== then,
  ],
  [
    /alphaAt gives (\S+) from the first image to the last\./,
    (seen, [, says]) => new Set(alphas(seen)).size === 1 && toldBriefly(alphas(seen)[0], says),
  ],
  [
    /With these alphas, up to (\S+), the weights run away: after the pass they are not even numbers\./,
    (seen, [, says]) =>
      toldBriefly(highest(seen), says) && fromRandom(seen).weights.some((one) => !Number.isFinite(one)),
  ],
  [
    /From S4's random start, a pass with your alphas gets (\S+) % of the test images right/,
    (seen, [, says]) => near(reached(seen), says),
  ],
  [
    /alphaAt rises: (\S+) at image 0, (\S+) at the end\./,
    (seen, [, first, last]) =>
      toldBriefly(alphas(seen)[0], first) && toldBriefly(alphas(seen).at(-1), last) && Number(last) >= Number(first),
  ],
  [
    /alphaAt is 0 for (\d+) of the 60,000 images, and those teach nothing\./,
    (seen, [, count]) => alphas(seen).filter((alpha) => alpha === 0).length === Number(count),
  ],
  [
    /the mean of the weights over the last 5,000 images gets (\S+) %\./,
    (seen, [, says]) => Math.abs(calm(seen) - Number(says)) <= 2 * NEAR,
  ],
  [/So the last few images have too much to say:/, (seen) => calm(seen) > reached(seen) + 1 - 2 * NEAR],
  [/your alpha is still (\S+) there\./, (seen, [, says]) => toldBriefly(lateMean(seen), says)],
  [/from weights of zero the same alphas get (\S+) %\./, (seen, [, says]) => near(fresh(seen), says)],
  [/So what is in the way is the random start/, (seen) => fresh(seen) > reached(seen) + 1 - 2 * NEAR],
  [/steps up to (\S+) do not wear it down:/, (seen, [, says]) => toldBriefly(highest(seen), says)],
  [
    /\|x\|² is near 88 for an average image|Below zero, every step makes the error larger|It must depend on imagesSeen alone|Early steps should be the large ones/,
    OF_THE_LESSON,
  ],
];
