import type { Matrix, Vector } from 'lab';

/** The learning rate of the next lesson, when `imagesSeen` of the 60,000 images have been taught. */
export function alphaAt(imagesSeen: number): number {
  return 0.01 * (1 - imagesSeen / 60_000); // in a straight line, from 0.01 to almost nothing
}

/** The delta rule; its alpha comes from alphaAt. */
export function update(weights: Matrix, image: Vector, label: Vector, alpha: number, imagesSeen: number): void {
  const delta = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) delta[j] += image[i] * weights[i][j];
  }
  for (let j = 0; j < 10; j++) delta[j] -= label[j];

  const rate = alphaAt(imagesSeen);
  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) weights[i][j] -= rate * image[i] * delta[j];
  }
}
