import { isBusy } from './execution-state.ts';
import type { ExerciseModel } from './exercise-model.ts';

interface RunBarProps {
  /** Null until the page is alive: a button that does nothing must not look as if it did. */
  readonly model: ExerciseModel | null;
  readonly passed: boolean;
  readonly hints: number;
  readonly hintsOpen: number;
  readonly solutionOpen: boolean;
  readonly onRun: () => void;
  readonly onHint: () => void;
  readonly onSolution: () => void;
}

/** False while a run is under way, and when the last one came to something else than a pass. */
function passesNow(model: ExerciseModel | null): boolean {
  const state = model?.run.value;
  if (!state || state.phase === 'idle') return true;
  return state.phase === 'done' && state.end.outcome === 'done' && state.end.verdict?.passed === true;
}

/** The controls, always in the same places: what cannot be used now is dimmed, not gone. */
export function RunBar({ model, passed, hints, hintsOpen, solutionOpen, onRun, onHint, onSolution }: RunBarProps) {
  const phase = model?.run.value.phase ?? 'idle';
  const busy = model !== null && isBusy(model.run.value);
  const dead = model === null;
  return (
    <div class="lab-bar">
      <button
        type="button"
        class="button button-primary"
        disabled={dead}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={onRun}
      >
        Run{phase !== 'idle' && <span class="lab-again"> again</span>}
      </button>
      <button type="button" class="button" disabled={dead} aria-disabled={!busy} onClick={() => model?.stop()}>
        Stop
      </button>
      <span class="lab-bar-help">
        {passed && <span class="lab-passed">{passesNow(model) ? 'Passed' : 'Passed before'}</span>}
        {hintsOpen < hints && (
          <button type="button" class="button button-quiet" disabled={dead} onClick={onHint}>
            Hint {hintsOpen + 1} of {hints}
          </button>
        )}
        <button
          type="button"
          class="button button-quiet lab-bar-solution"
          disabled={dead}
          aria-expanded={solutionOpen}
          onClick={onSolution}
        >
          Solution
        </button>
      </span>
    </div>
  );
}
