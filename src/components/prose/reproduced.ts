import type { Measure } from '../../lib/systems/system.ts';

/** A figure as it stands in the table: `97.96 %`, or a loss as `0.0415`. */
export function shown(measure: Measure, value: number | null): string {
  if (value === null) return 'diverged';
  return measure === 'trainingLoss' ? value.toFixed(4) : `${(100 * value).toFixed(2)} %`;
}

/** `41 s`, `3 min 20 s` */
export function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
