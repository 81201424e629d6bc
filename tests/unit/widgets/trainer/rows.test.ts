import { expect, test } from 'vitest';
import { nextSorting, rowsOf, sorted } from '../../../../src/components/widgets/trainer/rows.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { parametersModel } from '../../../../src/components/widgets/chart/parameters.ts';
import { networkOfPublished, systems } from '../../../../src/lib/systems/published-systems.ts';
import { recordOf } from '../../../support/run-records.ts';

const s1 = systems.get('s1')!.runs.map(networkOfPublished);
const [small, , , , middle] = s1;
const images = 20 * 32_000;
const run = (network: typeof small & object, correct: number, id: string, seed = 0) =>
  recordOf(
    { ...trainingSettingsOf(network), specification: { ...network.specification, seed } },
    {
      id,
      title: network.name,
      state: 'finished',
      imagesSeen: images,
      seconds: 12,
      by: 'simd',
      epochs: [{ epoch: 20, imagesSeen: images, seconds: 12, training: { accuracy: 0.95, loss: 0.2 } }],
      validations: [{ imagesSeen: images, correct, of: 10_000, loss: 0.3 }],
      tests: [{ imagesSeen: images, correct: correct - 100, of: 10_000, loss: 0.3 }],
    },
  );

test('every network has a row, with its parameters, what was published and whether a run is within it', () => {
  const rows = rowsOf(s1, [run(middle!, 9500, 'b'), run(small!, 9300, 'a', 3)]);
  expect(rows).toHaveLength(8);
  expect(rows.map(({ parameters }) => parameters)).toEqual([
    9614, 9790, 19_288, 19_396, 39_106, 39_295, 529_030, 1_367_110,
  ]);
  expect(rows[0]).toMatchObject({
    number: 2,
    name: '12-8',
    published: '.9314',
    accepted: '90.64 to 95.64 %',
    within: true,
    withinWords: 'yes',
    validation: 0.93,
    test: 0.92,
  });
  expect(rows[4]).toMatchObject({ number: 1, within: false, withinWords: 'no, 0.52 points below' });
  expect(rows[7]).toMatchObject({ number: null, run: null, validation: null, within: null, withinWords: '–' });
});

test('a figure that the source measured on other images says so', () => {
  const s3 = systems.get('s3')!.runs.map(networkOfPublished);
  expect(
    rowsOf(s3, [])
      .map(({ published, measure }) => [published, measure])
      .slice(0, 2),
  ).toEqual([
    ['92 %', 'training accuracy'],
    ['–', 'test accuracy'],
  ]);
});

test('a run with other settings is not held against the source', () => {
  const other = run({ ...small!, specification: { ...small!.specification, batchSize: 64 } }, 9300, 'a');
  expect(rowsOf(s1, [other])[0]).toMatchObject({ within: null, withinWords: 'other settings' });
});

test('rows sort by a column both ways, with what has no value last', () => {
  const rows = rowsOf(s1, [run(middle!, 9500, 'b'), run(small!, 9300, 'a')]);
  const names = (column: 'validation' | 'parameters', descending: boolean) =>
    sorted(rows, { column, descending }).map(({ name }) => name);
  expect(names('validation', true).slice(0, 2)).toEqual(['48-24', '12-8']);
  expect(names('validation', false).slice(0, 2)).toEqual(['12-8', '48-24']);
  expect(names('parameters', true)[0]).toBe('960-480-240-120-60');
  expect(sorted(rows, null)).toBe(rows);
  expect(nextSorting(null, 'test')).toEqual({ column: 'test', descending: true });
  expect(nextSorting({ column: 'test', descending: true }, 'test')).toEqual({ column: 'test', descending: false });
  expect(nextSorting({ column: 'test', descending: false }, 'test')).toBeNull();
  expect(nextSorting(null, 'name')).toEqual({ column: 'name', descending: false });
});

test('accuracy stands against parameters once two sizes have results', () => {
  expect(parametersModel(rowsOf(s1, [run(small!, 9300, 'a'), run(small!, 9310, 'c')]), 'S1')).toBeNull();
  const model = parametersModel(rowsOf(s1, [run(small!, 9300, 'a'), run(middle!, 9500, 'b')]), 'S1')!;
  expect(model.points.map(({ set, parameters, value }) => [set, parameters, value])).toEqual([
    ['training', 9614, 95],
    ['validation', 9614, 93],
    ['training', 39_106, 95],
    ['validation', 39_106, 95],
  ]);
  expect(model.published).toHaveLength(8);
  expect(model.floor).toBe(80);
});

test('an unknown network’s run has a row of its own', () => {
  const foreign = recordOf(trainingSettingsOf(networkOf({ layers: [{ units: 10 }] })), { title: 'elsewhere' });
  expect(rowsOf(s1, [foreign]).at(-1)).toMatchObject({ name: 'elsewhere', number: 1, published: null });
});
