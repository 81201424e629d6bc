import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Matrix = number[][];
/** One lesson: which image, and the label it is taught with. */
type Lesson = readonly [image: number, label: Numbers];

const oneHot = (digit: number, value = 1): Numbers => Array.from({ length: 10 }, (_, j) => (j === digit ? value : 0));

function teach(weights: Matrix, image: Numbers, label: Numbers, alpha: number, judgedBy: Matrix = weights): void {
  const delta = label.map((truth) => -truth); // [10]
  image.forEach((pixel, i) => {
    if (pixel !== 0) for (let j = 0; j < 10; j++) delta[j]! += pixel * judgedBy[i]![j]!;
  });
  image.forEach((pixel, i) => {
    if (pixel !== 0) for (let j = 0; j < 10; j++) weights[i]![j]! -= alpha * pixel * delta[j]!;
  });
}

const repeated = <T>(list: readonly T[], times: number): T[] => Array.from({ length: times }, () => list).flat();
const inOrder = (digits: Numbers): number[] => digits.map((_, n) => n);

/** A train that gives these lessons, one after another. */
const giving = (lessons: (digits: Numbers, epochs: number) => readonly Lesson[]) => (weights: Matrix, images: Matrix, digits: number[], alpha: number, epochs: number): void => {
  for (const [n, label] of lessons(digits, epochs)) teach(weights, images[n]!, label, alpha);
};
/** Lessons with right labels, in this order. */
const order = (of: (places: number[], epochs: number) => readonly number[]) =>
  giving((digits, epochs) => of(inOrder(digits), epochs).map((n) => [n, oneHot(digits[n]!)]));
/** Lessons in the right order, each with this label. */
const labelled = (label: (digit: number) => Numbers) => giving((digits, epochs) => repeated(inOrder(digits), epochs).map((n) => [n, label(digits[n]!)]));
/** Labels written into one array that is never cleared, made once or once a pass. */
const stained = (oncePerPass: boolean) => giving((digits, epochs) => {
  let label = oneHot(-1).slice();
  return repeated(inOrder(digits), epochs).map((n, k) => {
    if (oncePerPass && k % digits.length === 0) label = oneHot(-1).slice();
    label = label.map((value, j) => (j === digits[n] ? 1 : value));
    return [n, label];
  });
});
const withAlpha = (of: (alpha: number, epochs: number, count: number) => number) => (weights: Matrix, images: Matrix, digits: number[], alpha: number, epochs: number): void =>
  train(weights, images, digits, of(alpha, epochs, digits.length), epochs);
const train = order((places, epochs) => repeated(places, epochs));

const check: Check = async (reader, { judgeAsync, inputs, random, words }) => {
  const some = (count: number): [images: Float32Array[], labels: Uint8Array] => [Array.from({ length: count }, () => inputs.image('ink')), inputs.digits(count)];
  const few = (): Float32Array[] => random.matrix(784, 10, -0.3, 0.3);
  return judgeAsync<[weights: Float32Array[], images: Float32Array[], labels: Uint8Array, alpha: number, epochs: number]>(reader, {
    name: 'train',
    takes: ['weights', 'images', 'labels', 'alpha', 'epochs'],
    changes: ['weights'],
    questions: [
      { given: [few(), ...some(random.integer(4, 6)), random.uniform(0.005, 0.012), 2], what: 'two epochs' },
      { given: [few(), ...some(random.integer(5, 8)), random.uniform(0.002, 0.004), 1], what: 'one epoch' },
      { given: [few(), ...some(3), random.uniform(0.003, 0.006), 3], what: 'three epochs' },
      { given: [random.matrix(784, 10, -4, 4), ...some(1), random.uniform(0.001, 0.002), 2], what: 'one image' },
      { given: [few(), [inputs.image('ink'), inputs.image('blank'), inputs.image('stroke'), inputs.image('ink')], Uint8Array.of(0, 9, 5, 0), random.uniform(0.003, 0.006), 2], what: words.images.blank },
      { given: [inputs.matrix(784, 10, 'blank'), ...some(4), random.uniform(0.008, 0.01), 1], what: 'weights that are all 0' },
    ],
    right: train,
    tolerance: 1e-4,
    mistakes: [
      ['nothing-learnt', () => undefined, 'After train, all 7,840 weights are what they were. Call update once for every image, with the very weights that were given.'],
      ['one-epoch', order((places) => places), 'Only one pass was made. Put a loop over the epochs around the loop over the images.'],
      ['missed-epoch', order((places, epochs) => repeated(places, epochs - 1)), 'One pass is missing. epoch should run from 0 while epoch < epochs.'],
      ['missed-epoch', order((places, epochs) => repeated(places, epochs + 1)), 'There is one pass too many. epoch should run from 0 while epoch < epochs.'],
      ['epochs-inside', order((places, epochs) => places.flatMap((n) => repeated([n], epochs))), 'Each image is taught as often as there are epochs before the next one comes. An epoch is a pass over all images: its loop goes outside.'],
      ['reversed-order', order((places, epochs) => repeated(places.toReversed(), epochs)), 'The images come last first. Take them in the order of the list.'],
      ['missed-image', order((places, epochs) => repeated(places.slice(0, -1), epochs)), 'The last image of each pass is never taught. n should run while n < images.length.'],
      ['missed-image', order((places, epochs) => repeated(places.slice(1), epochs)), 'The first image of each pass is never taught. The first index is 0.'],
      ['same-image', order((places, epochs) => repeated([0], epochs * places.length)), 'Only the first image is ever taught. Use images[n] and labels[n], with the n of your loop.'],
      ['same-image', order((_places, epochs) => repeated([0], epochs)), 'Only the first image is ever taught. Loop over all of them in each pass.'],
      ['same-image', order((places, epochs) => repeated([places.length - 1], epochs)), 'Only the last image is ever taught. Call update inside the loop over the images.'],
      ['same-label', giving((digits, epochs) => repeated(inOrder(digits), epochs).map((n) => [n, oneHot(digits[0]!)])), 'Every image is taught with the label of the first. Use labels[n], with the n of your loop.'],
      ['image-for-epoch', giving((digits, epochs) => Array.from({ length: epochs * digits.length }, (_, k) => Math.floor(k / digits.length)).map((n) => [n % digits.length, oneHot(digits[n % digits.length]!)])), 'The epoch is taken for the number of the image. Use images[n] and labels[n], with the n of the inner loop.'],
      ['digit-for-one', labelled((digit) => oneHot(digit, digit)), 'The label holds the digit at its place. One-hot means a 1 there, whichever digit it is.'],
      ['label-off-by-one', labelled((digit) => oneHot(digit - 1)), 'The 1 stands one place too early. Digit 0 has index 0.'],
      ['label-off-by-one', labelled((digit) => oneHot(digit + 1)), 'The 1 stands one place too late. Digit 0 has index 0.'],
      ['label-missing', labelled(() => oneHot(-1)), 'Every label is ten zeros. Put a 1 at the digit.'],
      ['label-inverted', labelled((digit) => oneHot(digit).map((value) => 1 - value)), '0 and 1 are exchanged in the labels: only the right digit should be 1.'],
      ['label-not-one-hot', labelled(() => new Array<number>(10).fill(NaN)), 'The weights became NaN, not a number. update wants a label of ten numbers with a 1 at the digit, and labels[n] is only the digit.'],
      ['label-not-one-hot', (weights) => weights.forEach((row) => row.fill(NaN)), 'The weights became NaN, not a number. update wants a label of ten numbers with a 1 at the digit, and labels[n] is only the digit.'],
      ['label-not-cleared', stained(false), 'The 1s of earlier labels are still there. Make a new array of zeros for each lesson.'],
      ['label-not-cleared', stained(true), 'The 1s of earlier labels of the pass are still there. Make a new array of zeros for each lesson.'],
      ['all-at-once', (weights, images, digits, alpha, epochs) => {
          for (let epoch = 0; epoch < epochs; epoch++) {
            const before = weights.map((row) => row.slice());
            images.forEach((image, n) => teach(weights, image, oneHot(digits[n]!), alpha, before));
          }
        }, 'All images of a pass are judged by the weights from before the pass. Here each lesson starts from what the last one left: update the weights image by image.'],
      ['sign-of-delta', withAlpha((alpha) => -alpha), 'Every step has the right size and the wrong direction. Hand alpha on as it is given, and let update take its steps away (-=).'],
      ['fixed-alpha', withAlpha(() => 0.01), 'The lessons are made with 0.01, whatever alpha is given. Hand alpha on.'],
      ['fixed-alpha', withAlpha(() => 0.001), 'The lessons are made with 0.001, whatever alpha is given. Hand alpha on.'],
      ['forgotten-alpha', withAlpha(() => 1), 'The lessons are made with full steps, whatever alpha is given. Hand alpha on.'],
      ['alpha-shared-out', withAlpha((alpha, epochs) => alpha / epochs), 'Alpha is divided by the number of epochs. Hand it on as it is.'],
      ['alpha-shared-out', withAlpha((alpha, _epochs, count) => alpha / count), 'Alpha is divided by the number of images. Hand it on as it is.'],
    ],
    keep: 'It is needed again in the next pass: make a new one-hot array for each lesson.',
    shape: 'update changes the numbers in the 784 rows of ten.',
    sound: 'update wants a label of ten numbers, and n should stay below images.length.',
    example: ({ given: [, images, , alpha, epochs] }, { at, told }) =>
      `With ${images.length} image${images.length === 1 ? '' : 's'}, alpha ${alpha.toFixed(4)} and epochs ${epochs}, ${images.length * epochs} lessons in all, weights[${at[0]}][${at[1]}] should become ${told[0]}, and became ${told[1]}.`,
    wrong: ['wrong-lessons', 'The weights moved, but not as these lessons would move them: for each pass, for each image in order, one update with alpha as given.'],
    pass: 'Every image, in order, one lesson each, as many passes as asked for.',
  });
};

export default check;
