import { describe, expect, it } from 'vitest';
import type { ImageStore } from '../../../src/lib/data/image-store.ts';
import { mnist } from '../../../src/lib/data/mnist.ts';
import { TrainingImages } from '../../../src/lib/engine/session/training-images.ts';
import { settingsOf } from '../../support/sessions.ts';

/** A store that has the images 40 to 99. */
const store = {
  dataSet: mnist,
  loadedFrom: (_set: string, from: number) => (from < 40 ? 0 : Math.max(0, 100 - from)),
} as unknown as ImageStore;
const imagesOf = (trainCount: number): TrainingImages =>
  new TrainingImages(store, settingsOf({ trainCount }), () => undefined);

describe('the images of a run', () => {
  it('are ready from the next one on, up to the end of the epoch: the next may begin with images that are not there', () => {
    const images = imagesOf(60);
    expect([0, 45, 59, 60, 105].map((seen) => images.ready(seen))).toEqual([0, 15, 1, 0, 15]);
    expect(images.inMemory(105)).toEqual([45, 60]);
  });

  it('are counted to the end of the epoch', () => {
    expect([0, 45, 60, 119].map((seen) => imagesOf(60).leftInEpoch(seen))).toEqual([60, 15, 60, 1]);
  });
});
