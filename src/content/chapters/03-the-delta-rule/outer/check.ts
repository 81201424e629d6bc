import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];

const list = (values: ArrayLike<number>): string => `[${Array.from(values, (value) => Number(value.toFixed(2))).join(', ')}]`;
const rows = (matrix: ArrayLike<ArrayLike<number>>): string => Array.from(matrix, list).join(' ');

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const outer = reader['outer'];
  if (typeof outer !== 'function') return fail('no-function', `There should be an exported function named outer; found ${describe(outer)}.`);

  // Small enough to print first, then the real size.
  for (const [pixels, outputs] of [[3, 2], [4, 3], [784, 10]] as const) {
    const image = pixels === 784 ? random.image() : random.vector(pixels, 0.1, 1); // [pixels]
    const delta = random.vector(outputs, -2, 2); // [outputs]
    const [x, d] = [copy(image), copy(delta)];
    const expected: Matrix = Array.from(x, (pixel) => d.map((value) => pixel * value)); // [pixels, outputs]
    const result: unknown = outer(image, delta);
    const small = pixels < 784;
    const want = small ? `For image ${list(x)} and delta ${list(d)} it should be the rows ${rows(expected)}.` : 'On a whole image it should be 784 rows of 10.';

    if (!image.every((value, i) => value === x[i]) || !delta.every((value, j) => value === d[j])) {
      return fail('changes-input', 'outer changed the image or the delta it was given. Put the products into new rows.');
    }
    if (typeof result === 'number') {
      return fail('dot-product', `outer gave one number, ${Number(result.toFixed(2))}. A dot product adds its products up; here you keep each of them: one row for each pixel. ${want}`);
    }
    if (!Array.isArray(result) || result.length === 0) {
      return fail('nothing-yet', `outer should give one row for each of the ${pixels} pixels; yours gives ${describe(result)}. ${want}`);
    }
    if (result.every((value) => typeof value === 'number')) {
      return fail('flat-list', `outer should give ${pixels} rows of ${outputs} numbers; yours is one flat list, ${describe(result)}. ${want}`);
    }
    const transposed = d.length === result.length && close(result, Array.from(d, (value) => x.map((pixel) => pixel * value)));
    if (transposed) {
      return fail('transposed-outer-product', `Rows and columns are swapped: you have one row for each output. There should be one row for each pixel, as in weights[i][j]. ${want}`);
    }
    if (result.length !== pixels || result.some((row) => row?.length !== outputs)) {
      return fail('wrong-shape', `outer should give ${pixels} rows of ${outputs}; yours gives ${describe(result)}. Take the sizes from image.length and delta.length. ${want}`);
    }
    if (close(result, expected)) {
      if (result[0] === result[1]) return fail('shared-row', sharedRow);
      continue;
    }
    if (result.every((row) => row === result[0])) return fail('shared-row', sharedRow);

    const got = small ? ` Yours is ${rows(result as Matrix)}.` : '';
    const guesses: ReadonlyArray<readonly [string, (pixel: number, value: number) => number, string]> = [
      ['sum-for-product', (pixel, value) => pixel + value, 'You add pixel and delta. Multiply them: a blank pixel (0) must give 0.'],
      ['sign-of-delta', (pixel, value) => -pixel * value, 'Every product has its sign turned round. The minus sign comes later, when the step is taken.'],
      ['forgotten-image', (_pixel, value) => value, 'Every row is delta itself. Multiply it by the pixel of that row.'],
      ['forgotten-delta', (pixel) => pixel, 'Every row holds its pixel only. Multiply it by delta[j].'],
      ['alpha-too-early', (pixel, value) => 0.01 * pixel * value, 'The products are a hundred times too small. Alpha comes later, when the step is taken.'],
    ];
    for (const [id, of, message] of guesses) {
      if (close(result, Array.from(x, (pixel) => d.map((value) => of(pixel, value))))) return fail(id, `${message} ${want}${got}`);
    }
    if (close([result[0]], [expected[0]]) && (result as Matrix).slice(1).every((row) => Array.from(row).every((value) => value === 0))) {
      return fail('only-first-row', `The first row is right and the others are empty. Let the loop run over all pixels. ${want}${got}`);
    }
    return fail('wrong-numbers', `The shape is right, some of the numbers are not. ${want}${got}`);
  }
  return pass('One share for each of the 7,840 weights: the outer product is right.');
};

const sharedRow =
  'All rows are one and the same array, so each new row overwrites the ones before. Make the Float32Array inside the loop over the pixels.';

export default check;
