import { engineWords } from '../../../lib/engine/engine-words.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import type { Trainer } from './controller.ts';
import { networkOfRun } from '../../../lib/systems/network.ts';
import { RunActions, RunBar, Swatch, Undo } from './RunActions.tsx';
import { progressWords, resultWords } from '../../words/run.ts';
import { networkWords } from './network-words.ts';

function RunRow({
  run,
  number,
  trainer,
}: {
  readonly run: RunRecord;
  readonly number: number;
  readonly trainer: Trainer;
}) {
  const progress = progressWords(run);
  return (
    <li class="trainer-run" data-hidden={run.hidden ? '' : undefined}>
      <Swatch look={run.look} />
      <span class="trainer-run-words">
        <b>Run {number}</b> {run.loaded ?? networkWords(networkOfRun(run))}
        {run.by && run.loaded === undefined ? `, ${engineWords(run.by)}` : ''}
      </span>
      <span class="trainer-run-result">
        {resultWords(run)}
        {progress && <small> {progress}</small>}
      </span>
      <RunBar run={run} />
      <RunActions run={run} number={number} trainer={trainer} />
    </li>
  );
}

/** The runs of a trainer with one network: what each was, what came of it, and what may be done with it. */
export default function RunsList({ trainer }: { readonly trainer: Trainer }) {
  const runs = trainer.runs.value;
  return (
    <div class="trainer-runs">
      {runs.length === 0 && <p class="status">No run yet. Each one stays here, with its settings and its curve.</p>}
      <ul>
        {runs.map((run, i) => (
          <RunRow key={run.id} run={run} number={i + 1} trainer={trainer} />
        ))}
      </ul>
      <Undo trainer={trainer} />
    </div>
  );
}
