import { expect } from 'vitest';

/** Largest difference, relative to the largest expected number (or to 1 if all are tiny). NaN if any number is. */
export function relativeDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return NaN;
  let difference = 0;
  let scale = 1e-3;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return difference / scale;
}

/** Fails unless all numbers agree within `tolerance` relative to the largest; a NaN never agrees. */
export function expectClose(what: string, actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length, `${what}: how many numbers`).toBe(expected.length);
  expect(relativeDifference(actual, expected), `${what}: relative difference`).toBeLessThanOrEqual(tolerance);
}
