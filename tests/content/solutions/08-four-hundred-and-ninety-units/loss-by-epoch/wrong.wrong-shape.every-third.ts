import { plot, train } from 'lab';

import type { NetworkSettings } from 'lab';

export interface Point {
  imagesSeen: number; // counted from the start of training
  loss: number;
}

export function lossByEpoch(
  points: Point[], // in the order of training
  imagesPerEpoch: number,
): number[] {
  const means: number[] = [];
  let seen = 0; // at the point before
  let count = 0;
  let sum = 0; // of the losses of this epoch's images
  for (const { imagesSeen, loss } of points) {
    sum += loss * (imagesSeen - seen);
    seen = imagesSeen;
    if (++count % 3 !== 0) continue;
    means.push(sum / imagesPerEpoch);
    sum = 0;
  }
  return means;
}

type Points = [number, number][];
