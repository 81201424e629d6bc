/** A cell in words: `12 pictures labelled 4 and taken for 9`. */
export function cellWords(cell: number, count: number, classes: readonly string[]): string {
  const label = classes[Math.floor(cell / classes.length)]!;
  const guess = classes[cell % classes.length]!;
  const pictures = `${count.toLocaleString('en-US')} ${count === 1 ? 'picture' : 'pictures'}`;
  return label === guess
    ? `${pictures} of a ${label}, recognised`
    : `${pictures} labelled ${label} and taken for ${guess}`;
}

const MOST = 45; // percent: so that ink on it is read well
const LEAST = 6;

/**
 * How strong a cell is shaded, 0 to 45 percent. The diagonal goes by its share of the label's pictures; mistakes by
 * the root of their count against the largest mistake, for most are few.
 */
export function cellTone(counts: ArrayLike<number>, cell: number): number {
  const value = counts[cell]!;
  if (value === 0) return 0;
  const units = Math.sqrt(counts.length);
  const [label, guess] = [Math.floor(cell / units), cell % units];
  if (label === guess) {
    let row = 0;
    for (let j = 0; j < units; j++) row += counts[label * units + j]!;
    return (MOST * value) / row;
  }
  let largest = 0;
  for (let k = 0; k < counts.length; k++) if (k % (units + 1) !== 0) largest = Math.max(largest, counts[k]!);
  return LEAST + (MOST - LEAST) * Math.sqrt(value / largest);
}
