import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = readonly ArrayLike<number>[];
const show = (value: unknown): string => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : String(value));
const at = (rows: Rows, r: number, c: number): number => rows[r]?.[c] ?? 0;

interface Way {
  /** The kernel's number at this place. */
  readonly kernel?: (kernel: Rows, i: number, j: number) => number;
  /** Where the window begins. */
  readonly shift?: readonly [rows: number, columns: number];
  readonly step?: number;
  readonly combine?: (products: readonly number[]) => number;
}

/** What comes out in this way, for a result of this size. */
function slide(picture: Rows, kernel: Rows, [rows, columns]: readonly [number, number], { kernel: weight = at, shift = [0, 0], step = 1, combine = (products) => products.reduce((a, b) => a + b, 0) }: Way = {}): number[][] {
  const [height, width] = [kernel.length, kernel[0]!.length];
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => {
      const products = [];
      for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) products.push(at(picture, r * step + i + shift[0], c * step + j + shift[1]) * weight(kernel, i, j));
      return combine(products);
    }),
  );
}
const flip = (kernel: Rows, i: number, j: number): number => at(kernel, kernel.length - 1 - i, kernel[0]!.length - 1 - j);
const turn = (kernel: Rows, i: number, j: number): number => at(kernel, j, i);

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const { convolve } = reader;
  if (typeof convolve !== 'function') return fail('no-function', `There should be an exported function named convolve; found ${describe(convolve)}.`);

  const ask = (height: number, width: number, kernelHeight: number, kernelWidth: number) => {
    const [picture, kernel] = [random.matrix(height, width), random.matrix(kernelHeight, kernelWidth)];
    const [pictureBefore, kernelBefore] = [copy(picture), copy(kernel)];
    const result: unknown = convolve(picture, kernel);
    const unchanged = [[picture, pictureBefore], [kernel, kernelBefore]].every(([now, before]) => now!.every((row, r) => row.every((value, c) => value === before![r]![c])));
    return { picture: pictureBefore, kernel: kernelBefore, result, unchanged };
  };

  // First a square kernel; then one that is not, so that rows and columns cannot be mixed up.
  for (const [height, width, kernelHeight, kernelWidth] of [[9, 9, 3, 3], [8, 11, 2, 4], [10, 7, 5, 3]] as const) {
    const { picture, kernel, result, unchanged } = ask(height, width, kernelHeight, kernelWidth);
    if (!unchanged) return fail('changes-input', 'The picture or the kernel has changed. Only read them, and write into rows of your own.');
    const size = [height - kernelHeight + 1, width - kernelWidth + 1] as const;
    const story = `A picture of ${height} rows of ${width} and a kernel of ${kernelHeight} rows of ${kernelWidth} give ${size[0]} rows of ${size[1]}`;
    const rows = Array.isArray(result) ? (result as Rows) : [];
    const shape = [rows.length, rows[0]?.length ?? 0] as const;
    if (!Array.isArray(result) || shape[0] === 0) return fail('nothing-yet', `convolve gave ${describe(result)}. ${story}: one number for each place where the kernel fits.`);
    if (shape[0] !== size[0] || shape[1] !== size[1] || !rows.every((row) => row?.length === shape[1])) {
      const found = `${story}; yours has ${describe(result)}.`;
      if (shape[0] === height && shape[1] === width) return fail('padding', `The result is as large as the picture: there, the kernel hangs over the rim. Here it must fit whole. ${found}`);
      if (shape[0] === size[0] - 1 && shape[1] === size[1] - 1) return fail('one-too-few', `The last row and column of places are missing. In 9 pixels a kernel of 3 has 7 places, 0 to 6: height minus kernel height, plus 1. ${found}`);
      if (shape[0] === size[1] && shape[1] === size[0]) return fail('rows-and-columns', `Rows and columns are swapped. ${found}`);
      if (shape[0] === Math.floor(height / kernelHeight) && shape[1] === Math.floor(width / kernelWidth)) return fail('wide-steps', `The kernel jumps by its own size. It slides on by one pixel. ${found}`);
      return fail('wrong-size', `The result has the wrong size. ${found}`);
    }
    const right = slide(picture, kernel, size);
    if (close(rows, right, 1e-4)) continue;
    const gives = (way: Way): boolean => close(rows, slide(picture, kernel, size, way), 1e-4);
    const example = `In the upper left corner there should be ${show(right[0]![0])}; yours has ${show(rows[0]![0])}.`;
    if (!rows.every((row) => Array.from(row).every(Number.isFinite))) return fail('not-a-number', `Some numbers are NaN: a pixel beside the picture was read. The window begins at r and c, and ends before r + ${kernelHeight} and c + ${kernelWidth}. ${example}`);
    if (rows.every((row) => Array.from(row).every((value) => value === 0))) return fail('all-zero', `The size is right, but every number is 0. ${example}`);
    if (gives({ kernel: flip })) return fail('flipped-kernel', `The kernel is upside down and mirrored. Mathematicians convolve so; networks do not flip: kernel[i][j] meets picture[r + i][c + j]. ${example}`);
    if (close(rows, right[0]!.map((_, c) => right.map((row) => row[c]!)), 1e-4)) return fail('rows-and-columns', `What should go from left to right goes from top to bottom. The first index of the result is the row. ${example}`);
    if (gives({ kernel: turn })) return fail('rows-and-columns', `kernel[j][i] stands where kernel[i][j] should: first the row, then the column. ${example}`);
    if (gives({ combine: (products) => products.reduce((a, b) => a + b, 0) / products.length })) return fail('averaged', `The sum is divided by the number of products. A kernel adds them up. ${example}`);
    if (gives({ combine: (products) => products.at(-1)! })) return fail('last-product-only', `Only the last product of each window counts. Add with +=. ${example}`);
    if (gives({ combine: (products) => Math.max(...products) })) return fail('largest-product', `You took the largest product. That is for pooling; here they are added up. ${example}`);
    if (gives({ shift: [-Math.floor(kernelHeight / 2), -Math.floor(kernelWidth / 2)] })) return fail('padding', `Each window is centred on its place, so at the rim it hangs over. Let it begin there: picture[r + i][c + j]. ${example}`);
    return fail('wrong-numbers', `The size is right, some numbers are not. ${example}`);
  }
  return pass('One kernel, the same numbers at every place: that is a convolution.');
};

export default check;
