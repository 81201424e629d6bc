import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = readonly (readonly number[])[];

/** Blocks of 2 x 2 that begin every `step` pixels, each made into one number. */
const pooled = (picture: Rows, [rows, columns]: readonly [number, number], make: (block: readonly number[]) => number, step = 2, start = 0): number[][] =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => {
      const [top, left] = [start + r * step, start + c * step];
      return make([picture[top]?.[left], picture[top]?.[left + 1], picture[top + 1]?.[left], picture[top + 1]?.[left + 1]].map((value) => value ?? -Infinity));
    }),
  );
const largest = (block: readonly number[]): number => Math.max(...block);

const mistakes: ReadonlyArray<readonly [id: string, make: (block: readonly number[]) => number, message: string]> = [
  ['average', (block) => block.reduce((a, b) => a + b, 0) / 4, 'This is the mean of each block. Take the largest.'],
  ['summed', (block) => block.reduce((a, b) => a + b, 0), 'This is the sum of each block. Take the largest.'],
  ['smallest', (block) => Math.min(...block), 'This is the smallest of each block. Take the largest.'],
  ['starts-at-zero', (block) => Math.max(0, ...block), 'Where all four are below zero, yours gives 0. Begin with the first of the four, not with 0.'],
  ['largest-size', (block) => Math.max(...block.map(Math.abs)), 'You took the largest size, without the sign. -5 is smaller than 1.'],
  ['one-corner', (block) => block[0]!, 'You took the first of each block. The other three count too.'],
  ['half-a-block', (block) => Math.max(block[0]!, block[1]!), 'Only the upper two of each block count. Look at row r + 1 as well.'],
  ['half-a-block', (block) => Math.max(block[0]!, block[2]!), 'Only the left two of each block count. Look at the next column as well.'],
  ['half-a-block', (block) => Math.max(block[0]!, block[3]!), 'Only two of each block count: those on the diagonal.'],
];

const sizeOf = (picture: Rows): [number, number] => [Math.floor(picture.length / 2), Math.floor(picture[0]!.length / 2)];

const check: Check = (reader, { judge, inputs }) => {
  const { matrix } = inputs;
  const ask = (height: number, width: number, what: string, sort?: 'negative' | 'positive' | 'zeros' | 'large' | 'tiny') => ({ given: [matrix(height, width, sort)] as [Float32Array[]], what });
  return judge<[picture: Float32Array[]]>(reader, {
    name: 'maxPool',
    takes: ['picture'],
    questions: [
      ask(4, 4, 'a square picture'),
      ask(2, 2, 'a single block'),
      ask(4, 10, 'a wide picture'),
      ask(12, 8, 'a tall picture'),
      ask(6, 6, 'a picture below 0', 'negative'),
      ask(4, 6, 'a picture above 0', 'positive'),
      ask(6, 4, 'blank places', 'zeros'),
      ask(6, 4, 'large numbers', 'large'),
      ask(2, 8, 'one row of blocks'),
      ask(4, 4, 'very small numbers', 'tiny'),
    ],
    right: (picture) => pooled(picture, sizeOf(picture), largest),
    untouched: ['nothing-yet', () => [], 'maxPool gives no rows. Give one number for each block of 2 x 2.'],
    mistakes: [
      ...mistakes.map(([id, make, message]) => [id, (picture: Rows) => pooled(picture, sizeOf(picture), make), message] as const),
      ['overlapping', (picture) => pooled(picture, [picture.length - 1, picture[0]!.length - 1], largest, 1), 'The blocks overlap: each begins one pixel after the last. Go on by two.'],
      ['overlapping', (picture) => pooled(picture, sizeOf(picture), largest, 1), 'The blocks overlap. Block number c begins at column 2 * c, not at c, and so do the rows.'],
      ['rows-and-columns', (picture) => {
        const rows = pooled(picture, sizeOf(picture), largest);
        return rows[0]!.map((_, c) => rows.map((row) => row[c]!));
      }, 'Rows and columns are swapped. The first index of the result is the row.'],
      ['sign', (picture) => pooled(picture, sizeOf(picture), (block) => -largest(block)), 'Every number has the wrong sign.'],
      ...([1, 2, 3] as const).map((corner) => ['one-corner', (picture: Rows) => pooled(picture, sizeOf(picture), (block) => block[corner]!), 'You took one number of each block, always from the same corner. The other three count too.'] as const),
      ...([[2, 3], [1, 3], [1, 2]] as const).map(([a, b]) => ['half-a-block', (picture: Rows) => pooled(picture, sizeOf(picture), (block) => Math.max(block[a]!, block[b]!)), 'Only two of the four numbers of each block count.'] as const),
      ...([0, 1, 2, 3] as const).map((corner) => ['one-left-out', (picture: Rows) => pooled(picture, sizeOf(picture), (block) => Math.max(...block.filter((_, k) => k !== corner))), `One of the four is left out in each block: the ${['upper left', 'upper right', 'lower left', 'lower right'][corner]} one.`] as const),
    ],
    names: { 'wrong-shape': 'wrong-size' },
    keep: 'Write into rows of your own.',
    shape: 'The result has half the rows and half the columns.',
    sound: 'A pixel beside the picture was read. A block begins at row 2 * r and column 2 * c.',
    example: ({ given: [picture] }, { at, told }) => {
      const [r, c] = at.map(Number) as [number, number];
      const block = [picture[2 * r]?.[2 * c], picture[2 * r]?.[2 * c + 1], picture[2 * r + 1]?.[2 * c], picture[2 * r + 1]?.[2 * c + 1]];
      return `In a picture of ${picture.length} rows of ${picture[0]!.length}, the block at [${r}][${c}] holds ${block.map((value) => Number(value!.toPrecision(4))).join(', ')}; its largest is ${told[0]}, and yours is ${told[1]}.`;
    },
    wrong: ['wrong-numbers', 'The size is right, some numbers are not.'],
    pass: 'A quarter of the numbers, and the strongest answer of each block is kept.',
  });
};

export default check;
