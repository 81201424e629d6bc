import type { Matrix, Vector } from 'lab';

/** One lesson, as in chapter 3. */
export function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
  const delta = new Float32Array(10); // [10]
  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) delta[j] += image[i] * weights[i][j];
  }
  for (let j = 0; j < 10; j++) delta[j] -= label[j];

  for (let i = 0; i < image.length; i++) {
    if (image[i] === 0) continue;
    for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * delta[j];
  }
}

/** `epochs` passes over all images, in order, one lesson each. `labels[n]` is the digit of image n, 0 to 9. */
export function train(weights: Matrix, images: Matrix, labels: ArrayLike<number>, alpha: number, epochs: number): void {
  // For every pass, and in it for every image: make its label one-hot, then call update.
}
