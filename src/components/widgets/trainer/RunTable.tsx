import { useSignal } from '@preact/signals';
import type { Trainer } from './controller.ts';
import { ParameterChart } from './ParameterChart.tsx';
import { nextSorting, rowsOf, sizeWords, sorted, type Row, type Sorting } from './rows.ts';
import { RunActions, RunBar, Swatch, Undo } from './RunActions.tsx';
import { progressWords } from '../../words/run.ts';
import { TableView } from './TableView.tsx';

interface RunTableProps {
  readonly trainer: Trainer;
  readonly title: string;
  readonly by: string | null;
}

/** All networks and their runs in one table that can be sorted, with what may be done with each. */
export default function RunTable({ trainer, title, by }: RunTableProps) {
  const sorting = useSignal<Sorting | null>(null);
  const rows = sorted(rowsOf(trainer.networks, trainer.runs.value), sorting.value);
  const head = (row: Row) => {
    const { run, number, name } = row;
    if (!run)
      return (
        <>
          {name}
          <small>{sizeWords(row)}</small>
          <small>not trained yet</small>
        </>
      );
    const progress = progressWords(run);
    return (
      <>
        <button
          class="trainer-run-name"
          type="button"
          aria-pressed={trainer.shown.value?.id === run.id}
          title="Show it in charts, figures and pictures"
          onClick={() => trainer.show(run.id)}
        >
          <Swatch look={run.look} /> <b>{number}</b> {name}
        </button>
        <small>{sizeWords(row)}</small>
        {progress && <small>{progress}</small>}
        <RunBar run={run} />
        <RunActions run={run} number={number!} trainer={trainer} inTable />
      </>
    );
  };
  return (
    <>
      <TableView
        label={`Networks and runs: ${title}`}
        rows={rows}
        by={by}
        sorting={sorting.value}
        onSort={(column) => (sorting.value = nextSorting(sorting.value, column))}
        head={head}
      />
      <Undo trainer={trainer} />
      <ParameterChart trainer={trainer} by={by} />
    </>
  );
}
