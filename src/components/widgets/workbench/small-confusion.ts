/** One kind of mistake: so many of a label taken for something else. */
export interface Mixup {
  readonly label: number;
  readonly guess: number;
  readonly count: number;
}

/** The commonest mistakes of a confusion matrix [units, units], row = label; the most frequent first, equals in their order. */
export function commonest(confusion: readonly number[], most: number): readonly Mixup[] {
  const units = Math.sqrt(confusion.length);
  return confusion
    .map((count, cell) => ({ label: Math.floor(cell / units), guess: cell % units, count }))
    .filter(({ label, guess, count }) => label !== guess && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
