/** Whether the reader's number is another than the right one, beyond what rounding to 32 bits makes. */
export const isOff = (value: number, right: number): boolean =>
  !(Math.abs(value - right) <= 1e-4 * (1 + Math.abs(right)));

const flat = (value: unknown): readonly number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);

/** How many numbers in lists, or lists of lists, are not the right ones. */
export function differing(given: unknown, right: unknown): number {
  const wanted = flat(right);
  return flat(given).filter((one, i) => isOff(one, wanted[i]!)).length;
}
