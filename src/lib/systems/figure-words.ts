import type { Measure } from './system.ts';

/** A figure as it stands in a table: `97.96 %`, or a loss as `0.0415`; null where the run diverged. */
export function figureWords(measure: Measure, value: number | null): string {
  if (value === null) return 'diverged';
  return measure === 'trainingLoss' ? value.toFixed(4) : `${(100 * value).toFixed(2)} %`;
}
