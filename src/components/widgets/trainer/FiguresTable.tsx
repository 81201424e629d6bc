import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import type { PublishedFigure } from '../../../lib/systems/system.ts';
import { count } from '../../words/format.ts';
import { networkOfRun, sameButSeed, sameSettings, type TrainerNetwork } from '../../../lib/systems/network.ts';
import {
  acceptedWords,
  areExactCounts,
  computed,
  figureEpoch,
  MEASURES,
  printedWords,
  valueWords,
  heldAgainst,
} from '../../words/published.ts';
import { networkWords } from './network-words.ts';

interface FiguresTableProps {
  readonly network: TrainerNetwork;
  readonly by: string;
  readonly run: RunRecord | null;
  /** What the run is called on the chart. */
  readonly called?: string;
}

function summaryOf({ network, by, run, called = 'This run' }: FiguresTableProps): string {
  const { figures } = network;
  const exact = areExactCounts(figures);
  const things = exact ? 'counts' : 'figures';
  if (!run) return `Train, and this page’s own ${things} appear here.`;
  const own = networkOfRun(run);
  if (!(exact ? sameSettings : sameButSeed)(own, network))
    return `${called} has other settings than ${by} (${networkWords(own)}), so other ${things} are to be expected.`;
  const values = figures.flatMap((figure) => computed(run, figure) ?? []);
  if (values.length === 0) return `${called} has not reached a published figure yet.`;
  const within = figures.filter((figure) => {
    const value = computed(run, figure);
    return value !== null && heldAgainst(figure, value).within;
  }).length;
  const soFar = `${called}: ${within} of ${values.length}${exact ? ' counts' : ''}${values.length < figures.length ? ' so far' : ''}`;
  return exact
    ? `${soFar} equal those of ${by}${within === figures.length ? ', to the image' : ''}.`
    : `${soFar} within what counts as the same.`;
}

/** A count of right test images, and by how many the page's own is off. */
function CountRow({
  figure,
  run,
  of,
}: Pick<FiguresTableProps, 'run'> & { readonly figure: PublishedFigure; readonly of: number }) {
  const published = Math.round(figure.accepted[0] * of);
  const score = run?.tests.find(({ imagesSeen }) => imagesSeen === figure.imagesSeen);
  const off = score ? score.correct - published : null;
  return (
    <tr>
      <th scope="row">{count(figure.imagesSeen)}</th>
      <td class="published-figure">{count(published)}</td>
      <td>{score ? count(score.correct) : '–'}</td>
      <td>{off === null ? '–' : off === 0 ? 'yes' : `no, ${off > 0 ? '+' : '−'}${count(Math.abs(off))}`}</td>
    </tr>
  );
}

/** A source's counts beside the page's own. */
function CountsTable(props: FiguresTableProps) {
  const { network, by, run } = props;
  const of = dataSetNamed(network.specification.data).counts.test;
  return (
    <div
      class="trainer-scroll scroll-shadow"
      tabIndex={0}
      role="region"
      aria-label={`Counts of ${by} beside this page’s`}
    >
      <table class="table">
        <caption>
          Correct of the {count(of)} test images. {summaryOf(props)}
        </caption>
        <thead>
          <tr>
            {['images', by, 'this page', 'equal?'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {network.figures.map((figure) => (
            <CountRow key={figure.imagesSeen} figure={figure} run={run} of={of} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FigureRow({
  figure,
  network,
  run,
}: { readonly figure: PublishedFigure } & Pick<FiguresTableProps, 'network' | 'run'>) {
  const value = run && computed(run, figure);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {Number(figureEpoch(figure, network.trainCount).toFixed(2))}
      </th>
      <td role="cell">{MEASURES[figure.measure]}</td>
      <td role="cell" class="published-figure">
        {printedWords(figure)}
        {figure.printedOf && `, ${MEASURES[figure.printedOf]}`}
      </td>
      <td role="cell" class="published-figure">
        {acceptedWords(figure)}
      </td>
      <td role="cell">{value === null ? '–' : valueWords(figure, value)}</td>
      <td role="cell">{value === null ? '–' : heldAgainst(figure, value).words}</td>
    </tr>
  );
}

/** A source's figures, with what counts as the same, beside the page's own. Every part says its role: narrow, a row takes two lines and is no longer laid out as a table's. */
function RangesTable(props: FiguresTableProps) {
  const { network, by, run } = props;
  return (
    <div
      class="trainer-scroll scroll-shadow figures-table"
      tabIndex={0}
      role="region"
      aria-label={`Figures of ${by} beside this page’s`}
    >
      <table class="table" role="table">
        <caption>{summaryOf(props)}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {['after epoch', 'measure', by, 'accepted', 'this page', 'within?'].map((title) => (
              <th key={title} role="columnheader" scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {network.figures.map((figure) => (
            <FigureRow key={`${figure.measure} ${figure.imagesSeen}`} figure={figure} network={network} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A source's figures beside the page's own, filled in as they are computed. */
export function FiguresTable(props: FiguresTableProps) {
  const { figures } = props.network;
  const notes = [...new Set(figures.flatMap(({ note }) => note ?? []))];
  const Table = areExactCounts(figures) ? CountsTable : RangesTable;
  return (
    <div class="trainer-published">
      <Table {...props} />
      {notes.map((note) => (
        <p key={note} class="field-hint published-figure">
          {note}
        </p>
      ))}
    </div>
  );
}

/** The same for the run that is shown. */
export default FiguresTable;
