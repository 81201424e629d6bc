import type { Engine } from '../../src/lib/engine/contract.ts';

/** Largest difference of two engines' weights, relative to the largest expected weight of each tensor; NaN if any is. */
export async function weightsDifference(actual: Engine, expected: Engine): Promise<number> {
  const [found, wanted] = await Promise.all([actual.readWeights(), expected.readWeights()]);
  return Math.max(
    ...wanted.map(({ values }, i) => {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const furthest = values.reduce((most, value, k) => Math.max(most, Math.abs(value - found[i]!.values[k]!)), 0);
      return furthest === 0 ? 0 : furthest / largest; // biases may all be zero
    }),
  );
}
