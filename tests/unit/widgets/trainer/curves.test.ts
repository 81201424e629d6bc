import { expect, test } from 'vitest';
import {
  accuracyFloor,
  comparisonWords,
  curvesModel,
  curvesWords,
  type ChartFixed,
} from '../../../../src/components/widgets/chart/model.ts';
import { countTicks } from '../../../../src/components/widgets/chart/geometry.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { computed, overlayOf, heldAgainst } from '../../../../src/components/words/published.ts';
import { networkOfPublished, systems } from '../../../../src/lib/systems/published-systems.ts';
import { testPoints } from '../../../../src/components/widgets/trainer/test-points.ts';
import { recordOf } from '../../../support/run-records.ts';

const s2 = networkOfPublished(systems.get('s2')!.runs[0]!);
const fixed: ChartFixed = { by: 'S2', epochs: 18, overlay: [], first: 'loss', axis: 'epochs' };
const trained = recordOf(trainingSettingsOf(s2), {
  id: 'a',
  title: '784-490-10',
  state: 'running',
  imagesSeen: 120_000,
  stretches: [
    { imagesSeen: 30_000, span: 30_000, accuracy: 0.8, loss: 0.7 },
    { imagesSeen: 60_000, span: 30_000, accuracy: 0.9, loss: 0.3 },
  ],
  epochs: [1, 2].map((epoch) => ({
    epoch,
    imagesSeen: epoch * 60_000,
    seconds: 2,
    training: { accuracy: 0.85 + epoch / 20, loss: 0.505 / epoch },
  })),
  tests: [0, 1, 2].map((epoch) => ({
    imagesSeen: epoch * 60_000,
    correct: [980, 9212, 9405][epoch]!,
    of: 10_000,
    loss: [2.3, 0.28, 0.2][epoch]!,
  })),
});

test('the source’s losses lie over the page’s, by epoch', () => {
  expect(overlayOf(s2.figures, 60_000)).toEqual([
    [1, 0.508],
    [2, 0.261],
    [3, 0.206],
    [6, 0.123],
    [10, 0.0776],
    [14, 0.0551],
    [18, 0.0417],
  ]);
  const model = curvesModel([{ run: trained, number: 1 }], 'a', s2, fixed, 'loss');
  expect(model).toMatchObject({ epochs: 18, log: true, domain: [0.01, 10], bands: [] });
  expect(model.overlay).toHaveLength(7);
  expect(model.runs[0]!.lines.training).toEqual([
    { epoch: 1, value: 0.505 },
    { epoch: 2, value: 0.2525 },
  ]);
  expect(model.runs[0]!.stretches).toEqual([
    { epoch: 0.25, value: 0.7 },
    { epoch: 0.75, value: 0.3 },
  ]);
});

test('the axis of accuracies begins below all whole epochs and all that was published', () => {
  const model = curvesModel([{ run: trained, number: 1 }], 'a', s2, fixed, 'accuracy');
  expect(model.domain).toEqual([80, 100]);
  expect(model.bands).toMatchObject([{ epoch: 18, least: 97.7, most: expect.closeTo(98.1, 6) }]);
  expect(model.runs[0]!.lines.test).toEqual([
    { epoch: 0, value: 9.8 },
    { epoch: 1, value: 92.12 },
    { epoch: 2, value: 94.05 },
  ]);
  expect(curvesModel([], null, s2, fixed, 'accuracy').domain).toEqual([95, 100]);
  expect(accuracyFloor([])).toBe(0);
  expect(accuracyFloor([97.9, 98.5])).toBe(95);
  expect(curvesWords(model)).toBe(
    'Accuracy by epoch. run 1, 784-490-10: training 95.00 %, test 94.05 %; 784-490-10, test: 97.8 to 98.02 % by S2.',
  );
});

test('a loss that can be negative, as without the logarithm in S3, has a plain axis', () => {
  const run = {
    ...trained,
    epochs: [{ epoch: 1, imagesSeen: 60_000, seconds: 1, training: { accuracy: 0.2, loss: -0.12 } }],
    tests: [],
  };
  expect(curvesModel([{ run, number: 1 }], 'a', s2, { ...fixed, overlay: [[1, 0.1]] }, 'loss')).toMatchObject({
    log: false,
    ticks: [-0.15, -0.1, -0.05, 0, 0.05, 0.1],
  });
});

test('a hidden run is not drawn, and a diverged one says where', () => {
  const numbered = [
    { run: { ...trained, hidden: true }, number: 1 },
    { run: { ...trained, id: 'b', state: 'diverged' as const, imagesSeen: 90_000 }, number: 2 },
  ];
  const model = curvesModel(numbered, 'a', s2, fixed, 'accuracy');
  expect(model.runs.map(({ number, divergedAt, shown }) => [number, divergedAt, shown])).toEqual([[2, 1.5, false]]);
});

test('what was published is found in a run at the very image, and judged', () => {
  const [first, , , , , , , last] = s2.figures;
  expect(computed(trained, first!)).toBe(0.505);
  expect(computed(trained, last!)).toBeNull();
  expect(heldAgainst(first!, 0.505)).toEqual({ within: true, words: 'yes' });
  expect(heldAgainst(first!, 0.6)).toEqual({ within: false, words: 'no, 0.0666 above' });
  expect(heldAgainst(last!, 0.9722)).toEqual({ within: false, words: 'no, 0.48 points below' });
});

test('tests fall at the end of each epoch, within short runs more often', () => {
  expect(testPoints({ epochs: 18, trainCount: 60_000 })).toHaveLength(19);
  expect(testPoints({ epochs: 2, trainCount: 60_000 })).toEqual([
    0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000, 110_000, 120_000,
  ]);
  expect(testPoints({ epochs: 5, trainCount: 32_000 }, [100, 999_999])).toEqual([
    0, 100, 32_000, 64_000, 96_000, 128_000, 160_000,
  ]);
  expect(countTicks(1, 10)).toEqual([0, 1]);
  expect(countTicks(18, 10)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  expect(countTicks(1e9, 10).length).toBeLessThanOrEqual(11);
});

test('several runs are compared by one set of images, and it is named', () => {
  const validation = { from: 50_000, count: 10_000 };
  const validated = {
    ...trained,
    id: 'b',
    settings: { ...trained.settings, validation },
    validations: trained.tests.map((score) => ({ ...score, correct: score.correct - 10 })),
  };
  const numbered = (...runs: (typeof trained)[]) => runs.map((run, i) => ({ run, number: i + 1 }));
  const mixed = curvesModel(numbered(trained, validated), 'b', s2, fixed, 'accuracy');
  expect(comparisonWords(mixed)).toBe('Every run by its test images; run 2 also by training and validation.');
  expect(curvesWords(mixed)).toContain('by its test images');
  const both = curvesModel(numbered(validated, { ...validated, id: 'c' }), 'c', s2, fixed, 'accuracy');
  expect(comparisonWords(both)).toBe('Every run by its validation images; run 2 also by training and test.');
  // In its first epoch a run is tested, and not validated yet.
  const begun = { ...validated, id: 'c', validations: [], epochs: [] };
  const early = curvesModel(numbered(validated, begun), 'c', s2, fixed, 'accuracy');
  expect(comparisonWords(early)).toBe('Every run by its test images.');
});

test('other seeds of the run that is shown are a band from the least to the most, without lines of their own', () => {
  const other = {
    ...trained,
    id: 'b',
    tests: trained.tests.map((test, i) => ({ ...test, correct: test.correct + [5, -12, 20][i]! })),
  };
  const numbered = [trained, other].map((run, i) => ({ run, number: i + 1 }));
  const model = curvesModel(numbered, 'a', s2, fixed, 'accuracy', { seeds: [trained, other] });
  expect(model.runs.map(({ number }) => number)).toEqual([1]);
  expect(model.spread).toEqual([
    { epoch: 0, least: 9.8, most: 9.85 },
    { epoch: 1, least: 92, most: 92.12 },
    { epoch: 2, least: 94.05, most: 94.25 },
  ]);
  expect(curvesWords(model)).toContain('Its seeds lie between 94.05 % and 94.25 %.');
  expect(curvesModel(numbered, 'a', s2, fixed, 'accuracy', { seeds: [trained] }).runs).toHaveLength(2);
});

test('a guess lies on the chart of accuracies, whose axis begins below it', () => {
  const guessed = (measure: 'accuracy' | 'loss') =>
    curvesModel([{ run: trained, number: 1 }], 'a', s2, fixed, measure, { guess: 60 });
  expect(guessed('accuracy')).toMatchObject({ guess: 60, domain: [50, 100] });
  expect(curvesWords(guessed('accuracy'))).toContain('Your guess: 60 %.');
  expect(guessed('loss').guess).toBeNull();
});
