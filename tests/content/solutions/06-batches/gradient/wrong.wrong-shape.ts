import type { Matrix } from 'lab';

export const gradient = (images: Matrix, deltas: Matrix): Matrix =>
  Array.from(deltas[0], (_, j) => Float32Array.from(images[0], (_, i) => images.reduce((sum, image, n) => sum + image[i] * deltas[n][j], 0) / images.length));
