import { CLASS_COUNT } from '../../../lib/data/contract.ts';

/** A cell in words: `12 pictures labelled 4 and taken for 9`. */
export function cellWords(cell: number, count: number): string {
  const [label, guess] = [Math.floor(cell / CLASS_COUNT), cell % CLASS_COUNT];
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
  const [label, guess] = [Math.floor(cell / CLASS_COUNT), cell % CLASS_COUNT];
  if (label === guess) {
    let row = 0;
    for (let j = 0; j < CLASS_COUNT; j++) row += counts[label * CLASS_COUNT + j]!;
    return (MOST * value) / row;
  }
  let largest = 0;
  for (let k = 0; k < CLASS_COUNT * CLASS_COUNT; k++)
    if (k % (CLASS_COUNT + 1) !== 0) largest = Math.max(largest, counts[k]!);
  return LEAST + (MOST - LEAST) * Math.sqrt(value / largest);
}
