import { emptyInk, readInk } from '../../../../lib/nn/delta-rule.ts';
import type { LabelledImages } from '../../../../lib/nn/images.ts';

/** This much on the diagonal: pixels that are blank in all images would leave their weights open. */
const RIDGE = 1e-6;

/** XᵀX [pixels, pixels], its lower half, and XᵀY [pixels, classes] of images X and their labels Y, one-hot. */
function normalEquations(
  { count, images, labels }: LabelledImages,
  pixels: number,
  classes: number,
): { readonly gram: Float64Array; readonly target: Float64Array } {
  const gram = new Float64Array(pixels * pixels);
  const target = new Float64Array(pixels * classes);
  const ink = emptyInk(pixels);
  for (let n = 0; n < count; n++) {
    readInk(images, n, ink);
    const label = labels[n]!;
    for (let a = 0; a < ink.count; a++) {
      const value = ink.values[a]!;
      const row = ink.pixels[a]! * pixels; // pixels are in rising order: those up to a are left of the diagonal
      for (let b = 0; b <= a; b++) gram[row + ink.pixels[b]!]! += value * ink.values[b]!;
      target[ink.pixels[a]! * classes + label]! += value;
    }
  }
  for (let i = 0; i < pixels; i++) gram[i * pixels + i]! += RIDGE;
  return { gram, target };
}

/** Puts L in the place of the lower half of L Lᵀ [size, size]. */
function factorise(gram: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= gram[i * size + k]! * gram[j * size + k]!;
      gram[i * size + j] = i === j ? Math.sqrt(sum) : sum / gram[j * size + j]!;
    }
  }
}

/** Solves L Lᵀ W = target in the place of `target` [size, classes]. */
function solve(factor: Float64Array, target: Float64Array, size: number, classes: number): void {
  for (let c = 0; c < classes; c++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) target[i * classes + c]! -= factor[i * size + k]! * target[k * classes + c]!;
      target[i * classes + c]! /= factor[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) target[i * classes + c]! -= factor[k * size + i]! * target[k * classes + c]!;
      target[i * classes + c]! /= factor[i * size + i]!;
    }
  }
}

/**
 * The weights [pixels, classes] with the smallest squared error over all images together: by Cholesky on the normal
 * equations XᵀX W = XᵀY. Source: G. Golub and C. Van Loan, "Matrix Computations", section 5.3.
 */
export function leastSquares(data: LabelledImages, pixels: number, classes: number): Float32Array<ArrayBuffer> {
  const { gram, target } = normalEquations(data, pixels, classes);
  factorise(gram, pixels);
  solve(gram, target, pixels, classes);
  return Float32Array.from(target);
}
