import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Term = (pixel: number, value: number) => number;
const rows = (of: Term) => (image: Numbers, delta: Numbers): number[][] => image.map((pixel) => delta.map((value) => of(pixel, value)));
const outer = rows((pixel, value) => pixel * value);

const check: Check = (reader, { judge, inputs, random, words }) => {
  // Rounded, so that the message shows the very numbers.
  const short = (count: number): Float32Array => inputs.vector(count).map((value) => Math.round(10 * value) / 10);
  return judge<[image: Float32Array, delta: Float32Array]>(reader, {
    name: 'outer',
    takes: ['image', 'delta'],
    questions: [
      { given: [Float32Array.of(0.2, 0.7, 1), short(2)], what: 'three pixels and two outputs' },
      { given: [Float32Array.of(0.5, 0.9), short(4)], what: 'more outputs than pixels' },
      { given: [Float32Array.of(0, 0.8, 0, 0.3), short(3)], what: 'blank pixels' },
      { given: [Float32Array.of(0.6), short(3)], what: 'one pixel' },
      { given: [random.vector(5, 0.1, 1), Float32Array.of(-0.5, 0, -2)], what: 'no delta above 0' },
      { given: [random.vector(10, 0.1, 1), inputs.vector(10)], what: 'ten pixels and ten outputs' },
      { given: [random.vector(6, 0.1, 1), inputs.vector(2, 'tiny')], what: 'very small deltas' },
      { given: [random.vector(6, 0.1, 1), inputs.vector(2, 'large')], what: 'large deltas' },
      { given: [inputs.image('ink'), inputs.vector(10)], what: 'a whole image' },
      { given: [inputs.image('stroke'), inputs.vector(10)], what: words.images.stroke },
    ],
    right: outer,
    untouched: ['nothing-yet', () => [], 'The result has no rows. Push one for each pixel.'],
    mistakes: [
      ['dot-product', (x, d) => x.reduce((sum, pixel, i) => sum + pixel * (d[i] ?? 0), 0), 'This is one number. A dot product adds its products up; here you keep each of them: one row for each pixel.'],
      ['dot-product', (x, d) => x.reduce((sum, pixel, i) => sum + pixel * (d[i] ?? NaN), 0), 'This is one number. A dot product adds its products up; here you keep each of them: one row for each pixel.'],
      ['flat-list', (x, d) => outer(x, d).flat(), 'This is one flat list. Make a row for each pixel, and push the row.'],
      ['numbers-for-rows', (x, d) => x.map((pixel) => (d.length === 1 ? pixel * d[0]! : NaN)), 'image.map gives a Float32Array again, and that holds numbers: each row became NaN in it. Start from an empty list and push the rows, or use Array.from(image, …).'],
      ['transposed-outer-product', (x, d) => d.map((value) => x.map((pixel) => pixel * value)), 'Rows and columns are swapped: you have one row for each output. There should be one row for each pixel, as in weights[i][j].'],
      ['sum-for-product', rows((pixel, value) => pixel + value), 'You add pixel and delta. Multiply them: a blank pixel (0) must give 0.'],
      ['difference-for-product', rows((pixel, value) => pixel - value), 'You take delta away from the pixel. Multiply them: a blank pixel (0) must give 0.'],
      ['sign-of-delta', rows((pixel, value) => -pixel * value), 'Every product has its sign turned round. The minus sign comes later, when the step is taken.'],
      ['lost-sign', rows((pixel, value) => Math.abs(pixel * value)), 'The products have lost their signs. Where delta is below 0, so is the product.'],
      ['never-below-zero', rows((pixel, value) => Math.max(0, pixel * value)), 'Products below 0 are missing. Where delta is below 0, so is the product.'],
      ['forgotten-image', rows((_pixel, value) => value), 'Every row is delta itself. Multiply it by the pixel of that row.'],
      ['forgotten-delta', rows((pixel) => pixel), 'Every row holds its pixel only. Multiply it by delta[j].'],
      ['ink-or-not', rows((pixel, value) => (pixel > 0 ? value : 0)), 'Every inked pixel counts fully, however grey it is. Multiply by image[i].'],
      ['alpha-too-early', rows((pixel, value) => 0.01 * pixel * value), 'The products are a hundred times too small. Alpha comes later, when the step is taken.'],
      ['factor-two', rows((pixel, value) => 2 * pixel * value), 'The products are twice as large as they should be. Leave out the 2.'],
      ['only-first-row', (x, d) => outer(x, d).map((row, i) => row.map((value) => (i === 0 ? value : 0))), 'The first row is right and the others are empty. Let the loop run over all pixels.'],
      ['missed-output', (x, d) => outer(x, d).map((row) => row.map((value, j) => (j === row.length - 1 ? 0 : value))), 'The last output of every row is left out. j should run while j < delta.length.'],
      ['missed-output', (x, d) => outer(x, d).map((row) => row.map((value, j) => (j === 0 ? 0 : value))), 'The first output of every row is left out. The first index is 0.'],
      ['missed-pixel', (x, d) => outer(x, d).slice(0, -1), 'The last pixel has no row. i should run while i < image.length.'],
      ['missed-pixel', (x, d) => outer(x, d).slice(1), 'The first pixel has no row. The first index is 0.'],
    ],
    keep: 'Put the products into new rows.',
    shape: 'There is one row for each pixel, as long as delta: take the sizes from image.length and delta.length.',
    sound: 'i runs over the pixels, j over the outputs.',
    wrong: ['wrong-numbers', 'The shape is right, some of the numbers are not.'],
    pass: 'One share for each of the 7,840 weights: the outer product is right.',
  });
};

export default check;
