import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];

/** How a lesson is made. The plain one has none of these; each is a common mistake. */
interface Way {
  readonly biasUnused?: boolean;
  /** What the bias is moved by, for delta and alpha. */
  readonly biasStep?: (delta: number, alpha: number, image: Numbers) => number;
  readonly step?: (delta: number, alpha: number) => number;
  readonly scoresForShares?: boolean;
  /** What delta is made of, instead of share minus truth. */
  readonly delta?: (share: number, truth: number) => number;
  readonly label?: (digit: number) => number;
  readonly greyScale?: number;
  readonly first?: number;
  readonly less?: number;
  readonly sameImage?: boolean;
  readonly backwards?: boolean;
  readonly oneOutputLess?: boolean;
}

function softmax(scores: Numbers): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** One epoch in this way, in place. */
const teaching = (way: Way) => (weights: number[][], bias: number[], images: Numbers[], labels: Numbers, alpha: number): void => {
  const { step = (delta, rate) => rate * delta, biasStep = step, greyScale = 1 / 255, first = 0, less = 0, label = (digit) => digit, delta: off = (share, truth) => share - truth } = way;
  const outputs = way.oneOutputLess ? 9 : 10;
  for (let k = first; k < images.length - less; k++) {
    const n = way.sameImage ? 0 : way.backwards ? images.length - 1 - k : k;
    const image = images[n]!.map((grey) => grey * greyScale); // [784]
    const scores = bias.map((value) => (way.biasUnused ? 0 : value)); // [10]
    image.forEach((pixel, i) => {
      if (pixel !== 0) for (let j = 0; j < 10; j++) scores[j]! += pixel * weights[i]![j]!;
    });
    const delta = (way.scoresForShares ? scores : softmax(scores)).map((share, j) => off(share, Number(j === label(labels[n]!)))); // [10]
    image.forEach((pixel, i) => {
      if (pixel !== 0) for (let j = 0; j < outputs; j++) weights[i]![j]! -= step(delta[j]!, alpha) * pixel;
    });
    for (let j = 0; j < outputs; j++) bias[j]! -= biasStep(delta[j]!, alpha, image);
  }
};

const inkOf = (image: Numbers): number => image.filter((pixel) => pixel !== 0).length;

const mistakes: ReadonlyArray<readonly [id: string, way: Way, message: string]> = [
  ['nothing-learnt', { less: Infinity }, 'After train, all 7,840 weights and ten biases are what they were. Change them in place, with -=, once for each image.'],
  ['forgotten-bias', { biasUnused: true, biasStep: () => 0 }, 'The bias plays no part: it is neither added to the scores nor moved. Add it to the sums, and move it by alpha times delta.'],
  ['forgotten-bias', { biasStep: () => 0 }, 'The weights move rightly, but the bias never does. It learns too: bias[j] goes down by alpha times delta[j].'],
  ['bias-only', { step: () => 0, biasStep: (delta, alpha) => alpha * delta }, 'The bias moves, but the weights never do. Take alpha times image[i] times delta[j] away from weights[i][j].'],
  ['bias-not-added', { biasUnused: true }, 'The bias moves, but the scores are made without it. Add it to the sums before softmax.'],
  ['sign-of-delta', { step: (delta, alpha) => -alpha * delta }, 'Every step has the right size and the wrong direction. With delta = probabilities - label, take the steps away (-=).'],
  ['sign-of-bias', { biasStep: (delta, alpha) => -alpha * delta }, 'The weights move rightly, the bias the wrong way: take its step away too (-=).'],
  ['sign-of-weights', { step: (delta, alpha) => -alpha * delta, biasStep: (delta, alpha) => alpha * delta }, 'The bias moves rightly, the weights the wrong way: take their steps away too (-=).'],
  ['forgotten-alpha', { step: (delta) => delta }, 'The direction is right, but the steps are full-sized. Multiply each by alpha.'],
  ['bias-without-alpha', { biasStep: (delta) => delta }, 'The weights move rightly, the bias too far: multiply its step by alpha as well.'],
  ['weights-without-alpha', { step: (delta) => delta, biasStep: (delta, alpha) => alpha * delta }, 'The bias moves rightly, the weights too far: multiply their steps by alpha as well.'],
  ['alpha-twice', { step: (delta, alpha) => alpha * alpha * delta }, 'The steps hold alpha twice over. Once is enough.'],
  ['factor-two', { step: (delta, alpha) => 2 * alpha * delta }, 'The steps are exactly twice as long as they should be. Leave out the 2.'],
  ['fixed-alpha', { step: (delta) => 0.003 * delta }, 'The steps are made with 0.003, whatever alpha is given. Use the parameter alpha.'],
  ['bias-in-the-pixel-loop', { biasStep: (delta, alpha, image) => alpha * delta * inkOf(image) }, 'The bias moves once for every inked pixel. Move it once a lesson: its loop stands outside the loop over the pixels.'],
  ['bias-in-the-pixel-loop', { biasStep: (delta, alpha) => alpha * delta * 784 }, 'The bias moves 784 times in each lesson. Move it once: its loop stands outside the loop over the pixels.'],
  ['forgotten-softmax', { scoresForShares: true }, 'Delta is made from the scores, as in Part I. Make probabilities of them first, by softmax.'],
  ['forgotten-label', { delta: (share) => share }, 'The label plays no part: the steps follow the probabilities alone. Take 1 away from the probability of the right digit.'],
  ['label-added', { delta: (share, truth) => share + truth }, 'The label is added. Take 1 away from the probability of the right digit.'],
  ['absolute-delta', { delta: (share, truth) => Math.abs(share - truth) }, 'Delta has lost its sign. The share of the right digit is too low, so its delta is negative.'],
  ['only-too-high', { delta: (share, truth) => Math.max(0, share - truth) }, 'Nothing moves where a share is too low. Delta is negative there, and the weights must go up.'],
  ['only-the-label', { delta: (share, truth) => (truth === 1 ? share - 1 : 0) }, 'Only the weights of the right digit move. All ten have something to learn.'],
  ['label-off-by-one', { label: (digit) => digit - 1 }, 'The 1 of the label stands one place too early. Digit 0 has index 0.'],
  ['label-off-by-one', { label: (digit) => digit + 1 }, 'The 1 of the label stands one place too late. Digit 0 has index 0.'],
  ['not-divided', { greyScale: 1 }, 'The pixels run from 0 to 255 here. Divide them by 255 first, as the first line of the loop does.'],
  ['missed-image', { first: 1 }, 'The first image is never taught. The first index is 0.'],
  ['missed-image', { less: 1 }, 'The last image is never taught. n should run while n < images.length.'],
  ['same-image', { sameImage: true }, 'Only the first image is ever taught. Use images[n] and labels[n].'],
  ['reversed-order', { backwards: true }, 'The images come last first. Take them in the order of the list.'],
  ['missed-output', { oneOutputLess: true }, 'The last output never learns. j should run while j < 10.'],
];

const THOUSANDS = 'scores in the thousands';
const isBroken = (value: unknown): boolean => (Array.isArray(value) ? value.some(isBroken) : typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'object' && value !== null && Object.values(value).some(isBroken));

const check: Check = async (reader, { judgeAsync, inputs, random, words }) => {
  const some = (count: number): [Uint8Array[], Uint8Array] => [Array.from({ length: count }, () => inputs.greys('edges')), inputs.digits(count)];
  const few = (): Float32Array[] => random.matrix(784, 10, -0.1, 0.1);
  const alpha = (): number => random.uniform(0.008, 0.02);
  return judgeAsync<[weights: Float32Array[], bias: Float32Array, images: Uint8Array[], labels: Uint8Array, alpha: number]>(reader, {
    name: 'train',
    takes: ['weights', 'bias', 'images', 'labels', 'alpha'],
    changes: ['weights', 'bias'],
    questions: [
      { given: [few(), random.vector(10), ...some(random.integer(3, 6)), alpha()], what: 'a few images' },
      { given: [few(), random.vector(10), ...some(1), alpha() / 4], what: 'one image' },
      { given: [inputs.matrix(784, 10, 'blank'), new Float32Array(10), ...some(4), alpha()], what: 'weights and biases that are all 0' },
      { given: [few(), random.vector(10), [inputs.greys('stroke'), inputs.greys('blank'), inputs.greys('ink')], Uint8Array.of(9, 0, 5), alpha()], what: words.images.blank },
      { given: [random.matrix(784, 10, -200, 200), random.vector(10, -5, 5), ...some(2), alpha()], what: THOUSANDS, hard: true },
    ],
    right: teaching({}),
    tolerance: 1e-4,
    mistakes: mistakes.map(([id, way, message]) => [id, teaching(way), message] as const),
    facts: [
      ['softmax-unstable', (seen) => seen.every(({ fine, got, what }) => fine || (what === THOUSANDS && isBroken(got))), 'Right for small scores, but not for large ones: Math.exp(1000) is Infinity, and Infinity divided by Infinity is not a number. Take the highest score away from each before Math.exp.'],
    ],
    keep: 'The images and the labels are needed again in the next epoch.',
    shape: 'There are 784 rows of ten weights, and ten biases; change the numbers in them.',
    sound: 'That happens when a value is read past the end of an array: image has 784 numbers, delta 10, and labels[n] is one digit.',
    example: ({ given: [, , images, , rate] }, { at: [name, i, j], told }) =>
      `With ${images.length} image${images.length === 1 ? '' : 's'} and alpha ${rate.toFixed(4)}, ${name}[${i}]${j === undefined ? '' : `[${j}]`} should become ${told[0]}, and became ${told[1]}.`,
    wrong: ['wrong-lessons', 'Weights and biases moved, but not as these lessons would move them: scores with bias, softmax, minus label, then one step for each weight and each bias, image by image.'],
    pass: 'Weights and bias learn as they should. Your loop has gone through all 60,000 images three times: its counts stand below.',
  });
};

export default check;
