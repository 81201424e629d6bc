const linesOf = (text: string): string[] => text.split('\n');

/** A pasted book would make a huge table for numbers that nobody reads closely. */
const LARGEST_TABLE = 4_000_000;

/** The lines that are only in `before`, counted, and those that are only in `after`, by number from 1; null where there are too many to tell. */
function onlyIn(before: string, after: string): { readonly before: number; readonly after: readonly number[] | null } {
  const [a, b] = [linesOf(before), linesOf(after)];
  // What is the same at both ends needs no table: most edits are small.
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [rows, width] = [endA - start, endB - start + 1];
  if (rows * width > LARGEST_TABLE) return { before: Math.max(rows, width - 1), after: null };
  /** The longest common subsequence of what follows in both, [rows + 1, width]. */
  const common = new Uint32Array((rows + 1) * width);
  const below = (i: number, j: number): number => common[i * width + j]!;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = width - 2; j >= 0; j--)
      common[i * width + j] =
        a[start + i] === b[start + j] ? below(i + 1, j + 1) + 1 : Math.max(below(i + 1, j), below(i, j + 1));
  }
  const changed: number[] = [];
  for (let i = 0, j = 0; j < width - 1;) {
    if (i < rows && a[start + i] === b[start + j]) {
      i++;
      j++;
    } else if (i < rows && below(i + 1, j) >= below(i, j + 1)) {
      i++;
    } else {
      changed.push(start + ++j);
    }
  }
  return { before: rows - common[0]!, after: changed };
}

/**
 * How many lines differ: a changed line counts once, a line added or taken away counts once.
 * The larger of the lines only in `before` and the lines only in `after`.
 */
export function changedLines(before: string, after: string): number {
  const only = onlyIn(before, after);
  return Math.max(only.before, only.after?.length ?? 0);
}

/** Line numbers of `after`, from 1, that `before` does not have at that place; none where there are too many to tell. */
export const changedLineNumbers = (before: string, after: string): readonly number[] =>
  onlyIn(before, after).after ?? [];

/** "1 line", "4 lines". */
export const lineCount = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'line' : 'lines'}`;
