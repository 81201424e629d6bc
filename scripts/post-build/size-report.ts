import { MOST_BYTES, MOST_SCRIPT_BYTES, weigh, type PageWeight } from './page-weight.ts';
import { filesIn } from './site.ts';

const COLUMNS = ['html', 'css', 'js', 'fonts', 'total'] as const satisfies readonly (keyof PageWeight)[];
const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

/** A table of what each page weighs before interaction, and one line for each page that is too heavy. */
export function sizeReport(folder: string): { readonly table: string; readonly tooHeavy: readonly string[] } {
  // The frame for readers' code is no page that anybody reads.
  const pages = filesIn(folder, '.html').filter((file) => file !== 'sandbox.html');
  const rows = pages.map((file) => ({ file, weight: weigh(folder, file) }));
  const width = Math.max(...pages.map((file) => file.length));
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(width) + cells.map((cell) => cell.padStart(8)).join('');
  const table = [
    line('kB gzip before interaction', COLUMNS),
    ...rows.map(({ file, weight }) =>
      line(
        file,
        COLUMNS.map((column) => kilobytes(weight[column])),
      ),
    ),
    line('at most', ['', '', kilobytes(MOST_SCRIPT_BYTES), '', kilobytes(MOST_BYTES)]),
  ].join('\n');
  const tooHeavy = rows.flatMap(({ file, weight }) => [
    ...(weight.total > MOST_BYTES
      ? [`${file}: ${kilobytes(weight.total)} kB before interaction; at most ${kilobytes(MOST_BYTES)}.`]
      : []),
    ...(weight.js > MOST_SCRIPT_BYTES
      ? [
          `${file}: ${kilobytes(weight.js)} kB of JavaScript before interaction; at most ${kilobytes(MOST_SCRIPT_BYTES)}. Import what waits for the reader dynamically.`,
        ]
      : []),
  ]);
  return { table, tooHeavy };
}
