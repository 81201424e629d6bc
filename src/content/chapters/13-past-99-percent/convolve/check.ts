import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = readonly (readonly number[])[];
type Given = [picture: Float32Array[], kernel: Float32Array[]];
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

const sizeOf = (picture: Rows, kernel: Rows): [number, number] => [picture.length - kernel.length + 1, picture[0]!.length - kernel[0]!.length + 1];
/** The places of the size that is right, in this way. */
const by = (way: Way) => (picture: Rows, kernel: Rows): number[][] => slide(picture, kernel, sizeOf(picture, kernel), way);
/** Other places. */
const sized = (size: (picture: Rows, kernel: Rows) => readonly [number, number], way: Way | ((kernel: Rows) => Way) = {}) => (picture: Rows, kernel: Rows): number[][] =>
  slide(picture, kernel, size(picture, kernel), typeof way === 'function' ? way(kernel) : way);
const transposed = (rows: Rows): number[][] => rows[0]!.map((_, c) => rows.map((row) => row[c]!));
const centred = (kernel: Rows): Way => ({ shift: [-Math.floor(kernel.length / 2), -Math.floor(kernel[0]!.length / 2)] });
const whole = (picture: Rows): readonly [number, number] => [picture.length, picture[0]!.length];

const check: Check = (reader, { judge, inputs }) => {
  const { matrix } = inputs;
  const ask = (height: number, width: number, kernelHeight: number, kernelWidth: number, what: string, sort?: 'negative' | 'positive' | 'zeros' | 'large') => ({
    given: [matrix(height, width, sort), matrix(kernelHeight, kernelWidth)] as Given,
    what,
  });
  return judge<Given>(reader, {
    name: 'convolve',
    takes: ['picture', 'kernel'],
    // First a square kernel; then ones that are not, so that rows and columns cannot be mixed up.
    questions: [
      ask(4, 4, 2, 2, 'a square picture and a square kernel'),
      ask(9, 9, 3, 3, 'a kernel of 3 rows of 3'),
      ask(8, 11, 2, 4, 'a wide kernel'),
      ask(10, 7, 5, 3, 'a tall kernel'),
      ask(4, 6, 4, 6, 'a kernel as large as the picture'),
      ask(3, 5, 1, 1, 'a kernel of one number'),
      ask(6, 3, 1, 3, 'a kernel as wide as the picture'),
      ask(1, 6, 1, 3, 'a picture of one row'),
      ask(6, 5, 3, 2, 'a picture below 0', 'negative'),
      ask(6, 5, 3, 2, 'blank places in the picture', 'zeros'),
      ask(5, 6, 2, 2, 'large numbers', 'large'),
    ],
    tolerance: 1e-4,
    right: by({}),
    untouched: ['nothing-yet', () => [], 'convolve gives no rows. Give one number for each place where the kernel fits.'],
    mistakes: [
      ['padding', sized(whole, centred), 'The result is as large as the picture: there, the kernel hangs over the rim. Here it must fit whole.'],
      ['padding', sized(whole, { shift: [-1, -1] }), 'The result is as large as the picture: there, the kernel hangs over the rim. Here it must fit whole.'],
      ['padding', sized(whole), 'The result is as large as the picture: there, the kernel hangs over the rim. Here it must fit whole.'],
      ['padding', (picture, kernel) => slide(picture, kernel, sizeOf(picture, kernel), centred(kernel)), 'Each window is centred on its place, so at the rim it hangs over. Let it begin there: picture[r + i][c + j].'],
      ['one-too-few', sized((picture, kernel) => [picture.length - kernel.length, picture[0]!.length - kernel[0]!.length]), 'The last row and column of places are missing. In 9 pixels a kernel of 3 has 7 places, 0 to 6: height minus kernel height, plus 1.'],
      ['one-too-many', sized((picture, kernel) => [picture.length - kernel.length + 2, picture[0]!.length - kernel[0]!.length + 2]), 'There is a row and a column of places too many, where the kernel hangs over the rim.'],
      ['rows-and-columns', (picture, kernel) => transposed(by({})(picture, kernel)), 'What should go from left to right goes from top to bottom. The first index of the result is the row.'],
      ['rows-and-columns', (picture, kernel) => (kernel.length === kernel[0]!.length ? by({ kernel: turn })(picture, kernel) : null), 'kernel[j][i] stands where kernel[i][j] should: first the row, then the column.'],
      ['wide-steps', (picture, kernel) => {
        const size = [Math.floor(picture.length / kernel.length), Math.floor(picture[0]!.length / kernel[0]!.length)] as const;
        return Array.from({ length: size[0] }, (_, r) => Array.from({ length: size[1] }, (_, c) => slide(picture.slice(r * kernel.length).map((row) => row.slice(c * kernel[0]!.length)), kernel, [1, 1])[0]![0]!));
      }, 'The kernel jumps by its own size. It slides on by one pixel.'],
      ['all-zero', (picture, kernel) => by({ combine: () => 0 })(picture, kernel), 'The size is right, but every number is 0.'],
      ['flipped-kernel', by({ kernel: flip }), 'The kernel is upside down and mirrored. Mathematicians convolve so; networks do not flip: kernel[i][j] meets picture[r + i][c + j].'],
      ['averaged', by({ combine: (products) => products.reduce((a, b) => a + b, 0) / products.length }), 'The sum is divided by the number of products. A kernel adds them up.'],
      ['last-product-only', by({ combine: (products) => products.at(-1)! }), 'Only the last product of each window counts. Add with +=.'],
      ['first-product-only', by({ combine: (products) => products[0]! }), 'Only the first product of each window counts. Go through the whole kernel, and add.'],
      ['largest-product', by({ combine: (products) => Math.max(...products) }), 'You took the largest product. That is for pooling; here they are added up.'],
      ['sign', by({ combine: (products) => -products.reduce((a, b) => a + b, 0) }), 'Every number has the wrong sign. Add the products.'],
      ['never-below-zero', by({ combine: (products) => Math.max(0, products.reduce((a, b) => a + b, 0)) }), 'No number is below 0. What a kernel answers may be: give it as it is.'],
      ['lost-sign', by({ combine: (products) => Math.abs(products.reduce((a, b) => a + b, 0)) }), 'The numbers have lost their signs. What a kernel answers may be below 0: give it as it is.'],
    ],
    names: { 'wrong-shape': 'wrong-size' },
    keep: 'Only read it, and write into rows of your own.',
    shape: 'The result has one number for each place where the kernel fits whole: height minus kernel height, plus 1, and so for the width.',
    sound: 'A pixel beside the picture was read. The window begins at r and c, and ends before r + kernel.length and c + kernel[0].length.',
    example: ({ given: [picture, kernel] }, { at, told }) => `With a picture of ${picture.length} rows of ${picture[0]!.length} and a kernel of ${kernel.length} rows of ${kernel[0]!.length}, [${at.join('][')}] should be ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-numbers', 'The size is right, some numbers are not.'],
    pass: 'One kernel, the same numbers at every place: that is a convolution.',
  });
};

export default check;
