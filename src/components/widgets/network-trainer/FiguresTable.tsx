import type { RunRecord } from '../../../lib/runs/contract.ts';
import type { PublishedFigure } from '../../../lib/systems/system.ts';
import { networkOfRun, sameButSeed, type TrainerNetwork } from './network.ts';
import { acceptedWords, computed, figureEpoch, MEASURES, printedWords, valueWords, verdictOn } from './published.ts';

interface FiguresTableProps {
  readonly network: TrainerNetwork;
  readonly by: string;
  readonly run: RunRecord | null;
  /** What the run is called on the chart. */
  readonly called?: string;
}

function summaryOf({ network, by, run, called = 'This run' }: FiguresTableProps): string {
  if (!run) return 'Train, and this page’s own figures appear here.';
  if (!sameButSeed(networkOfRun(run), network))
    return `${called} has other settings than ${by}, so other figures are to be expected.`;
  const values = network.figures.flatMap((figure) => computed(run, figure) ?? []);
  if (values.length === 0) return `${called} has not reached a published figure yet.`;
  const within = network.figures.filter((figure) => {
    const value = computed(run, figure);
    return value !== null && verdictOn(figure, value).within;
  }).length;
  return `${called}: ${within} of ${values.length}${values.length < network.figures.length ? ' so far' : ''} within what counts as the same.`;
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
      <td role="cell">{value === null ? '–' : verdictOn(figure, value).words}</td>
    </tr>
  );
}

/** A source's figures beside the page's own, filled in as they are computed. Every part says its role: narrow, a row takes two lines and is no longer laid out as a table's. */
export function FiguresTable(props: FiguresTableProps) {
  const { network, by, run } = props;
  const notes = [...new Set(network.figures.flatMap(({ note }) => note ?? []))];
  return (
    <div class="trainer-published">
      <div
        class="trainer-scroll scroll-shadow network-figures"
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
      {notes.map((note) => (
        <p key={note} class="trainer-hint published-figure">
          {note}
        </p>
      ))}
    </div>
  );
}

/** The same for the run that is shown. */
export default FiguresTable;
