import { expect } from 'vitest';
import { relativeDifference } from '../support/relative-difference.ts';

/** Fails unless all numbers agree within `tolerance` relative to the largest; a NaN never agrees. */
export function expectClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  expect(actual.length, `${what}: how many numbers`).toBe(expected.length);
  expect(relativeDifference(actual, expected), `${what}: relative difference`).toBeLessThanOrEqual(tolerance);
}
