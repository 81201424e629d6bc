import { describe, expect, it } from 'vitest';
import {
  addTestPoint,
  addTrainPoint,
  thinTestPoints,
  type TestPoint,
  type TrainPoint,
} from '../../../../src/components/widgets/trainer/curve.ts';
import { decodeRuns, encodeRuns, loadRuns, saveRuns } from '../../../../src/components/widgets/trainer/run-storage.ts';
import {
  addRun,
  changeRun,
  compare,
  comparedRun,
  keptWords,
  LOOKS,
  noRuns,
  removeRun,
  resultWords,
  runWords,
  toggleRun,
  undoRemove,
  type RunList,
} from '../../../../src/components/widgets/trainer/runs.ts';
import type { TrainerSettings } from '../../../../src/components/widgets/trainer/settings.ts';

const settings: TrainerSettings = { alpha: 0.01, start: 'random', seed: 10, order: 'file', epochs: 1 };
const test = (images: number, correct: number): TestPoint => ({ images, correct, of: 10_000, loss: 1.25 });
const withRuns = (howMany: number): RunList =>
  Array.from({ length: howMany }).reduce((list: RunList) => addRun(list, settings, 'reference'), noRuns);

describe('curves', () => {
  it('joins neighbours of a long training curve, keeping averages and the end', () => {
    let curve: readonly TrainPoint[] = [];
    for (let k = 1; k <= 1000; k++)
      curve = addTrainPoint(curve, { images: k * 10, span: 10, accuracy: k / 1000, loss: 2 }, 50);
    expect(curve.length).toBeLessThanOrEqual(50);
    expect(curve.reduce((sum, point) => sum + point.span, 0)).toBe(10_000);
    expect(curve.reduce((sum, point) => sum + point.span * point.accuracy, 0) / 10_000).toBeCloseTo(0.5005, 10);
    expect(curve.at(-1)?.images).toBe(10_000);
  });

  it('keeps scorings in order and replaces one at the same count', () => {
    const curve = [test(0, 1), test(1000, 3), test(100, 2), test(1000, 4)].reduce(
      addTestPoint,
      [] as readonly TestPoint[],
    );
    expect(curve.map((point) => [point.images, point.correct])).toEqual([
      [0, 1],
      [100, 2],
      [1000, 4],
    ]);
  });

  it('thins scorings but keeps the first, the last and those of the source', () => {
    const curve = Array.from({ length: 300 }, (_, k) => test(k, k));
    const thin = thinTestPoints(curve, 100, [7]);
    expect(thin.length).toBeLessThanOrEqual(103);
    expect(thin.map((point) => point.images)).toEqual(expect.arrayContaining([0, 7, 299]));
  });
});

describe('the list of runs', () => {
  it('numbers runs and gives each a look of its own', () => {
    const list = withRuns(3);
    expect(list.runs.map((run) => [run.id, run.look])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    const reused = addRun(removeRun(list, 2), settings, 'webgpu');
    expect(reused.runs.map((run) => [run.id, run.look])).toEqual([
      [1, 0],
      [3, 2],
      [4, 1],
    ]);
  });

  it('drops the oldest when all looks are taken, and says how many', () => {
    const list = withRuns(LOOKS + 2);
    expect(list.runs).toHaveLength(LOOKS);
    expect(list.runs[0]?.id).toBe(3);
    expect(list.dropped).toBe(2);
    expect(new Set(list.runs.map((run) => run.look)).size).toBe(LOOKS);
  });

  it('removes a run and puts it back in its place', () => {
    const list = withRuns(3);
    const removed = removeRun(list, 2);
    expect(removed.runs.map((run) => run.id)).toEqual([1, 3]);
    expect(undoRemove(removed).runs).toEqual(list.runs);
    expect(removeRun(list, 99)).toBe(list);
    expect(toggleRun(list, 2).runs.map((run) => run.hidden)).toEqual([false, true, false]);
  });

  it('says what a run was and what came of it', () => {
    const [run] = changeRun(withRuns(1), 1, (one) => ({ ...one, tests: [test(60_000, 6928)], end: 'finished' })).runs;
    expect(`${runWords(run!)}: ${resultWords(run!)}`).toBe(
      'alpha 0.01, random start, seed 10, file order, 1 epoch, CPU: 6,928 of 10,000',
    );
    expect(resultWords({ ...run!, end: 'stopped', imagesSeen: 60_000 })).toBe(
      '6,928 of 10,000, stopped at image 60,000',
    );
    const single = { ...run!, tests: [test(0, 980)], end: 'stopped', imagesSeen: 10 } as const;
    expect(resultWords(single)).toBe('980 of 10,000 at image 0; stopped at image 10');
    expect(resultWords({ ...single, imagesSeen: 0 })).toBe('980 of 10,000, stopped at image 0');
    expect(resultWords({ ...single, end: 'going' })).toBe('980 of 10,000 at image 0');
  });

  it('says how many runs stay, and which one a full list drops', () => {
    expect(keptWords(withRuns(LOOKS - 1), null)).toBe(
      'Up to 12 runs are kept, in this browser only, until you remove them.',
    );
    expect(keptWords(withRuns(LOOKS), null)).toMatch(/ The list is full: the next run drops run 1\.$/);
    expect(keptWords(withRuns(LOOKS + 1), 'Not here.')).toBe(
      'Not here. The oldest one was dropped to make room for new ones. The list is full: the next run drops run 2.',
    );
  });

  it('lays beside a published run the latest with its settings, whatever came after', () => {
    const list = addRun(withRuns(2), { ...settings, alpha: 1 }, 'reference');
    expect(comparedRun(list.runs, settings)?.id).toBe(2);
    expect(comparedRun(list.runs, { ...settings, seed: 11 })?.id).toBe(3);
    expect(comparedRun([], settings)).toBeUndefined();
  });

  it('compares a run with published counts', () => {
    const run = changeRun(withRuns(1), 1, (one) => ({ ...one, tests: [test(0, 1256), test(100, 1834)] })).runs[0];
    expect(
      compare(
        [
          [0, 1256],
          [100, 1835],
          [1000, 3129],
        ],
        run,
      ),
    ).toEqual([
      { images: 0, published: 1256, here: 1256, equal: true },
      { images: 100, published: 1835, here: 1834, equal: false },
      { images: 1000, published: 3129, here: null, equal: null },
    ]);
  });
});

describe('runs kept in the browser', () => {
  const list = changeRun(withRuns(2), 2, (run) => ({
    ...run,
    tests: [test(0, 1256), { ...test(100, 900), loss: Number.POSITIVE_INFINITY }],
    end: 'going',
  }));

  it('come back as they were, without those that never began', () => {
    const back = decodeRuns(encodeRuns(list));
    expect(back.runs).toEqual([{ ...list.runs[1], end: 'stopped' }]);
    expect(back.nextId).toBe(3);
  });

  it('stay small', () => {
    const long = Array.from({ length: LOOKS }).reduce(
      (all: RunList, _, i) =>
        changeRun(addRun(all, { ...settings, epochs: 50 }, 'reference'), i + 1, (run) => ({
          ...run,
          tests: Array.from({ length: 330 }, (__, k) => ({ ...test(k * 10_000, 8000 + k), loss: 0.123456789 })),
        })),
      noRuns,
    );
    expect(encodeRuns(long).length).toBeLessThan(60_000);
  });

  it('do no harm when damaged', () => {
    for (const text of [null, '', '{', '[]', '{"version":2,"runs":[]}', '{"version":1,"runs":[{"id":1},null,7]}'])
      expect(decodeRuns(text).runs).toEqual([]);
  });

  it('may be refused by the browser, which is then said', () => {
    const refuse = (): never => {
      throw new DOMException('no', 'QuotaExceededError');
    };
    const store = { getItem: refuse, setItem: refuse, removeItem: refuse };
    expect(saveRuns(store, 'key', list)).toContain('does not let the page keep runs');
    expect(loadRuns(store, 'key')).toEqual(noRuns);
  });
});
