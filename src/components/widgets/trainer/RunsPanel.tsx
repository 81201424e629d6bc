import { useSignal } from '@preact/signals';
import { lookOf } from '../chart/looks.ts';
import type { TrainerController } from './controller.ts';
import { count, loss, percent } from '../../words/format.ts';
import { keptWords, resultWords, runWords, removeRun, toggleRun, undoRemove, type Run } from './runs.ts';

const MARKS = {
  circle: 'M9 4a3 3 0 1 1 0 6 3 3 0 1 1 0-6',
  square: 'M6.5 4.5h5v5h-5z',
  triangle: 'M9 3.5l3.2 5.6H5.8z',
  diamond: 'M9 3.2l3 3.8-3 3.8-3-3.8z',
};

/** Colour, dash and mark of a run, as on the chart. */
function Swatch({ look }: { readonly look: number }) {
  const { colour, dash, mark } = lookOf(look);
  return (
    <svg
      class="trainer-swatch"
      width="34"
      height="14"
      viewBox="-8 0 34 14"
      aria-hidden="true"
      style={{ color: colour }}
    >
      <line x1="-8" x2="26" y1="7" y2="7" stroke="currentColor" stroke-width="2" stroke-dasharray={dash} />
      <path d={MARKS[mark]} fill="currentColor" />
    </svg>
  );
}

function RunRow({ run, trainer }: { readonly run: Run; readonly trainer: TrainerController }) {
  const { runs } = trainer;
  const going = run.id === trainer.currentId.value && run.end === 'going';
  return (
    <li class="trainer-run" data-hidden={run.hidden ? '' : undefined}>
      <Swatch look={run.look} />
      <span class="trainer-run-words">
        <b>Run {run.id}</b> {runWords(run)}
      </span>
      <span class="trainer-run-result">{resultWords(run)}</span>
      <span class="trainer-run-actions needs-js">
        <button
          class="button button-quiet"
          type="button"
          aria-label={`${run.hidden ? 'Show' : 'Hide'} run ${run.id}`}
          onClick={() => (runs.value = toggleRun(runs.value, run.id))}
        >
          {run.hidden ? 'Show' : 'Hide'}
        </button>
        {run.loaded === undefined && (
          <button
            class="button button-quiet"
            type="button"
            aria-label={`Use settings of run ${run.id}`}
            onClick={() => trainer.useSettings(run)}
          >
            Use settings
          </button>
        )}
        <button
          class="button button-quiet"
          type="button"
          aria-label={`Remove run ${run.id}`}
          aria-disabled={going ? 'true' : undefined}
          title={going ? 'Stop it first.' : undefined}
          onClick={() => !going && (runs.value = removeRun(runs.value, run.id))}
        >
          Remove
        </button>
      </span>
    </li>
  );
}

/** Every scoring of every run, for those who cannot see the curves. */
function CurveTable({ runs }: { readonly runs: readonly Run[] }) {
  const counts = [...new Set(runs.flatMap((run) => run.tests.map((test) => test.images)))].sort((a, b) => a - b);
  return (
    <div class="trainer-scroll scroll-shadow" tabIndex={0} role="region" aria-label="All runs as a table">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">images</th>
            {runs.map((run) => (
              <th scope="col" key={run.id}>
                run {run.id}: correct, loss
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((images) => (
            <tr key={images}>
              <th scope="row">{count(images)}</th>
              {runs.map((run) => {
                const test = run.tests.find((one) => one.images === images);
                return (
                  <td key={run.id}>
                    {test ? `${count(test.correct)} (${percent(test.correct / test.of)}), ${loss(test.loss)}` : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface RunsPanelProps {
  readonly trainer: TrainerController;
  /** Why runs cannot be kept in this browser, if they cannot. */
  readonly unkept: string | null;
}

/** The runs on the chart: what each was, what came of it, and what may be done with it. */
export function RunsPanel({ trainer, unkept }: RunsPanelProps) {
  const { runs, removed } = trainer.runs.value;
  const kept = trainer.kept.value;
  const open = useSignal(false);
  return (
    <>
      {kept && (
        <p class="status">
          {kept.runs.length === 1 ? 'One run' : `${kept.runs.length} runs`} from an earlier visit, kept in this browser.{' '}
          <button class="button button-quiet" type="button" onClick={trainer.showKept}>
            Show
          </button>
          <button
            class="button button-quiet"
            type="button"
            onClick={() => {
              trainer.kept.value = null; // and so they are no longer kept
            }}
          >
            Forget
          </button>
        </p>
      )}
      {runs.length === 0 && !removed && !kept && (
        <p class="status">No run yet. Each one stays here, with its settings and its curve.</p>
      )}
      <ul>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} trainer={trainer} />
        ))}
      </ul>
      {removed && (
        <p class="status">
          Run {removed.run.id} removed.{' '}
          <button
            class="button button-quiet"
            type="button"
            onClick={() => (trainer.runs.value = undoRemove(trainer.runs.value))}
          >
            Undo
          </button>
        </p>
      )}
      {runs.length > 0 && (
        <>
          <p class="status">{keptWords(trainer.runs.value, unkept)}</p>
          <details class="trainer-table" onToggle={({ currentTarget }) => (open.value = currentTarget.open)}>
            <summary>Show as table</summary>
            {open.value && <CurveTable runs={runs} />}
          </details>
        </>
      )}
    </>
  );
}
