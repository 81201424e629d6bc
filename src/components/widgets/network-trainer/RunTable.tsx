import { useSignal } from '@preact/signals';
import type { NetworkTrainer } from './controller.ts';
import { nextSorting, rowsOf, sorted, type Row, type Sorting } from './rows.ts';
import { RunActions, RunBar, Swatch, Undo } from './RunActions.tsx';
import { progressWords } from './run-words.ts';
import { TableView } from './TableView.tsx';

interface RunTableProps {
  readonly trainer: NetworkTrainer;
  readonly title: string;
  readonly by: string | null;
}

/** All networks and their runs in one table that can be sorted, with what may be done with each. */
export default function RunTable({ trainer, title, by }: RunTableProps) {
  const sorting = useSignal<Sorting | null>(null);
  const rows = sorted(rowsOf(trainer.networks, trainer.runs.value), sorting.value);
  const actions = ({ run, number }: Row) => {
    if (!run) return <small class="network-state">not trained yet</small>;
    const progress = progressWords(run);
    return (
      <>
        {progress && <small class="network-state">{progress}</small>}
        <RunBar run={run} />
        <RunActions run={run} number={number!} trainer={trainer} />
      </>
    );
  };
  return (
    <>
      <TableView
        label={`Networks and runs: ${title}`} rows={rows} by={by} sorting={sorting.value} onSort={(column) => (sorting.value = nextSorting(sorting.value, column))}
        mark={({ run, number }) => run && <><Swatch look={run.look} /> <b class="network-number">{number}</b> </>} actions={actions}
      />
      <Undo trainer={trainer} />
    </>
  );
}
