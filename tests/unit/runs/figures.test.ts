import type { Arithmetic } from '../../../src/lib/engine/contract.ts';
import { describe, expect, it } from 'vitest';
import type { Score } from '../../../src/lib/runs/run-record.ts';
import {
  addScore,
  addStretch,
  addTraining,
  cutBack,
  NO_FIGURES,
  scoreEpoch,
  type Figures,
} from '../../../src/lib/runs/figures.ts';
import { freeLook, newRun, runAfter, type Run } from '../../../src/lib/runs/run.ts';
import { runsGoOn, readMark } from '../../../src/lib/runs/leave-mark.ts';
import { orderOf } from '../../support/run-host.ts';

const stretch = (imagesSeen: number, span: number, accuracy: number) => ({
  imagesSeen,
  span,
  accuracy,
  loss: 1 - accuracy,
});
const score = (imagesSeen: number, correct = 1): Score => ({ imagesSeen, correct, of: 10, loss: 0.5 });

describe('figures of a run', () => {
  it('come to one line an epoch, over exactly its images', () => {
    let figures = addTraining(NO_FIGURES, stretch(60, 60, 0.5), 0.6, 100);
    figures = addTraining(figures, stretch(140, 80, 0.75), 0.4, 100); // reaches past the epoch's end: 40 in the first, 40 in the second
    expect(figures.epochs).toEqual([
      { epoch: 1, imagesSeen: 100, seconds: 0.8, training: { accuracy: 0.6, loss: 0.4 } },
    ]);
    expect(figures.epochSoFar).toEqual({ images: 40, correct: 30, lossSum: 10, seconds: 0.2 });
    expect([figures.imagesSeen, figures.seconds]).toEqual([140, 1]);
    figures = addTraining(figures, stretch(300, 160, 0.75), 1.6, 100); // two epochs end in one stretch
    expect(figures.epochs.map(({ epoch, imagesSeen }) => [epoch, imagesSeen])).toEqual([
      [1, 100],
      [2, 200],
      [3, 300],
    ]);
    expect(figures.epochSoFar.images).toBe(0);
    expect(scoreEpoch(figures.epochs, score(200), 'test').map(({ test }) => test)).toEqual([
      undefined,
      score(200),
      undefined,
    ]);
  });

  it('keep at most 600 stretches, without losing an image', () => {
    let curve = addStretch([], stretch(10, 10, 0));
    for (let i = 2; i <= 1500; i++) curve = addStretch(curve, stretch(i * 10, 10, i % 2));
    expect(curve.length).toBeLessThanOrEqual(600);
    expect(curve.reduce((sum, { span }) => sum + span, 0)).toBe(15_000);
    const spans = curve.slice(0, -1).map(({ span }) => span); // the newest may still grow
    expect(spans.length).toBeGreaterThan(100);
    expect(Math.max(...spans)).toBeLessThanOrEqual(3 * Math.min(...spans));
    expect(curve.reduce((sum, { accuracy, span }) => sum + accuracy * span, 0)).toBeCloseTo(7490, 6);
  });

  it('a second score at the same count replaces the first', () => {
    expect(addScore([score(10), score(30)], score(20))).toEqual([score(10), score(20), score(30)]);
    expect(addScore([score(10), score(30)], score(10, 7))).toEqual([score(10, 7), score(30)]);
  });

  it('can be cut back to an earlier image', () => {
    const figures: Figures = {
      ...[60, 100, 150, 190].reduce(
        (sum, at, i, all) => addTraining(sum, stretch(at, at - (all[i - 1] ?? 0), 0.5), 0.1, 100),
        NO_FIGURES,
      ),
      tests: [score(100), score(190)],
      confusion: [1],
    };
    const back = cutBack(figures, 150, 100);
    expect(back).toMatchObject({
      imagesSeen: 150,
      tests: [score(100)],
      confusion: null,
      epochSoFar: { images: 50, correct: 25 },
    });
    expect([back.stretches.length, back.epochs.length]).toEqual([3, 1]);
    expect(cutBack(figures, 190, 100)).toBe(figures);
  });
});

describe('a run', () => {
  const start = newRun(orderOf('a'), { id: '1', group: 'g', at: 5, look: 3 });
  const after = (run: Run, ...events: Parameters<typeof runAfter>[1][]): Run =>
    events.reduce((now, event) => runAfter(now, event, 9), run);
  const progress = (imagesSeen: number, milliseconds: number) =>
    ({
      type: 'progress',
      imagesSeen,
      imagesTotal: 100,
      imagesPerSecond: 50,
      trainAccuracy: 1,
      trainLoss: 0,
      milliseconds,
    }) as const;

  it('counts the time that was spent training, and goes back with the engine that takes over', () => {
    const trained = after(
      start,
      { type: 'engine', engine: 'webgpu', timed: [{ engine: 'webgpu', imagesPerSecond: 9 }] },
      progress(30, 200),
      progress(60, 100),
    );
    expect(trained.record).toMatchObject({ by: 'webgpu', imagesSeen: 60, seconds: expect.closeTo(0.3, 9) as number });
    const fallen = after(
      trained,
      { type: 'engine', engine: 'simd', because: 'The graphics device was lost.' },
      { type: 'weights', imagesSeen: 30, weights: [] },
    );
    expect(fallen.record).toMatchObject({
      by: 'simd',
      because: 'The graphics device was lost.',
      imagesSeen: 30,
      timed: [{ engine: 'webgpu' }],
      stretches: [{ imagesSeen: 30, span: 30 }],
    });
    expect(after(fallen, progress(50, 100)).record.stretches.map(({ span }) => span)).toEqual([30, 20]);
  });

  const one: Arithmetic = { name: 'simd-fused', maths: '00000001' };
  const other: Arithmetic = { name: 'simd-plain', maths: '00000001' };
  const engine = (arithmetic: Arithmetic) => ({ type: 'engine', engine: 'simd', arithmetic }) as const;

  it('notes every way of rounding that took part, and forgets those before the first image', () => {
    expect(after(start, engine(one)).record.arithmetic).toEqual([one]);
    expect(after(start, engine(one), progress(30, 1), engine(one)).record.arithmetic).toEqual([one]);
    expect(after(start, engine(one), progress(30, 1), engine(other)).record.arithmetic).toEqual([one, other]);
    expect(after(start, engine(one), engine(other)).record.arithmetic).toEqual([other]);
    const fallen = after(start, engine(one), progress(30, 1), { ...engine(other), anew: true });
    expect(fallen.record).toMatchObject({ arithmetic: [one, other], anew: true });
    const back = after(fallen, { type: 'weights', imagesSeen: 0, weights: [] }).record;
    expect(back.arithmetic).toEqual([other]);
    expect(back.anew).toBeUndefined();
  });

  it('says nothing of rounding where an earlier version trained the first part of it', () => {
    const old = after(start, { type: 'engine', engine: 'simd' }, progress(30, 1));
    expect(after(old, engine(one)).record.arithmetic).toBeUndefined();
  });

  it('gets the look that its trainer uses least', () => {
    const looks = Array.from({ length: 12 }, (_, look) => ({ ...start.record, look }));
    expect(freeLook(start.record.scope, [])).toBe(0);
    expect(freeLook(start.record.scope, looks.slice(0, 4))).toBe(4);
    expect(freeLook(start.record.scope, [...looks, looks[0]!])).toBe(1);
    expect(freeLook('other', looks)).toBe(0);
  });
});

describe('the way to a page', () => {
  const mark = { ids: ['a'], at: 10_000 };

  it('lets runs go on after a link and on the way back, not after a reload, and not when the reader has been elsewhere', () => {
    expect(runsGoOn(mark, { type: 'navigate', began: 9_800 })).toBe(true);
    expect(runsGoOn(mark, { type: 'navigate', began: 60_000 })).toBe(false);
    expect(runsGoOn(mark, { type: 'back_forward', began: 60_000 })).toBe(true);
    expect(runsGoOn(mark, { type: 'reload', began: 9_800 })).toBe(false);
  });

  it('is read from what a page has left, and from nothing else', () => {
    expect(readMark(JSON.stringify(mark))).toEqual(mark);
    for (const text of [undefined, '', '{', '[]', '{"ids":[1],"at":2}', '{"ids":["a"]}', 'null'])
      expect(readMark(text)).toBeNull();
  });
});
