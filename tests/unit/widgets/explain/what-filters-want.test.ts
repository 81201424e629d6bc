import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/what-filters-want/at-build.ts';
import {
  bestPlaces,
  FILTERS,
  Floors,
  MOST,
  noticeOf,
  SEES,
} from '../../../../src/components/widgets/explain/what-filters-want/model.ts';
import { NETWORKS } from '../../../../src/components/widgets/explain/networks/networks.ts';
import { trainedNetwork } from '../../../../src/components/widgets/explain/networks/trained.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';

const floors = new Floors(NETWORKS.floors.specification, await trainedNetwork('floors'));
const { images, labels } = readMnist('test');
const inputOf = (image: number): Float32Array<ArrayBuffer> =>
  Float32Array.from(images.subarray(image * 784, (image + 1) * 784), (grey) => grey / 255);

// By NumPy in 64 bits, from the same weights: windows of 5 by 5, ReLU, and a pool between the floors.
test('a filter finds most where NumPy has it, on either floor', () => {
  const first = floors.maps(inputOf(1682), 0);
  expect(first.side).toBe(24);
  const found = bestPlaces(first, 0)[1]!;
  expect(found.value).toBeCloseTo(2.5161, 3);
  expect([found.row, found.column]).toEqual([20, 12]);
  const second = floors.maps(inputOf(858), 1);
  expect(second.side).toBe(8);
  const deeper = bestPlaces(second, 1)[2]!;
  expect(deeper.value).toBeCloseTo(6.6205, 3);
  expect([deeper.row, deeper.column]).toEqual([6, 8]);
});

test('what a second-floor filter gives out depends on the 14 by 14 pixels of its patch, and on no others', () => {
  const x = inputOf(858);
  const { row, column, value } = bestPlaces(floors.maps(x, 1), 1)[2]!;
  const outside = x.map((grey, i) => {
    const [r, c] = [Math.floor(i / 28), i % 28];
    return r >= row && r < row + SEES[1] && c >= column && c < column + SEES[1] ? grey : 1 - grey;
  });
  const place = (row / 2) * 8 + column / 2;
  expect(floors.maps(outside, 1).values[2 * 64 + place]).toBeCloseTo(value, 4);
  const inside = x.map((grey, i) => (i === (row + 7) * 28 + column + 7 ? 1 - grey : grey));
  expect(floors.maps(inside, 1).values[2 * 64 + place]).not.toBeCloseTo(value, 3);
});

test('the build tells nine finds of each filter, those of NumPy, and what the second floor asks of the first', async () => {
  const given = await atBuild();
  expect(given.finds.map((filters) => filters.length)).toEqual([...FILTERS]);
  for (const finds of given.finds.flat()) expect(finds).toHaveLength(MOST);
  expect(given.finds[1]![2]!.map(([image]) => image)).toEqual([858, 823, 873, 119, 452, 199, 996, 924, 467]);
  [0.7059, 0.8791, 0.7886, 0.753, 0.6573, 0.8096, 0.8535, 1.1323].forEach((asked, k) =>
    expect(given.asks[2]![k]).toBeCloseTo(asked, 3),
  );
  expect(given.images.map(({ label }) => label)).toEqual(given.finds[1]![0]!.map(([image]) => labels[image]));
  expect(given.kernels).toHaveLength(8);
});

test('a notice counts the digits of the nine images', () => {
  expect(noticeOf(0, [1, 2, 2, 3])).toContain('of 3 different digits');
  expect(noticeOf(1, [2, 2, 2])).toContain('of 1 different digit:');
});
