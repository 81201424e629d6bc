import type { Published } from '../chart/model.ts';
import { count } from '../../words/format.ts';
import { compare, runWords, type Run } from './runs.ts';
import { sameSettings, type TrainerSettings } from './settings.ts';

interface PublishedTableProps {
  readonly published: Published;
  readonly by: string;
  /** The settings that the source used. */
  readonly settings: TrainerSettings;
  readonly run: Run | undefined;
}

/** The source's counts beside the page's own, filled in as they are computed. */
export function PublishedTable({ published, by, settings, run }: PublishedTableProps) {
  const rows = compare(published, run);
  const known = rows.filter((row) => row.equal !== null);
  const equal = known.filter((row) => row.equal).length;
  const same = !run || sameSettings(settings, run.settings);
  const summary = !run
    ? 'Train, and this page’s own counts appear here.'
    : !same
      ? `Run ${run.id} has other settings than ${by} (${runWords(run)}), so other counts are to be expected.`
      : known.length === 0
        ? `Run ${run.id} has not reached a published point yet.`
        : `Run ${run.id}: ${equal} of ${known.length} counts${known.length < rows.length ? ' so far' : ''} equal those of ${by}${equal === rows.length ? ', to the image' : ''}.`;
  return (
    <div class="trainer-published">
      <div
        class="trainer-scroll scroll-shadow"
        tabIndex={0}
        role="region"
        aria-label={`Counts of ${by} beside this page’s`}
      >
        <table class="table">
          <caption>Correct of the 10,000 test images. {summary}</caption>
          <thead>
            <tr>
              <th scope="col">images</th>
              <th scope="col">{by}</th>
              <th scope="col">this page</th>
              <th scope="col">equal?</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.images}>
                <th scope="row">{count(row.images)}</th>
                <td class="published-figure">{count(row.published)}</td>
                <td>{row.here === null ? '–' : count(row.here)}</td>
                <td>
                  {row.equal === null
                    ? '–'
                    : row.equal
                      ? 'yes'
                      : `no, ${row.here! > row.published ? '+' : '−'}${count(Math.abs(row.here! - row.published))}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
