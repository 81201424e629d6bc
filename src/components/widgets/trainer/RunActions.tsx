import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { lookOf } from '../chart/looks.ts';
import { isBusy, isQueued, isResumable, type Trainer } from './controller.ts';

/** Marks of the chart as paths around (9, 7). */
const MARKS = {
  circle: 'M9 4a3 3 0 1 1 0 6 3 3 0 1 1 0-6',
  square: 'M6.5 4.5h5v5h-5z',
  triangle: 'M9 3.5l3.2 5.6H5.8z',
  diamond: 'M9 3.2l3 3.8-3 3.8-3-3.8z',
};

/** Colour and mark of a run, as on the charts. */
export function Swatch({ look }: { readonly look: number }) {
  const { colour, mark } = lookOf(look);
  return (
    <svg
      class="trainer-swatch"
      width="24"
      height="14"
      viewBox="-3 0 24 14"
      aria-hidden="true"
      style={{ color: colour }}
    >
      <line x1="-3" x2="21" y1="7" y2="7" stroke="currentColor" stroke-width="2" />
      <path d={MARKS[mark]} fill="currentColor" />
    </svg>
  );
}

/** How far a run has come, while it is under way. */
export function RunBar({ run }: { readonly run: RunRecord }) {
  if (!isBusy(run) && run.state !== 'paused') return null;
  return (
    <progress
      class="trainer-progress"
      max={run.imagesTotal || 1}
      value={run.imagesSeen}
      aria-label={`Images seen by ${run.title}`}
    />
  );
}

/** What may be done with a run. */
export function RunActions({
  run,
  number,
  trainer,
  inTable = false,
}: {
  readonly run: RunRecord;
  readonly number: number;
  readonly trainer: Trainer;
  readonly inTable?: boolean;
}) {
  const called = `run ${number}, ${run.title}`;
  const busy = isBusy(run);
  const shown = trainer.shown.value?.id === run.id;
  const on = (does: (id: string) => void) => () => void trainer.wake().then(() => does(run.id));
  const button = (label: string, spoken: string, does: () => void, pressed?: boolean) => (
    <button class="button button-quiet" type="button" aria-label={spoken} aria-pressed={pressed} onClick={does}>
      {label}
    </button>
  );
  return (
    <span class="trainer-run-actions needs-js">
      {!inTable &&
        trainer.runs.value.length > 1 &&
        button('Details', `Details of ${called}`, () => trainer.show(run.id), shown)}
      {run.state === 'running' &&
        button(
          'Pause',
          `Pause ${called}`,
          on((id) => trainer.manager.value?.pause(id)),
        )}
      {isResumable(run) &&
        button(
          'Go on',
          `Go on with ${called}`,
          on((id) => trainer.manager.value?.resume(id)),
        )}
      {(busy || isQueued(run) || run.state === 'paused') &&
        button(
          'Stop',
          `Stop ${called}`,
          on((id) => trainer.manager.value?.stop(id)),
        )}
      {button(run.hidden ? 'Show' : 'Hide', `${run.hidden ? 'Show' : 'Hide'} ${called}`, () =>
        trainer.setHidden(run.id, !run.hidden),
      )}
      {run.loaded === undefined && button('Use settings', `Use settings of ${called}`, () => trainer.useSettings(run))}
      {!busy && button('Remove', `Remove ${called}`, () => trainer.remove(run.id))}
    </span>
  );
}

/** A run that was removed can come back for as long as no other is. */
export function Undo({ trainer }: { readonly trainer: Trainer }) {
  const removed = trainer.removed.value;
  if (!removed) return null;
  return (
    <p class="status">
      “{removed.title}” removed.{' '}
      <button class="button button-quiet" type="button" onClick={trainer.undoRemove}>
        Undo
      </button>
    </p>
  );
}
