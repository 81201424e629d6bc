import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Image = readonly number[];
type Weights = readonly (readonly number[])[];
type Term = (pixel: number, weight: number) => number;

/** Ten sums over the pixels, each term by `of`. */
function sums(image: Image, weights: Weights, of: Term, from = 0, to = 784): number[] {
  const totals = new Array<number>(10).fill(0);
  for (let i = from; i < to; i++) for (let j = 0; j < 10; j++) totals[j]! += of(image[i]!, weights[i]![j]!);
  return totals;
}
const product: Term = (pixel, weight) => pixel * weight;
const predict = (image: Image, weights: Weights): number[] => sums(image, weights, product);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const check: Check = (reader, { judge, inputs, random, words }) => {
  const image = (): Float32Array => inputs.image('edges');
  return judge<[image: Float32Array, weights: Float32Array[]]>(reader, {
    name: 'predict',
    takes: ['image', 'weights'],
    questions: [
      { given: [image(), random.matrix(784, 10, -0.5, 1)], what: 'weights of both signs' },
      { given: [image(), random.matrix(784, 10)], what: 'scores of both signs' },
      { given: [image(), random.matrix(784, 10, -1, 0)], what: 'scores that are all below 0' },
      { given: [inputs.image('stroke'), random.matrix(784, 10, 0, 1)], what: words.images.stroke },
      { given: [inputs.image('black'), random.matrix(784, 10, -0.1, 0.1)], what: words.images.black },
      { given: [inputs.image('faint'), inputs.matrix(784, 10, 'tiny')], what: 'very small weights' },
      { given: [image(), inputs.matrix(784, 10, 'large')], what: 'large weights' },
      { given: [inputs.image('blank'), random.matrix(784, 10)], what: words.images.blank },
    ],
    right: predict,
    untouched: ['nothing-yet', () => new Array(10).fill(0), 'All ten scores are 0, for every image. Add to each its products, pixel by pixel.'],
    mistakes: [
      ['guess-not-scores', (x, w) => predict(x, w).indexOf(Math.max(...predict(x, w))), 'This is the digit with the highest score. That comes next; here all ten scores are asked for.'],
      ['one-number', (x, w) => total(predict(x, w)), 'All the products are added into one number. Keep a sum for each of the ten outputs.'],
      ['last-pixel-only', (x, w) => sums(x, w, product, 783), 'Only the last pixel counts. Add each product to prediction[j] (+=), instead of putting it in its place (=).'],
      ['first-pixel-only', (x, w) => sums(x, w, product, 0, 1), 'Only the first pixel counts. Return after the loops, not inside them.'],
      ['forgotten-image', (x, w) => sums(x, w, (_pixel, weight) => weight), 'You add up the weights alone. Multiply each by its pixel, or every image gets the same scores.'],
      ['forgotten-weights', (x, w) => sums(x, w, (pixel) => pixel), 'You add up the pixels alone, so all ten scores are the same. Multiply each pixel by its weight.'],
      ['sum-for-product', (x, w) => sums(x, w, (pixel, weight) => pixel + weight), 'You add pixel and weight. Multiply them.'],
      ['difference-for-product', (x, w) => sums(x, w, (pixel, weight) => pixel - weight), 'You take the weight away from the pixel. Multiply them.'],
      ['ink-or-not', (x, w) => sums(x, w, (pixel, weight) => (pixel > 0 ? weight : 0)), 'Every inked pixel counts fully, however grey it is. Multiply by image[i].'],
      ['averaged', (x, w) => predict(x, w).map((value) => value / 784), 'You divide by 784. A score is the plain sum.'],
      ['missed-pixel', (x, w) => sums(x, w, product, 0, 783), 'The last pixel is left out. i should run while i < image.length.'],
      ['missed-pixel', (x, w) => sums(x, w, product, 1), 'The first pixel is left out. The first index is 0.'],
      ['missed-output', (x, w) => predict(x, w).map((value, j) => (j === 9 ? 0 : value)), 'The last output is left out. j should run while j < 10.'],
      ['missed-output', (x, w) => predict(x, w).map((value, j) => (j === 0 ? 0 : value)), 'The first output is left out. The first index is 0.'],
      ['running-sum', (x, w) => predict(x, w).map((_, j, all) => total(all.slice(0, j + 1))), 'Each score still holds the ones before it. Every output starts its own sum at 0.'],
      ['sign', (x, w) => predict(x, w).map((value) => -value), 'Every score has its sign turned round. Add the products (+=).'],
      ['never-below-zero', (x, w) => predict(x, w).map((value) => Math.max(0, value)), 'No score is ever below 0. A sum of products may well be: give it as it is.'],
      ['lost-sign', (x, w) => predict(x, w).map(Math.abs), 'The scores have lost their signs. A sum of products may be below 0: give it as it is.'],
      ['skips-negatives', (x, w) => sums(x, w, (pixel, weight) => pixel * Math.max(0, weight)), 'Weights below 0 are left out. They count too: they speak against a digit.'],
      ['transposed-weights', (x, w) => Array.from({ length: 10 }, (_, j) => x.reduce((sum, pixel, i) => sum + pixel * (w[j]?.[i] ?? NaN), 0)), 'The indices are swapped: weights[i][j] is row i, the pixel, and column j, the digit. weights[j][i] reads past the end of a row of 10.'],
    ],
    keep: 'It should only read the image and the weights.',
    shape: 'There is one score for each column of the weights.',
    sound: 'weights[i][j] is row i, the pixel, from 0 to 783, and column j, the digit, from 0 to 9.',
    example: (_seen, { at: [j], told }) => `In this test prediction[${j}] should be ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-numbers', 'The shape is right, some of the numbers are not.'],
    pass: '7,840 multiplications, ten scores. With the random weights of seed 10 you should see 49.02, 53.17, 53.57 and so on. (The widget in the step before cuts decimals off: 53.56.)',
  });
};

export default check;
