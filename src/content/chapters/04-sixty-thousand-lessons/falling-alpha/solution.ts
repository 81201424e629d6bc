import { plot } from 'lab';
import type { Matrix, Vector } from 'lab';

/** The learning rate after so many of the 60,000 images. */
export function alphaAt(imagesSeen: number): number {
  return 0.01 * (1 - imagesSeen / 60_000); // straight down, from 0.01
}

/** The delta rule; its alpha comes from alphaAt. */
export function update(
  weights: Matrix,
  image: Vector,
  label: Vector,
  alpha: number, // what the widget's field says: not used
  imagesSeen: number,
): void {
  const delta = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) {
      delta[j] += image[i] * weights[i][j];
    }
  }
  for (let j = 0; j < 10; j++) delta[j] -= label[j];

  const rate = alphaAt(imagesSeen);
  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) {
      weights[i][j] -= rate * image[i] * delta[j];
    }
  }
}

// What your schedule looks like, thousand by thousand.
const schedule = [];
for (let k = 0; k <= 60; k++) schedule.push(alphaAt(1000 * k));
plot(schedule, { xLabel: 'thousand images', yLabel: 'alpha' });
