import { expect, test } from 'vitest';
import { textToBytes } from '../../../../src/components/widgets/digits/bytes.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';
import atBuild from '../../../../src/components/widgets/explain/kernel/at-build.ts';
import {
  KERNELS,
  mapOf,
  numberWords,
  PLACES,
  shifted,
  startWith,
  underWindow,
  withKernel,
  withNextNumber,
  withShift,
  withWindow,
  wordsOf,
} from '../../../../src/components/widgets/explain/kernel/model.ts';

const { pixels, name, learnt } = await atBuild();
const start = startWith(Float32Array.from(textToBytes(pixels), (grey) => grey / 255));
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

// By NumPy in 64 bits, over the third image of the training file.
test('the map is that of NumPy', () => {
  expect(name).toBe('Training image 3, a 4');
  const map = mapOf(start);
  expect(map).toHaveLength(576);
  const at = (row: number, column: number): number => map[row * PLACES + column]!;
  expect(at(11, 11)).toBeCloseTo(-1.4352941, 5);
  expect(at(15, 16)).toBeCloseTo(4.7882353, 5);
  expect(at(19, 16)).toBeCloseTo(4.9882353, 5);
  expect(at(5, 2)).toBeCloseTo(2.4705883, 5);
  expect(at(0, 0)).toBe(0);
  expect(sum(map)).toBeCloseTo(-363.7137306, 2);
  expect(sum(mapOf(withNextNumber(start, 1)))).toBeCloseTo(-289.4392195, 2);
  expect(mapOf(withKernel(start, KERNELS['edge, ink on the right']!))[15 * PLACES + 16]).toBeCloseTo(0.3098039, 5);
});

test('the number that comes out is the sum of the 25 products under the window', () => {
  for (const [row, column] of [
    [0, 0],
    [5, 2],
    [19, 16],
    [23, 23],
  ] as const) {
    const state = withWindow(start, row, column);
    const products = underWindow(state).map((pixel, i) => pixel * state.kernel[i]!);
    expect(mapOf(state)[row * PLACES + column]).toBeCloseTo(sum(products), 5);
  }
  expect(wordsOf(start)).toBe('Row 15, column 16: 16 of the 25 pixels have ink. The 25 products add up to 4.79.');
});

test('the window stays on the picture', () => {
  const out = withWindow(start, -3, 40.2);
  expect([out.row, out.column]).toEqual([0, 23]);
  const between = withWindow(start, 4.4, 4.6);
  expect([between.row, between.column]).toEqual([4, 5]);
});

test('a shift stays a shift, number for number, and what is said of it is true', () => {
  const moved = withShift(start, 2, -2);
  expect(moved.notice).toContain('and the map with it, number for number');
  const before = mapOf(start);
  const after = mapOf(moved);
  for (let row = 2; row < PLACES; row++)
    for (let column = 0; column < PLACES - 2; column++)
      expect(after[row * PLACES + column]).toBe(before[(row - 2) * PLACES + column + 2]);
  // Its ink begins at column 3: the second press pushes some of it out.
  expect(withShift(moved, 0, -2).notice).toContain('has left the picture');
  expect(sum(shifted(start.image, 28, 0))).toBe(0);
});

test('a number of the kernel goes from 0 to 1, to −1, and to 0 again', () => {
  let state = withKernel(start, KERNELS['all ones']!);
  const seen = [0, 1, 2, 3].map(() => {
    state = withNextNumber(state, 7);
    return state.kernel[7];
  });
  expect(seen).toEqual([-1, 0, 1, -1]);
  for (const kernel of Object.values(KERNELS)) expect(kernel).toHaveLength(25);
});

test('a learnt kernel is one of the network’s own, and its numbers are read with two decimals', async () => {
  const [weight] = await trainedNetwork('floors');
  expect(learnt).toHaveLength(8);
  learnt.forEach((kernel, k) =>
    kernel.forEach((value, i) => expect(value).toBeCloseTo(weight!.values[25 * k + i]!, 3)),
  );
  const state = withKernel(start, learnt[0]!, true);
  const wanted = underWindow(state).reduce((total, pixel, i) => total + pixel * learnt[0]![i]!, 0);
  expect(mapOf(state)[state.row * PLACES + state.column]).toBeCloseTo(wanted, 4);
  expect(state.notice).toContain('nobody told it');
  expect([numberWords(-1), numberWords(0.2345)]).toEqual(['−1', '0.23']);
});
