import { networkBehind, type Trainer } from './controller.ts';
import { FiguresTable } from './FiguresTable.tsx';
import RunsList from './RunsList.tsx';
import RunTable from './RunTable.tsx';

interface RunsPartProps {
  readonly trainer: Trainer;
  readonly id: string;
  readonly title: string;
  readonly by: string | null;
}

/** The runs of a trainer, as a list or, with several networks, as a table; and the source's figures beside them. */
export default function RunsPart({ trainer, title, by }: RunsPartProps) {
  const single = trainer.networks.length === 1;
  const runs = trainer.runs.value;
  const run = trainer.shown.value ?? (single ? (runs.at(-1) ?? null) : null);
  const network = (run && networkBehind(trainer.networks, run)) ?? trainer.networks[trainer.chosen.value]!;
  const called = run ? `Run ${runs.indexOf(run) + 1}` : undefined;
  return (
    <>
      {single ? (
        <RunsList trainer={trainer} />
      ) : (
        <div class="trainer-runs">
          <RunTable trainer={trainer} title={title} by={by} />
        </div>
      )}
      {by && network.figures.length > (single ? 0 : 1) && (
        <FiguresTable network={network} by={by} run={run} {...(called ? { called } : {})} />
      )}
    </>
  );
}
