import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Rows = readonly Numbers[];
type Of = (images: Rows, deltas: Rows) => number[][];

/** The sum over the images of `of`, for every pixel and output, times a factor. */
const summing = (of: (pixel: number, delta: number) => number, factor: (count: number) => number, uses: (n: number, count: number) => boolean = () => true): Of => (images, deltas) => {
  const sums = Array.from({ length: 784 }, () => new Array<number>(10).fill(0));
  images.forEach((image, n) => {
    if (!uses(n, images.length)) return;
    image.forEach((pixel, i) => deltas[n]!.forEach((delta, j) => (sums[i]![j]! += of(pixel, delta))));
  });
  return sums.map((row) => row.map((sum) => sum * factor(images.length)));
};
const product = (pixel: number, delta: number): number => pixel * delta;
const mean = (count: number): number => 1 / count;
const gradient = summing(product, mean);
const meanOf = (rows: Rows, k: number): number => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length;

const mistakes: ReadonlyArray<readonly [id: string, of: Of, message: string]> = [
  ['forgotten-batch-size', summing(product, () => 1), 'This is the sum over the batch. Divide by the number of images, or the steps grow with the batch.'],
  ['divided-by-wrong-count', summing(product, () => 1 / 784), 'The sum is divided by 784, the number of pixels. The mean is over the images: divide by images.length.'],
  ['divided-by-wrong-count', summing(product, () => 1 / 10), 'The sum is divided by 10, the number of outputs. The mean is over the images: divide by images.length.'],
  ['divided-by-wrong-count', summing(product, (count) => 1 / (count + 1)), 'The sum is divided by one more than there are images. Divide by images.length.'],
  ['divided-by-wrong-count', summing(product, (count) => 1 / (count - 1)), 'The sum is divided by one less than there are images. Divide by images.length.'],
  ['divided-twice', summing(product, (count) => 1 / count ** 2), 'The sum is divided by the number of images twice over. Once is enough.'],
  ['multiplied', summing(product, (count) => count), 'The sum is multiplied by the number of images. Divide by it.'],
  ['mean-of-each', (images, deltas) => Array.from({ length: 784 }, (_, i) => deltas[0]!.map((_delta, j) => meanOf(images, i) * meanOf(deltas, j))), 'You take the mean image and the mean delta, and multiply those. Multiply first, image by image, and take the mean of the products: each image belongs to its own delta.'],
  ['last-image-only', summing(product, () => 1, (n, count) => n === count - 1), 'Only the last image is left: each one replaces those before it. Add, with +=.'],
  ['last-image-only', summing(product, mean, (n, count) => n === count - 1), 'Only the last image is left: each one replaces those before it. Add, with +=.'],
  ['first-image-only', summing(product, () => 1, (n) => n === 0), 'Only the first image takes part. Loop over all of them.'],
  ['first-image-only', summing(product, mean, (n) => n === 0), 'Only the first image takes part. Loop over all of them.'],
  ['missed-image', summing(product, mean, (n) => n > 0), 'The first image is left out. The first index is 0.'],
  ['missed-image', summing(product, mean, (n, count) => n < count - 1), 'The last image is left out. n should run while n < images.length.'],
  ['same-delta', (images, deltas) => gradient(images, images.map(() => deltas[0]!)), 'All images meet the delta of the first. Each belongs to its own: deltas[n].'],
  ['same-image', (images, deltas) => gradient(images.map(() => images[0]!), deltas), 'All deltas meet the first image. Each belongs to its own: images[n].'],
  ['sign-of-delta', summing((pixel, delta) => -pixel * delta, mean), 'The sign is turned round. The gradient is pixel times delta; the minus comes later, with the step.'],
  ['sum-for-product', summing((pixel, delta) => pixel + delta, mean), 'You add pixel and delta. Multiply them: a blank pixel (0) must give 0.'],
  ['sum-for-product', summing((pixel, delta) => (pixel === 0 ? 0 : pixel + delta), mean), 'You add pixel and delta. Multiply them.'],
  ['forgotten-image', summing((_pixel, delta) => delta, mean), 'Every row is the mean delta. Multiply by the pixel: images[n][i].'],
  ['ink-or-not', summing((pixel, delta) => (pixel > 0 ? delta : 0), mean), 'Every inked pixel counts fully, however grey it is. Multiply by images[n][i].'],
  ['forgotten-delta', summing((pixel) => pixel, mean), 'Every row holds its mean pixel only. Multiply by deltas[n][j].'],
  ['absolute-delta', summing((pixel, delta) => pixel * Math.abs(delta), mean), 'Delta has lost its sign. Where it is below 0, so is the product.'],
  ['only-too-high', summing((pixel, delta) => pixel * Math.max(0, delta), mean), 'Deltas below 0 are left out. They count too.'],
  ['missed-output', (images, deltas) => gradient(images, deltas).map((row) => row.map((value, j) => (j === 9 ? 0 : value))), 'The last output is left out. j should run while j < 10.'],
  ['missed-output', (images, deltas) => gradient(images, deltas).map((row) => row.map((value, j) => (j === 0 ? 0 : value))), 'The first output is left out. The first index is 0.'],
  ['missed-pixel', (images, deltas) => gradient(images, deltas).map((row, i) => row.map((value) => (i === 783 ? 0 : value))), 'The last pixel is left out. i should run while i < 784.'],
  ['missed-pixel', (images, deltas) => gradient(images, deltas).map((row, i) => row.map((value) => (i === 0 ? 0 : value))), 'The first pixel is left out. The first index is 0.'],
];

const check: Check = (reader, { judge, inputs, random, words }) => {
  const images = (count: number): Float32Array[] => Array.from({ length: count }, () => inputs.image('edges'));
  const what = (count: number): string => `${count} image${count === 1 ? '' : 's'}`;
  return judge<[images: Float32Array[], deltas: Float32Array[]]>(reader, {
    name: 'gradient',
    takes: ['images', 'deltas'],
    questions: [
      ...[3, 1, 5].map((count) => ({ given: [images(count), random.matrix(count, 10)] as [Float32Array[], Float32Array[]], what: what(count) })),
      { given: [images(2), inputs.matrix(2, 10, 'tiny')], what: 'very small deltas' },
      { given: [[inputs.image('blank'), inputs.image('stroke'), inputs.image('black')], random.matrix(3, 10)], what: words.images.blank },
      { given: [images(2), inputs.matrix(2, 10, 'negative')], what: 'no delta above 0' },
      { given: [images(2), inputs.matrix(2, 10, 'large')], what: 'large deltas' },
      { given: [[inputs.image('edges').map((pixel, i) => (i % 9 === 0 ? 1 : pixel))], random.matrix(1, 10)], what: 'pixels that are all black' },
    ],
    right: gradient,
    untouched: ['nothing-yet', () => Array.from({ length: 784 }, () => new Array<number>(10).fill(0)), 'All 7,840 numbers are 0, whatever the images are. Add the products to them, and take the mean.'],
    mistakes,
    keep: 'Add into a new matrix of zeros.',
    shape: 'It has the shape of the weights.',
    sound: 'weightDeltas[i][j] comes from images[n][i] and deltas[n][j], and images.length is not 0.',
    example: ({ given: [batch] }, { at: [i, j], told }) => `With ${what(batch.length)}, weightDeltas[${i}][${j}] should be ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-gradient', 'The numbers are not the mean over the batch of pixel times delta, weightDeltas[i][j] from images[n][i] and deltas[n][j].'],
    pass: 'The mean of all outer products, for batches of any size. For one image it is the share of chapter 3.',
  });
};

export default check;
