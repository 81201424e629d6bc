const linesOf = (text: string): string[] => text.split('\n');

/** Length of the longest common subsequence of lines; one row of the table is kept. */
function commonLines(a: readonly string[], b: readonly string[]): number {
  const row = new Uint32Array(b.length + 1);
  for (const line of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      row[j] = line === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}

/**
 * How many lines differ: a changed line counts once, a line added or taken away counts once.
 * The larger of the lines only in `before` and the lines only in `after`.
 */
export function changedLines(before: string, after: string): number {
  if (before === after) return 0;
  const a = linesOf(before);
  const b = linesOf(after);
  // What is the same at both ends needs no table: most edits are small.
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  const longest = Math.max(middleA.length, middleB.length);
  // A pasted book would make a huge table for a number nobody reads closely.
  if (middleA.length * middleB.length > 4_000_000) return longest;
  return longest - commonLines(middleA, middleB);
}

/** Line numbers of `after`, from 1, that `before` does not have at that place. */
export function changedLineNumbers(before: string, after: string): number[] {
  const a = linesOf(before);
  const b = linesOf(after);
  if (a.length * b.length > 4_000_000) return [];
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
    }
  }
  const changed: number[] = [];
  for (let i = 0, j = 0; j < b.length;) {
    if (i < a.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (i < a.length && table[(i + 1) * width + j]! >= table[i * width + j + 1]!) {
      i++;
    } else {
      changed.push(++j);
    }
  }
  return changed;
}

/** "1 line", "4 lines". */
export const lineCount = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'line' : 'lines'}`;
