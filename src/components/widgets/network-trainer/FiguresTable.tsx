import type { RunRecord } from '../../../lib/runs/contract.ts';
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
  if (!sameButSeed(networkOfRun(run), network)) return `${called} has other settings than ${by}, so other figures are to be expected.`;
  const values = network.figures.flatMap((figure) => computed(run, figure) ?? []);
  if (values.length === 0) return `${called} has not reached a published figure yet.`;
  const within = network.figures.filter((figure) => {
    const value = computed(run, figure);
    return value !== null && verdictOn(figure, value).within;
  }).length;
  return `${called}: ${within} of ${values.length}${values.length < network.figures.length ? ' so far' : ''} within what counts as the same.`;
}

/** A source's figures beside the page's own, filled in as they are computed. */
export function FiguresTable(props: FiguresTableProps) {
  const { network, by, run } = props;
  const notes = [...new Set(network.figures.flatMap(({ note }) => note ?? []))];
  return (
    <div class="trainer-published">
      <div class="trainer-scroll" tabIndex={0} role="region" aria-label={`Figures of ${by} beside this page’s`}>
        <table class="table">
          <caption>{summaryOf(props)}</caption>
          <thead>
            <tr><th scope="col">after epoch</th><th scope="col">measure</th><th scope="col">{by}</th><th scope="col">accepted</th><th scope="col">this page</th><th scope="col">within?</th></tr>
          </thead>
          <tbody>
            {network.figures.map((figure) => {
              const value = run && computed(run, figure);
              return (
                <tr key={`${figure.measure} ${figure.imagesSeen}`}>
                  <th scope="row">{Number(figureEpoch(figure, network.trainCount).toFixed(2))}</th>
                  <td>{MEASURES[figure.measure]}</td>
                  <td>{printedWords(figure)}{figure.printedOf && `, ${MEASURES[figure.printedOf]}`}</td>
                  <td>{acceptedWords(figure)}</td>
                  <td>{value === null ? '–' : valueWords(figure, value)}</td>
                  <td>{value === null ? '–' : verdictOn(figure, value).words}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {notes.map((note) => <p key={note} class="trainer-hint">{note}</p>)}
    </div>
  );
}

/** The same for the run that is shown. */
export default FiguresTable;
