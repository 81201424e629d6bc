import { describe, expect, it } from 'vitest';
import { Progress } from '../../../src/lib/engine/session/progress.ts';
import { Slices } from '../../../src/lib/engine/session/slices.ts';

const report = (images: number, correct: number, lossSum: number) => ({ images, correct, lossSum, finite: true });

describe('Progress', () => {
  it('gives accuracy and mean loss since it was last asked', () => {
    const progress = new Progress();
    progress.add(report(100, 60, 50), 10);
    progress.add(report(300, 200, 150), 30);
    expect(progress.take(400, 60_000, 0)).toEqual({
      type: 'progress',
      imagesSeen: 400,
      imagesTotal: 60_000,
      imagesPerSecond: 10_000,
      trainAccuracy: 0.65,
      trainLoss: 0.5,
      milliseconds: 40,
    });
    expect(progress.take(400, 60_000, 0)).toBeUndefined();
    progress.add(report(10, 10, 1), 1);
    expect(progress.take(410, 60_000, 0)).toMatchObject({ trainAccuracy: 1, trainLoss: 0.1, milliseconds: 1 });
  });

  it('measures the rate over the last second of training only', () => {
    const progress = new Progress();
    for (let i = 0; i < 100; i++) progress.add(report(10, 0, 0), 20); // 500 a second
    expect(progress.imagesPerSecond).toBe(500);
    for (let i = 0; i < 50; i++) progress.add(report(40, 0, 0), 20); // 2,000 a second, for one second
    expect(progress.imagesPerSecond).toBe(2000);
  });

  it('is due when there is something to tell, 60 ms after the last', () => {
    const progress = new Progress();
    expect(progress.isDue(1000)).toBe(false);
    progress.add(report(1, 0, 1), 1);
    expect(progress.isDue(1000)).toBe(true);
    progress.take(1, 10, 1000);
    progress.add(report(1, 0, 1), 1);
    expect(progress.isDue(1059)).toBe(false);
    expect(progress.isDue(1060)).toBe(true);
  });
});

describe('Slices', () => {
  it('come to 25 ms at any speed, from below', () => {
    for (const imagesPerMillisecond of [0.05, 1, 40, 1000]) {
      const slices = new Slices();
      for (let i = 0; i < 20; i++) slices.took(slices.images, slices.images / imagesPerMillisecond);
      expect(slices.images).toBe(Math.max(1, Math.round(25 * imagesPerMillisecond)));
    }
  });

  it('grow at most fourfold after a slice that was too quick to measure', () => {
    const slices = new Slices();
    const first = slices.images;
    slices.took(first, 0);
    expect(slices.images).toBe(4 * first);
  });

  it('are not shortened for the next by a short one before a test point', () => {
    const slices = new Slices();
    for (let i = 0; i < 20; i++) slices.took(slices.images, slices.images / 40);
    slices.took(3, 3 / 40);
    expect(slices.images).toBe(1000);
  });

  it('begin with one image, for nobody knows how fast the engine is', () => {
    expect(new Slices().images).toBe(1);
  });
});
