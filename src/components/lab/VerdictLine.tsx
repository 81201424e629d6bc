import { useEffect } from 'preact/hooks';
import { consoleSummary } from './console/console-rows.ts';
import type { ExerciseModel } from './exercise-model.ts';
import { executionLine } from './execution-state.ts';

interface VerdictLineProps {
  readonly model: ExerciseModel;
  readonly onGoTo: (line: number, column?: number) => void;
  /** Something else is said. */
  readonly onNews: () => void;
}

/** What the run is doing or came to, in one line. Only its end, and a run that hangs, are read out. */
export function VerdictLine({ model, onGoTo, onNews }: VerdictLineProps) {
  const line = executionLine(model.run.value);
  const done = model.run.value.phase === 'done';
  const spoken = line !== null && (done || line.tone === 'warn');
  const at = line?.line;
  useEffect(() => {
    if (line) onNews();
  }, [line?.lead, line?.text]);
  return (
    <div class={`lab-verdict lab-verdict-${line?.tone ?? 'none'}`}>
      <p role="status" aria-atomic="true">
        {spoken && (
          <>
            <strong>{line.lead}</strong> {line.text}
            {done && <span class="visually-hidden"> {consoleSummary(model.output.value)}</span>}
          </>
        )}
      </p>
      {line && !spoken && <p>{line.lead}</p>}
      {at !== undefined && (
        <button type="button" class="link-button lab-link" onClick={() => onGoTo(at, model.mark.value?.column)}>
          Go to line {at}
        </button>
      )}
    </div>
  );
}
