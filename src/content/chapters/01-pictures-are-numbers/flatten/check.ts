import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const SIDE = 28;

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const flatten = reader['flatten'];
  if (typeof flatten !== 'function') return fail('no-function', `There should be an exported function named flatten; found ${describe(flatten)}.`);

  for (let round = 0; round < 2; round++) {
    const rows = random.matrix(SIDE, SIDE, 0.05, 1); // [28, 28]
    const before = copy(rows);
    const result: unknown = flatten(rows);
    const [row, column] = [random.integer(2, SIDE - 2), random.integer(2, SIDE - 2)];
    const example = `For instance the pixel in row ${row}, column ${column} belongs at place ${row} × 28 + ${column} = ${row * SIDE + column}`;

    if (rows.length !== SIDE || !rows.every((values, r) => values.every((value, c) => value === before[r]![c]))) {
      return fail('changes-input', 'flatten changed the rows it was given. Copy the values into a new list.');
    }
    if (Array.isArray(result) && result.length === SIDE && typeof result[0] === 'object') {
      return fail('still-rows', `flatten should give one list of 784 numbers; yours is still ${describe(result)}. ${example}.`);
    }
    if (!ArrayBuffer.isView(result) && !Array.isArray(result)) return fail('wrong-shape', `flatten should give 784 numbers; yours gives ${describe(result)}. ${example}.`);
    const numbers = Array.from(result as ArrayLike<number>);
    if (numbers.length !== SIDE * SIDE) return fail('wrong-shape', `flatten should give 28 × 28 = 784 numbers; yours gives ${describe(result)}. ${example}.`);
    if (!numbers.every(Number.isFinite)) {
      return fail('not-a-number', `At place ${numbers.findIndex((value) => !Number.isFinite(value))} there is no number. Rows and columns run from 0 to 27. ${example}.`);
    }
    /** What stands at place `at`, if the pixels were laid out by `place`; later ones overwrite earlier ones. */
    const laidOut = (place: (row: number, column: number) => number): number[] => {
      const list = new Array<number>(SIDE * SIDE).fill(0);
      before.forEach((values, r) => values.forEach((value, c) => (list[place(r, c)] = value)));
      return list;
    };
    const is = (place: (row: number, column: number) => number): boolean => close(numbers, laidOut(place).slice(0, SIDE * SIDE));
    if (is((r, c) => r * SIDE + c)) continue;

    if (numbers.every((value) => value === 0)) return fail('nothing-yet', `All 784 places are 0, so nothing has been copied yet. ${example}.`);
    if (is((r, c) => c * SIDE + r)) return fail('column-order', `You go down the columns; the picture lies on its side. Take row after row. ${example}.`);
    if (is((r, c) => r + c)) return fail('overlapping-rows', `Rows lie on top of each other: row + column is the same place for many pixels. Multiply the row by 28 first. ${example}.`);
    if (is((r, c) => r * (SIDE - 1) + c)) return fail('overlapping-rows', `Each row overwrites the end of the row before: a row has 28 pixels, not 27. ${example}.`);
    if (is((_r, c) => c)) return fail('overlapping-rows', `Every row is written to places 0 to 27, on top of the one before. ${example}.`);
    if (is((r, c) => (SIDE - 1 - r) * SIDE + c)) return fail('upside-down', `The last row comes first, so the picture stands on its head. ${example}.`);
    if (is((r, c) => r * SIDE + (SIDE - 1 - c))) return fail('mirrored', `Each row runs from right to left. ${example}.`);
    if (close(numbers, laidOut((r, c) => r * SIDE + c).map((value, k) => (k < SIDE ? value : 0)))) {
      return fail('only-first-row', `Only row 0 arrived. Let the outer loop run over all 28 rows. ${example}.`);
    }
    return fail('wrong-order', `The list has the right length, but some pixels are in the wrong place. ${example}.`);
  }
  return pass('Every pixel has its place, row after row. The network will know it by that place alone.');
};

export default check;
