import type { RecordedCall } from './record.ts';
import type { Seen } from './claim.ts';

export const lastOf = ({ calls }: Seen, name: string): RecordedCall => calls.findLast((call) => call.name === name)!;
export const callsOf = ({ calls }: Seen, name: string): RecordedCall[] => calls.filter((call) => call.name === name);

/** As a message tells a number: with four digits or more. */
export const told = (value: unknown, words: string | undefined): boolean =>
  typeof value === 'number' &&
  (String(value) === words || Math.abs(value - Number(words)) <= 6e-4 * Math.max(Math.abs(value), 1e-6));

/** As a message tells a number with so many digits. */
export const toldBriefly = (value: unknown, words: string | undefined, digits = 3): boolean =>
  typeof value === 'number' && Number(value.toPrecision(digits)) === Number(words);

export const numbersIn = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : []);

/** The numbers of a tensor as it was copied. */
export const valuesOf = (value: unknown): number[] => numbersIn((value as { values?: unknown } | undefined)?.values);
/** As near as 32-bit sums come, by the largest of what is expected. */
export const alike = (found: readonly number[], wanted: readonly number[], share = 2e-3): boolean => {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  return found.length === wanted.length && found.every((value, k) => Math.abs(value - wanted[k]!) <= share * largest);
};
export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Minus the logarithm of the share that these scores give the right digit. */
export const crossEntropy = (scores: readonly number[], right: number): number => {
  const highest = Math.max(...scores);
  return highest + Math.log(total(scores.map((score) => Math.exp(score - highest)))) - scores[right]!;
};
export const sharesOf = (scores: readonly number[]): number[] =>
  scores.map((_, k) => Math.exp(-crossEntropy(scores, k)));

/** What TensorFlow.js said of it when it was called. */
export const saysTheSame = ({ calls }: Seen, [, words]: RegExpExecArray): boolean =>
  calls.some(
    ({ threw }) => threw instanceof Error && words!.startsWith(threw.message.split('\n')[0]!.slice(0, 300).trim()),
  );
