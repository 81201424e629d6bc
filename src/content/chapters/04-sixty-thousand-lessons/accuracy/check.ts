import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Rows = readonly Numbers[];

function scoresOf(image: Numbers, weights: Rows): number[] {
  const scores = new Array<number>(10).fill(0);
  image.forEach((pixel, i) => {
    if (pixel !== 0) for (let j = 0; j < 10; j++) scores[j]! += pixel * weights[i]![j]!;
  });
  return scores;
}
const highest = (scores: Numbers): number => scores.indexOf(Math.max(...scores));

/** How many of the images from `from` up to `to` are right, if this is the guess for ten scores. */
const counting = (guess: (scores: Numbers) => number, from = 0, lessAtTheEnd = 0) => (weights: Rows, images: Rows, labels: Numbers): number =>
  images.filter((image, n) => n >= from && n < images.length - lessAtTheEnd && guess(scoresOf(image, weights)) === labels[n]).length;
type Answer = (weights: Rows, images: Rows, labels: Numbers) => number;
const share = (count: Answer): Answer => (weights, images, labels) => count(weights, images, labels) / images.length;
const correct = counting(highest);
const accuracy = share(correct);

const check: Check = (reader, { judge, inputs, random, words }) => {
  /** Images with labels: of three, two are guessed right; of the others half show the lowest score. */
  const set = (count: number, weights: Float32Array[], images = Array.from({ length: count }, () => inputs.image('ink'))): [Float32Array[], Float32Array[], Uint8Array] => {
    const rows = weights.map((row) => Array.from(row));
    const labels = images.map((image, n) => {
      const scores = scoresOf(Array.from(image), rows);
      if (n % 3 !== 1 || n === count - 1) return highest(scores);
      return n % 2 === 0 ? scores.indexOf(Math.min(...scores)) : (highest(scores) + random.integer(1, 10)) % 10;
    });
    return [weights, images, Uint8Array.from(labels)];
  };
  const both = random.matrix(784, 10, -1, 1);
  /** Output `j` is the highest of every image. */
  const always = (j: number): Float32Array[] => random.matrix(784, 10, -1, -0.5).map((row) => row.map((value, k) => (k === j ? value + 0.4 : value)));
  const [, oneImage, oneLabel] = set(1, both);
  /** Half of the pixels speak loudly for a 7, and the others against it; all of them speak for a 3, a little less in all. */
  const loud = random.matrix(784, 10, -1, 0).map((row, i) => row.map((value, j) => (j === 3 ? 0.5 : j === 7 ? (i % 2 ? 4 : -2) : value)));
  /** The first pixel speaks for a 2, the last for an 8, all others for a 5. */
  const rims = random.matrix(784, 10, -1, -0.5).map((row, i) => row.map((value, j) => (j === 5 ? 0.01 : j === (i === 0 ? 2 : i === 783 ? 8 : -1) ? 500 : value)));
  const rimmed = [0, 783].map((at) => inputs.image('edges').map((pixel, i) => (i === 783 - at ? 0 : pixel)));
  /** Of forty images one is guessed right. */
  const [, many] = set(40, both);
  const plainBoth = both.map((row) => Array.from(row));
  const nearlyAllWrong = Uint8Array.from(many, (image, n) => (highest(scoresOf(Array.from(image), plainBoth)) + (n === 11 ? 0 : random.integer(1, 10))) % 10);
  return judge<[weights: Float32Array[], images: Float32Array[], labels: Uint8Array]>(reader, {
    name: 'accuracy',
    takes: ['weights', 'images', 'labels'],
    questions: [
      { given: set(random.integer(19, 30), both), what: 'scores of both signs' },
      { given: [both, oneImage, oneLabel], what: 'one image that is guessed right' },
      { given: [both, oneImage, oneLabel.map((label) => (label + 3) % 10)], what: 'one image that is guessed wrong' },
      { given: set(8, random.matrix(784, 10, -1, 0)), what: 'scores that are all below 0' },
      { given: set(7, random.matrix(784, 10, -4, 4)), what: 'large weights' },
      { given: [loud, ...set(4, loud, Array.from({ length: 4 }, () => inputs.image('black'))).slice(1)] as [Float32Array[], Float32Array[], Uint8Array], what: 'large weights' },
      { given: [rims, rimmed, Uint8Array.of(2, 8)], what: 'ink in the first or the last pixel' },
      { given: [both, many, nearlyAllWrong], what: 'hardly a right guess' },
      { given: set(5, always(9)), what: 'a 9 as every guess' },
      { given: set(5, always(0)), what: 'a 0 as every guess' },
      { given: [both, [inputs.image('blank'), inputs.image('blank'), inputs.image('stroke')], Uint8Array.of(0, 9, 4)], what: words.images.blank },
    ],
    right: accuracy,
    tolerance: 1e-6,
    untouched: ['never-right', () => 0, 'It is 0 every time, though some of the images are guessed right. Compare labels[n] with the index of the highest score (argmax), not with a score or a list, and count.'],
    mistakes: [
      ['count-not-share', correct, 'You count rightly. Now make it a share: divide by the number of images.'],
      ['percent', (...set) => 100 * accuracy(...set), 'This is the accuracy in per cent. Give the share, from 0 to 1, and multiply by 100 only to show it.'],
      ['error-rate', (...set) => 1 - accuracy(...set), 'This is the share that is guessed wrong.'],
      ['error-count', (weights, images, labels) => images.length - correct(weights, images, labels), 'This is how many are guessed wrong. Count those that are right, and divide by the number of images.'],
      ...[10, 100, 784, 1000, 10_000, 60_000].map((number) => ['fixed-count', (...set: Parameters<Answer>) => correct(...set) / number, `You divide by ${number}, whatever there is. Divide by images.length.`] as const),
      ['wrong-count', (weights, images, labels) => correct(weights, images, labels) / (images.length + 1), 'You divide by one more than there are images. Divide by images.length.'],
      ['wrong-count', (weights, images, labels) => correct(weights, images, labels) / (images.length - 1), 'You divide by one less than there are images. Divide by images.length.'],
      ['missed-image', share(counting(highest, 0, 1)), 'The last image is never looked at. n should run while n < images.length.'],
      ['missed-image', share(counting(highest, 1)), 'The first image is never looked at. The first index is 0.'],
      ['lowest-score', share(counting((scores) => scores.indexOf(Math.min(...scores)))), 'You take the lowest score for the guess. The guess is where the highest stands.'],
      ['score-not-index', share(counting((scores) => Math.max(...scores))), 'You compare the highest score itself with labels[n]. The guess is where it stands: argmax.'],
      ['starts-at-zero', share(counting((scores) => (Math.max(...scores) > 0 ? highest(scores) : 0))), 'When all scores are below 0, none is found, and the guess stays 0. Do not start from a highest score of 0: start from the first score, or use argmax.'],
      ['starts-at-zero', share(counting((scores) => (Math.max(...scores) > 0 ? highest(scores) : -1))), 'When all scores are below 0, none is found. Do not start from a highest score of 0: start from the first score, or use argmax.'],
      ['largest-size', share(counting((scores) => highest(scores.map(Math.abs)))), 'A large negative score is taken for the highest. Compare the scores with their sign.'],
      ['last-of-equals', share(counting((scores) => scores.lastIndexOf(Math.max(...scores)))), 'Of equal scores you take the last. A later one should only win when it is higher: > and not >=, as argmax does.'],
      ['missed-output', share(counting((scores) => highest(scores.slice(0, 9)))), 'The last score is never looked at. There are ten, from 0 to 9.'],
      ['missed-output', share(counting((scores) => 1 + highest(scores.slice(1)))), 'The first score is never looked at. There are ten, from 0 to 9.'],
      ['off-by-one', share(counting((scores) => highest(scores) + 1)), 'The guess is one too high. Digit 0 has index 0.'],
      ['always-right', () => 1, 'It is 1 every time, though some images are guessed wrong. Compare the guess with labels[n], with ===.'],
      ['guess-is-label', (weights, images, labels) => images.filter((image, n) => highest(scoresOf(image, weights)) >= labels[n]!).length / images.length, 'A guess above its label counts as right, too. Compare with ===.'],
      ['guess-is-label', (weights, images, labels) => images.filter((image, n) => highest(scoresOf(image, weights)) <= labels[n]!).length / images.length, 'A guess below its label counts as right, too. Compare with ===.'],
    ],
    kept: { weights: ['trains-while-testing', 'A test only looks: predict and compare, but do not update.'] },
    keep: 'A test only looks.',
    shape: 'The accuracy is one number from 0 to 1.',
    sound: 'Divide by images.length, and read labels[n] for the same n as images[n].',
    example: ({ given: [weights, images, labels] }, { told }) =>
      `In a test set of ${images.length} image${images.length === 1 ? '' : 's'} ${correct(weights, images, labels)} ${correct(weights, images, labels) === 1 ? 'is' : 'are'} guessed right, which is ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-share', 'Compare argmax of the ten scores with labels[n], image by image.'],
    pass: 'The share is right. Chance alone would reach about 10 %; now you can measure how far above it the weights come.',
  });
};

export default check;
