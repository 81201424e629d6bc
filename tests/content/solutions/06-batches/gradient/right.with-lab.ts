import { add, outer, scale } from 'lab';
import type { Matrix } from 'lab';

export const gradient = (images: Matrix, deltas: Matrix): Matrix =>
  images.map((image, n) => outer(image, scale(deltas[n], 1 / images.length))).reduce((a, b) => add(a, b));
