import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = number[][];
type Vector = readonly number[];

/** What goes into one lesson: everything given, and the delta that follows from it. */
interface Lesson {
  readonly image: Vector; // [784]
  readonly prediction: Vector; // [10]
  readonly label: Vector; // [10]
  readonly delta: Vector; // [10]
  readonly alpha: number;
}
type Change = (lesson: Lesson) => (i: number, j: number) => number;

function predict(image: Vector, weights: Matrix): number[] {
  const prediction = new Array<number>(10).fill(0);
  image.forEach((pixel, i) => {
    if (pixel !== 0) for (let j = 0; j < 10; j++) prediction[j]! += pixel * weights[i]![j]!;
  });
  return prediction;
}

/** An update that changes weights[i][j] by `change`. */
const moving = (change: Change) => (weights: Matrix, image: Vector, label: Vector, alpha: number): void => {
  const prediction = predict(image, weights); // [10]
  const delta = prediction.map((score, j) => score - label[j]!); // [10]
  const by = change({ image, prediction, label, delta, alpha });
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i]![j]! += by(i, j);
};
const rule: Change = (l) => (i, j) => -l.alpha * l.image[i]! * l.delta[j]!;

/** Changes that a common mistake would make, and what to say about it. */
const mistakes: ReadonlyArray<readonly [id: string, change: Change, message: string]> = [
  ['not-in-place', () => () => 0,
    'After update, all 7,840 weights are exactly what they were. Steps made on a copy are lost: change weights[i][j] itself, with -=, for every i and j.'],
  ['sign-of-delta', (l) => (i, j) => l.alpha * l.image[i]! * l.delta[j]!,
    'Every step has the right size and the wrong direction. A score that is too high needs smaller weights: with delta = prediction - label, take the step away (-=).'],
  ['absolute-delta', (l) => (i, j) => -l.alpha * l.image[i]! * Math.abs(l.delta[j]!),
    'Delta has lost its sign, so every weight can only go down. Where a score is too low, delta is negative, and the weights must go up.'],
  ['only-too-high', (l) => (i, j) => -l.alpha * l.image[i]! * Math.max(0, l.delta[j]!),
    'Weights move only where the score is too high. Where it is too low, delta is negative, and they must go up.'],
  ['only-too-low', (l) => (i, j) => -l.alpha * l.image[i]! * Math.min(0, l.delta[j]!),
    'Weights move only where the score is too low. Where it is too high, delta is positive, and they must go down.'],
  ['direction-only', (l) => (i, j) => -l.alpha * l.image[i]! * Math.sign(l.delta[j]!),
    'Every step is equally long, however far off the score is. Multiply by delta[j] itself.'],
  ['forgotten-alpha', (l) => (i, j) => -l.image[i]! * l.delta[j]!,
    'The direction is right, but the steps are full-sized. Multiply each by alpha.'],
  ['fixed-alpha', (l) => (i, j) => -0.01 * l.image[i]! * l.delta[j]!,
    'The steps are made with 0.01, whatever alpha is given. Use the parameter alpha, so that the widget can change it.'],
  ['alpha-twice', (l) => (i, j) => -l.alpha * l.alpha * l.image[i]! * l.delta[j]!,
    'The steps hold alpha twice over (alpha × alpha). Once is enough.'],
  ['factor-two', (l) => (i, j) => -2 * l.alpha * l.image[i]! * l.delta[j]!,
    'The steps are exactly twice as long as expected. The slope of the squared error does hold a 2, but in this book that 2 goes into alpha: leave it out.'],
  ['forgotten-image', (l) => (_i, j) => -l.alpha * l.delta[j]!,
    'Every pixel gets the same step. A weight moves in proportion to its own pixel: multiply by image[i].'],
  ['ink-or-not', (l) => (i, j) => (l.image[i] === 0 ? 0 : -l.alpha * l.delta[j]!),
    'Every inked pixel gets the same step, however grey it is. A weight moves in proportion to its own pixel: multiply by image[i].'],
  ['forgotten-delta', (l) => (i) => -l.alpha * l.image[i]!,
    'All ten outputs get the same step. Multiply by delta[j]: how far off that score is.'],
  ['forgotten-label', (l) => (i, j) => -l.alpha * l.image[i]! * l.prediction[j]!,
    'The steps follow the prediction alone, as if every score should be 0. Delta is the prediction minus the label.'],
  ['label-added', (l) => (i, j) => -l.alpha * l.image[i]! * (l.prediction[j]! + l.label[j]!),
    'The label is added to the prediction. Delta is the prediction minus the label.'],
  ['error-instead-of-delta', (l) => (i, j) => -l.alpha * l.image[i]! * l.delta[j]! ** 2,
    'The steps use the squared error. Squaring loses the sign, so every weight can only go down. Use delta, which is not squared.'],
  ['only-the-label', (l) => (i, j) => (l.label[j] === 1 ? -l.alpha * l.image[i]! * l.delta[j]! : 0),
    'Only the weights of the right digit moved. All ten scores were off, so all ten columns have something to learn.'],
  ['only-the-others', (l) => (i, j) => (l.label[j] === 1 ? 0 : -l.alpha * l.image[i]! * l.delta[j]!),
    'The weights of the right digit did not move. All ten scores were off, so all ten columns have something to learn.'],
  ['missed-output', (l) => (i, j) => (j === 9 ? 0 : rule(l)(i, j)), 'The last output never learns. j should run while j < 10.'],
  ['missed-output', (l) => (i, j) => (j === 0 ? 0 : rule(l)(i, j)), 'The first output never learns. The first index is 0.'],
  ['missed-pixel', (l) => (i, j) => (i === 783 ? 0 : rule(l)(i, j)), 'The weights of the last pixel never move. i should run while i < image.length.'],
  ['missed-pixel', (l) => (i, j) => (i === 0 ? 0 : rule(l)(i, j)), 'The weights of the first pixel never move. The first index is 0.'],
  ['transposed-outer-product', (l) => (i, j) => (i < 10 ? -l.alpha * l.image[j]! * l.delta[i]! : 0),
    'The indices are swapped: the step for weights[j][i] went where weights[i][j] should move. The row i is the pixel, the column j is the digit.'],
  ['moving-target', (l) => {
      const shrink = new Float64Array(l.image.length);
      let factor = 1;
      for (let i = 0; i < l.image.length; i++) {
        shrink[i] = factor;
        factor *= 1 - l.alpha * l.image[i]! ** 2;
      }
      return (i, j) => -l.alpha * l.image[i]! * l.delta[j]! * shrink[i]!;
    },
    'The first weights move rightly, later ones too little: delta is worked out again while the weights are already moving. Work out all of delta once, before the first weight moves.'],
];

const check: Check = (reader, { judge, inputs, random, show, words }) => {
  /** Ink at both ends and in the first ten pixels, where swapped indices show. */
  const image = (): Float32Array => inputs.image('edges').map((pixel, i) => (i < 10 ? random.uniform(0.2, 1) : pixel));
  const label = (): Float32Array => inputs.oneHot(random.integer(0, 10));
  return judge<[weights: Float32Array[], image: Float32Array, label: Float32Array, alpha: number]>(reader, {
    name: 'update',
    takes: ['weights', 'image', 'label', 'alpha'],
    changes: ['weights'],
    mayReturn: true,
    names: { 'no-function': 'no-update' },
    questions: [
      { given: [random.matrix(784, 10, -0.3, 0.5), image(), label(), random.uniform(0.02, 0.03)], what: 'scores that are too high' },
      { given: [random.matrix(784, 10, -0.2, 0.2), image(), label(), random.uniform(0.015, 0.018)], what: 'scores of both signs' },
      { given: [random.matrix(784, 10, -0.5, 0.1), image(), label(), random.uniform(0.002, 0.005)], what: 'scores that are too low' },
      { given: [inputs.matrix(784, 10, 'blank'), inputs.image('stroke'), label(), random.uniform(0.04, 0.06)], what: 'weights that are all 0' },
      { given: [random.matrix(784, 10, 0, 1), inputs.image('black'), label(), random.uniform(0.0005, 0.001)], what: words.images.black },
      { given: [random.matrix(784, 10, -4, 4), inputs.image('faint'), label(), random.uniform(0.2, 0.3)], what: words.images.faint },
      { given: [random.matrix(784, 10, -0.2, 0.2), inputs.image('blank'), label(), random.uniform(0.02, 0.03)], what: words.images.blank },
    ],
    right: moving(rule),
    tolerance: 1e-4,
    mistakes: mistakes.map(([id, change, message]) => [id, moving(change), message] as const),
    keep: 'The image and the label are the lesson; only the weights should move.',
    shape: 'There are 784 rows of ten, one for each pixel; update changes the numbers in them, or returns as many new ones.',
    sound: 'That happens when a value is read past the end of an array: image has 784 numbers, prediction and label have 10.',
    example: ({ given: [weights, pixels, truth, alpha] }, { at, told }) => {
      const [i, j] = [Number(at[0]), Number(at[1])];
      const delta = predict(pixels, weights)[j]! - truth[j]!;
      return `For instance weights[${i}][${j}] was ${show(weights[i]![j]!)}; with image[${i}] = ${show(pixels[i]!)}, delta[${j}] = ${show(delta)} and alpha = ${show(alpha)} `
        + `it should become ${told[0]}, and became ${told[1]}.`;
    },
    wrong: ['wrong-step', 'Some weights did not move as the rule says.'],
    pass: 'Your update moves all 7,840 weights as the delta rule says. It is ready for the 60,000 images.',
  });
};

export default check;
