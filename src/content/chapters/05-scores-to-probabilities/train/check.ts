import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];

/** How a lesson is made. The plain one has none of these; each is a common mistake. */
interface Way {
  readonly biasUnused?: boolean;
  /** What the bias is moved by, for delta and alpha; 0 leaves it where it is. */
  readonly biasStep?: (delta: number, alpha: number, image: Float32Array) => number;
  readonly step?: (delta: number, alpha: number) => number;
  readonly scoresForShares?: boolean;
  readonly noLabel?: boolean;
  readonly labelOffset?: number;
  readonly greyScale?: number;
  readonly first?: number;
  readonly last?: number;
  readonly sameImage?: boolean;
}

function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** One epoch in this way, in place. */
function teach(weights: Matrix, bias: Float32Array, images: readonly Uint8Array[], labels: Uint8Array, alpha: number, way: Way = {}): void {
  const { step = (delta, rate) => rate * delta, biasStep = step, greyScale = 1 / 255, first = 0, last = images.length } = way;
  for (let n = first; n < last; n++) {
    const k = way.sameImage ? 0 : n;
    const image = Float32Array.from(images[k]!, (grey) => grey * greyScale); // [784]
    const inked = Array.from(image.keys()).filter((i) => image[i] !== 0);
    const scores = Float64Array.from(bias, (value) => (way.biasUnused ? 0 : value)); // [10]
    for (const i of inked) for (let j = 0; j < 10; j++) scores[j]! += image[i]! * weights[i]![j]!;
    const delta = way.scoresForShares ? scores : softmax(scores); // [10]
    const right = labels[k]! + (way.labelOffset ?? 0);
    if (!way.noLabel && right >= 0 && right < 10) delta[right]! -= 1;
    for (const i of inked) for (let j = 0; j < 10; j++) weights[i]![j]! -= step(delta[j]!, alpha) * image[i]!;
    for (let j = 0; j < 10; j++) bias[j]! -= biasStep(delta[j]!, alpha, image);
  }
}

const inkOf = (image: Float32Array): number => image.filter((pixel) => pixel !== 0).length;

const mistakes: ReadonlyArray<readonly [id: string, way: Way, message: string]> = [
  ['forgotten-bias', { biasUnused: true, biasStep: () => 0 }, 'The bias plays no part: it is neither added to the scores nor moved. Add it to the sums, and move it by alpha times delta.'],
  ['forgotten-bias', { biasStep: () => 0 }, 'The weights move rightly, but the bias never does. It learns too: bias[j] goes down by alpha times delta[j].'],
  ['bias-not-added', { biasUnused: true }, 'The bias moves, but the scores are made without it. Add it to the sums before softmax.'],
  ['sign-of-delta', { step: (delta, alpha) => -alpha * delta }, 'Every step has the right size and the wrong direction. With delta = probabilities - label, take the steps away (-=).'],
  ['sign-of-bias', { biasStep: (delta, alpha) => -alpha * delta }, 'The weights move rightly, the bias the wrong way: take its step away too (-=).'],
  ['forgotten-alpha', { step: (delta) => delta }, 'The direction is right, but the steps are full-sized. Multiply each by alpha.'],
  ['bias-without-alpha', { biasStep: (delta) => delta }, 'The weights move rightly, the bias too far: multiply its step by alpha as well.'],
  ['fixed-alpha', { step: (delta) => 0.003 * delta }, 'The steps are made with 0.003, whatever alpha is given. Use the parameter alpha.'],
  ['bias-in-the-pixel-loop', { biasStep: (delta, alpha, image) => alpha * delta * inkOf(image) }, 'The bias moves once for every inked pixel. Move it once a lesson: its loop stands outside the loop over the pixels.'],
  ['bias-in-the-pixel-loop', { biasStep: (delta, alpha) => alpha * delta * 784 }, 'The bias moves 784 times in each lesson. Move it once: its loop stands outside the loop over the pixels.'],
  ['forgotten-softmax', { scoresForShares: true }, 'Delta is made from the scores, as in Part I. Make probabilities of them first, by softmax.'],
  ['forgotten-label', { noLabel: true }, 'The label plays no part: the steps follow the probabilities alone. Take 1 away from the probability of the right digit.'],
  ['label-off-by-one', { labelOffset: -1 }, 'The 1 of the label stands one place too early. Digit 0 has index 0.'],
  ['not-divided', { greyScale: 1 }, 'The pixels run from 0 to 255 here. Divide them by 255 first, as the first line of the loop does.'],
  ['missed-image', { first: 1 }, 'The first image is never taught. The first index is 0.'],
  ['missed-image', { last: -1 }, 'The last image is never taught. n should run while n < images.length.'],
  ['same-image', { sameImage: true }, 'Only the first image is ever taught. Use images[n] and labels[n].'],
];

const check: Check = async (reader, { random, close, copy, describe, pass, fail }) => {
  const train = reader['train'];
  if (typeof train !== 'function') return fail('no-function', `There should be an exported function named train; found ${describe(train)}.`);

  for (let round = 0; round < 2; round++) {
    const count = random.integer(4, 7);
    const images = Array.from({ length: count }, () => Uint8Array.from(random.image(), (pixel) => Math.round(255 * pixel))); // [count, 784]
    const labels = Uint8Array.from({ length: count }, (_, n) => (n < 2 ? 3 + 4 * n : random.integer(0, 10)));
    const alpha = random.uniform(0.008, 0.02);
    const [weightsBefore, biasBefore] = [random.matrix(784, 10, -0.1, 0.1), random.vector(10)];
    const [weights, bias] = [copy(weightsBefore), copy(biasBefore)];
    const [imagesBefore, labelsBefore] = [copy(images), copy(labels)];
    await train(weights, bias, images, labels, alpha);

    const story = `In this test: ${count} images, alpha ${alpha.toFixed(4)}.`;
    if (!close(images, imagesBefore, 0) || !close(labels, labelsBefore, 0)) return fail('changes-input', `train changed the images or the labels. They are needed again in the next epoch. ${story}`);
    if (close(weights, weightsBefore, 0) && close(bias, biasBefore, 0)) {
      return fail('nothing-learnt', `After train, all 7,840 weights and ten biases are what they were. Change them in place, with -=, once for each image. ${story}`);
    }
    if (!weights.every((row) => row.every(Number.isFinite)) || !bias.every(Number.isFinite)) {
      return fail('not-a-number', `Weights or biases became NaN, not a number. That happens when a value is read past the end of an array: image has 784 numbers, delta 10, and labels[n] is one digit. ${story}`);
    }
    const learnt = (way?: Way): boolean => {
      const [otherWeights, otherBias] = [copy(weightsBefore), copy(biasBefore)];
      teach(otherWeights, otherBias, images, labels, alpha, way?.last === -1 ? { ...way, last: count - 1 } : way);
      return close(weights, otherWeights, 1e-4) && close(bias, otherBias, 1e-4);
    };
    if (learnt()) continue;
    for (const [id, way, message] of mistakes) if (learnt(way)) return fail(id, `${message} ${story}`);
    return fail('wrong-lessons', `Weights and biases moved, but not as these lessons would move them: scores with bias, softmax, minus label, then one step for each weight and each bias, image by image. ${story}`);
  }
  return pass('Weights and bias learn as they should. Your loop has gone through all 60,000 images three times: its counts stand below.');
};

export default check;
