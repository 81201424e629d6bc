import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];

/** `of` gives every entry of a matrix [784, 10]. */
const matrix = (of: (i: number, j: number) => number): Matrix => Array.from({ length: 784 }, (_, i) => Float32Array.from({ length: 10 }, (_, j) => of(i, j)));
const meanOf = (rows: Matrix, k: number): number => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length;

/** The sum over these images of pixel times delta. */
function summed(images: Matrix, deltas: Matrix, indices: readonly number[] = [...images.keys()]): Matrix {
  return matrix((i, j) => indices.reduce((sum, n) => sum + images[n]![i]! * deltas[n]![j]!, 0));
}
const times = (values: Matrix, factor: number): Matrix => values.map((row) => row.map((value) => value * factor));

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const gradient = reader['gradient'];
  if (typeof gradient !== 'function') return fail('no-function', `There should be an exported function named gradient; found ${describe(gradient)}.`);

  for (const count of [3, 5, 1]) {
    const images = Array.from({ length: count }, () => random.image()); // [count, 784]
    const deltas = random.matrix(count, 10); // [count, 10]
    const [imagesBefore, deltasBefore] = [copy(images), copy(deltas)];
    const result: unknown = gradient(images, deltas);

    const story = `In this test: ${count} image${count === 1 ? '' : 's'}.`;
    if (!close(images, imagesBefore, 0) || !close(deltas, deltasBefore, 0)) return fail('changes-input', `gradient changed the images or the deltas. Add into a new matrix of zeros. ${story}`);
    if (!Array.isArray(result) || result.length !== 784 || result.some((row: unknown) => (row as ArrayLike<number>)?.length !== 10)) {
      return fail('wrong-shape', `gradient should give 784 rows of 10, the shape of the weights; yours gives ${describe(result)}. ${story}`);
    }
    const total = summed(images, deltas);
    if (close(result, times(total, 1 / count))) continue;

    const mistakes: readonly (readonly [id: string, is: Matrix, message: string])[] = [
      ['nothing-yet', matrix(() => 0), 'All 7,840 numbers are 0: nothing has been added to them.'],
      ['forgotten-batch-size', total, `This is the sum over the batch. Divide by the number of images, here ${count}, or the steps grow with the batch.`],
      ['divided-by-wrong-count', times(total, 1 / 784), 'The sum is divided by 784, the number of pixels. The mean is over the images: divide by images.length.'],
      ['divided-by-wrong-count', times(total, 1 / 10), 'The sum is divided by 10, the number of outputs. The mean is over the images: divide by images.length.'],
      ['divided-twice', times(total, 1 / count ** 2), 'The sum is divided by the number of images twice over. Once is enough.'],
      ['mean-of-each', matrix((i, j) => meanOf(images, i) * meanOf(deltas, j)), 'You take the mean image and the mean delta, and multiply those. Multiply first, image by image, and take the mean of the products: each image belongs to its own delta.'],
      ['last-image-only', summed(images, deltas, [count - 1]), 'Only the last image is left: each one replaces those before it. Add, with +=.'],
      ['last-image-only', times(summed(images, deltas, [count - 1]), 1 / count), 'Only the last image is left: each one replaces those before it. Add, with +=.'],
      ['first-image-only', summed(images, deltas, [0]), 'Only the first image takes part. Loop over all of them.'],
      ['first-image-only', times(summed(images, deltas, [0]), 1 / count), 'Only the first image takes part. Loop over all of them.'],
      ['missed-image', times(summed(images, deltas, [...images.keys()].slice(1)), 1 / count), 'The first image is left out. The first index is 0.'],
      ['missed-image', times(summed(images, deltas, [...images.keys()].slice(0, -1)), 1 / count), 'The last image is left out. n should run while n < images.length.'],
      ['sign-of-delta', times(total, -1 / count), 'The sign is turned round. The gradient is pixel times delta; the minus comes later, with the step.'],
    ];
    for (const [id, is, message] of mistakes) if (close(result, is)) return fail(id, `${message} ${story}`);
    return fail('wrong-gradient', `The numbers are not the mean over the batch of pixel times delta, weightDeltas[i][j] from images[n][i] and deltas[n][j]. ${story}`);
  }
  return pass('The mean of all outer products, for batches of any size. For one image it is the share of chapter 3.');
};

export default check;
