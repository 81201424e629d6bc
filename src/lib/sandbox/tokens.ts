/** A word or sign of a program. */
export interface Token {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

const ROW = /^(\d+):(\d+)-(\d+):(\d+) +(\S+)/;
/** Reads the table of tokens that sucrase's `getFormattedTokens` prints: `line:column-line:column kind …`. */
export function readTokens(source: string, table: string): Token[] {
  const starts = [0];
  for (let i = 0; i < source.length; i++) if (source[i] === '\n') starts.push(i + 1);
  const at = (line: string, column: string): number => starts[Number(line) - 1]! + Number(column) - 1;
  return table.split('\n').flatMap((row) => {
    const match = ROW.exec(row);
    if (!match) return [];
    const [, line, column, endLine, endColumn, kind] = match as unknown as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const [start, end] = [at(line, column), at(endLine, endColumn)];
    return [{ kind, start, end, text: source.slice(start, end), line: Number(line), column: Number(column) }];
  });
}
