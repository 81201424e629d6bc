import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const SIDE = 28;
type Rows = readonly (readonly number[])[];

/** The list that comes out when each pixel goes to `place`; later ones overwrite earlier ones. */
function laidOut(rows: Rows, place: (row: number, column: number) => number): number[] {
  const list = new Array<number>(SIDE * SIDE).fill(0);
  rows.forEach((values, r) => values.forEach((value, c) => (list[place(r, c)] = value)));
  return list.slice(0, SIDE * SIDE);
}
const flatten = (rows: Rows): number[] => laidOut(rows, (r, c) => r * SIDE + c);

const check: Check = (reader, { judge, inputs, words }) => {
  const cut = (image: Float32Array): Float32Array[] => Array.from({ length: SIDE }, (_, r) => image.slice(r * SIDE, (r + 1) * SIDE));
  return judge<[rows: Float32Array[]]>(reader, {
    name: 'flatten',
    takes: ['rows'],
    questions: [
      { given: [inputs.matrix(SIDE, SIDE, 'positive')], what: 'another number in every pixel' },
      { given: [cut(inputs.image('stroke'))], what: words.images.stroke },
      { given: [cut(inputs.image('edges'))], what: words.images.edges },
      { given: [inputs.matrix(SIDE, SIDE, 'tiny')], what: words.tiny },
      { given: [inputs.matrix(SIDE, SIDE)], what: words.mixed },
      { given: [inputs.matrix(SIDE, SIDE, 'large')], what: words.large },
      { given: [cut(inputs.image('blank'))], what: words.images.blank },
    ],
    right: flatten,
    tolerance: 1e-6,
    untouched: ['nothing-yet', (rows) => laidOut(rows, () => -1), 'All 784 places are 0, for every picture. Copy each pixel into its place.'],
    mistakes: [
      ['still-rows', (rows) => rows, 'The result is still 28 rows. Put the pixels one after another into one list of 784.'],
      ['column-order', (rows) => laidOut(rows, (r, c) => c * SIDE + r), 'You go down the columns; the picture lies on its side. Take row after row.'],
      ['overlapping-rows', (rows) => laidOut(rows, (r, c) => r + c), 'Rows lie on top of each other: row + column is the same place for many pixels. Multiply the row by 28 first.'],
      ['overlapping-rows', (rows) => laidOut(rows, (r, c) => r * (SIDE - 1) + c), 'Each row overwrites the end of the row before: a row has 28 pixels, not 27.'],
      ['overlapping-rows', (rows) => laidOut(rows, (_r, c) => c), 'Every row is written to places 0 to 27, on top of the one before.'],
      ['overlapping-rows', (rows) => laidOut(rows, (r, c) => r * c), 'Rows lie on top of each other: row × column is the same place for many pixels. Take row × 28, and add the column.'],
      ['gaps-between-rows', (rows) => laidOut(rows, (r, c) => r * (SIDE + 1) + c), 'Each row starts one place too late: a row has 28 pixels, not 29.'],
      ['upside-down', (rows) => laidOut(rows, (r, c) => (SIDE - 1 - r) * SIDE + c), 'The last row comes first, so the picture stands on its head.'],
      ['mirrored', (rows) => laidOut(rows, (r, c) => r * SIDE + (SIDE - 1 - c)), 'Each row runs from right to left.'],
      ['only-first-row', (rows) => flatten(rows).map((value, k) => (k < SIDE ? value : 0)), 'Only row 0 arrived. Let the outer loop run over all 28 rows.'],
      ['missed-row', (rows) => flatten(rows).map((value, k) => (k < SIDE ? 0 : value)), 'Row 0 did not arrive. The first index is 0.'],
      ['missed-row', (rows) => flatten(rows).map((value, k) => (k < SIDE * (SIDE - 1) ? value : 0)), 'The last row did not arrive. row should run while row < 28.'],
      ['missed-column', (rows) => flatten(rows).map((value, k) => (k % SIDE === 0 ? 0 : value)), 'The first pixel of every row did not arrive. The first index is 0.'],
      ['missed-column', (rows) => flatten(rows).map((value, k) => (k % SIDE === SIDE - 1 ? 0 : value)), 'The last pixel of every row did not arrive. column should run while column < 28.'],
    ],
    keep: 'Copy the values into a new list.',
    shape: 'It takes 28 × 28 = 784 numbers in one list.',
    sound: 'Rows and columns run from 0 to 27.',
    example: (_seen, { at: [k], told }) => {
      const [row, column] = [Math.floor(Number(k) / SIDE), Number(k) % SIDE];
      return `For instance the pixel in row ${row}, column ${column} belongs at place ${row} × 28 + ${column} = ${k}: there should be ${told[0]}; yours has ${told[1]}.`;
    },
    wrong: ['wrong-order', 'The list has the right length, but some pixels are in the wrong place.'],
    pass: 'Every pixel has its place, row after row. The network will know it by that place alone.',
  });
};

export default check;
