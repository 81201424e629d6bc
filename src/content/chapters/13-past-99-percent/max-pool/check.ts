import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = readonly ArrayLike<number>[];
const show = (values: readonly number[]): string => values.map((value) => String(Number(value.toPrecision(3)))).join(', ');

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

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const { maxPool } = reader;
  if (typeof maxPool !== 'function') return fail('no-function', `There should be an exported function named maxPool; found ${describe(maxPool)}.`);
  for (const [height, width] of [[6, 6], [4, 10], [12, 8]] as const) {
    const picture = random.matrix(height, width, -2, 1);
    const before = copy(picture);
    const result: unknown = maxPool(picture);
    if (!picture.every((row, r) => row.every((value, c) => value === before[r]![c]))) return fail('changes-input', 'The picture has changed. Write into rows of your own.');
    const size = [height / 2, width / 2] as const;
    const story = `A picture of ${height} rows of ${width} gives ${size[0]} rows of ${size[1]}`;
    const rows = Array.isArray(result) ? (result as Rows) : [];
    if (!Array.isArray(result) || rows.length === 0) return fail('nothing-yet', `maxPool gave ${describe(result)}. ${story}: one number for each block of 2 x 2.`);
    const [found, columns] = [rows.length, rows[0]?.length ?? 0];
    if (found === height - 1 && columns === width - 1) return fail('overlapping', `The blocks overlap: each begins one pixel after the last. Go on by two. ${story}; yours has ${describe(result)}.`);
    if (found === size[1] && columns === size[0] && found !== columns) return fail('rows-and-columns', `Rows and columns are swapped. ${story}; yours has ${describe(result)}.`);
    if (found !== size[0] || columns !== size[1] || !rows.every((row) => row?.length === columns)) return fail('wrong-size', `${story}; yours has ${describe(result)}.`);
    const right = pooled(before, size, largest);
    if (close(rows, right, 1e-5)) continue;
    const block = [before[0]![0]!, before[0]![1]!, before[1]![0]!, before[1]![1]!];
    const example = `The first block holds ${show(block)}; its largest is ${show([right[0]![0]!])}, and yours is ${show([rows[0]![0]!])}.`;
    for (const [id, make, message] of mistakes) if (close(rows, pooled(before, size, make), 1e-5)) return fail(id, `${message} ${example}`);
    if (close(rows, pooled(before, size, largest, 1), 1e-5)) return fail('overlapping', `Block number c begins at column 2 * c, not at c. ${example}`);
    if (!rows.every((row) => Array.from(row).every(Number.isFinite))) return fail('not-a-number', `Some numbers are NaN: a pixel beside the picture was read. ${example}`);
    return fail('wrong-numbers', `The size is right, some numbers are not. ${example}`);
  }
  return pass('A quarter of the numbers, and the strongest answer of each block is kept.');
};

export default check;
