import { diffArrays, diffWordsWithSpace } from 'diff';

/** A piece of a line; `changed` pieces are what makes the difference. */
export interface DiffPiece {
  readonly text: string;
  readonly changed: boolean;
}

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** Line number in the old and in the new text, from 1; null where it has none. */
  readonly before: number | null;
  readonly after: number | null;
  readonly pieces: readonly DiffPiece[];
}

const whole = (text: string, changed: boolean): DiffPiece[] => [{ text, changed }];

/** Two versions of one line, each with the words that differ. */
function pairPieces(before: string, after: string): readonly [DiffPiece[], DiffPiece[]] {
  const parts = diffWordsWithSpace(before, after);
  const same = parts.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : value.trim().length), 0);
  // Lines with little in common read better as a whole.
  if (same * 3 < Math.max(before.trim().length, after.trim().length)) return [whole(before, true), whole(after, true)];
  return [
    parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, changed: Boolean(removed) })),
    parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, changed: Boolean(added) })),
  ];
}

/** The lines of `before` and `after` in one list; what was removed stands above what came in its place. */
export function diffLines(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let beforeLine = 1;
  let afterLine = 1;
  let removed: string[] = [];
  const flush = (added: readonly string[]): void => {
    const pairs = removed.map((text, i) => (added[i] === undefined ? null : pairPieces(text, added[i])));
    removed.forEach((text, i) =>
      lines.push({ kind: 'removed', before: beforeLine++, after: null, pieces: pairs[i]?.[0] ?? whole(text, true) }),
    );
    added.forEach((text, i) =>
      lines.push({ kind: 'added', before: null, after: afterLine++, pieces: pairs[i]?.[1] ?? whole(text, true) }),
    );
    removed = [];
  };
  for (const part of diffArrays(before.split('\n'), after.split('\n'))) {
    if (part.removed) {
      removed = part.value;
    } else if (part.added) {
      flush(part.value);
    } else {
      flush([]);
      for (const text of part.value) {
        lines.push({ kind: 'same', before: beforeLine++, after: afterLine++, pieces: whole(text, false) });
      }
    }
  }
  flush([]);
  return lines;
}
