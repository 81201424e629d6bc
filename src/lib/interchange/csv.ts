import { inOrder, type RunLog } from './run-log.ts';

const HEADER = [
  'run',
  'set',
  'images seen',
  'wall time (s since 1970-01-01 UTC)',
  'images measured',
  'correct (images)',
  'accuracy (0 to 1)',
  'loss (mean per image)',
];

/** A field as RFC 4180 has it: in quotes where it holds a comma, a quote or the end of a line. */
const field = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** Runs as comma-separated values (RFC 4180): a header with units, then one line a measurement. */
export function writeCsv(runs: readonly RunLog[]): string {
  const lines = runs.flatMap((run) =>
    inOrder(run).map(({ set, imagesSeen, wallTime, images, correct, loss }) => [
      run.name,
      set,
      imagesSeen,
      wallTime,
      images,
      correct,
      correct / images,
      loss,
    ]),
  );
  return [HEADER, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}
