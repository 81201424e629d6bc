import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ExerciseModel } from '../exercise-model.ts';
import type { DraftVersion, KeptBecause } from '../../../lib/classroom/drafts.ts';
import { changedLines, lineCount } from '../line-changes.ts';
import { Diff } from './Diff.tsx';
import type { PanelName } from './panel-name.ts';

interface PanelProps {
  readonly name: PanelName;
  readonly model: ExerciseModel;
  readonly original: string;
  readonly solution: string;
  readonly onClose: () => void;
}

const because: Record<KeptBecause, string> = {
  reset: 'before a reset',
  solution: 'before the solution came in',
  version: 'before an earlier version came back',
  'other-tab': 'before another tab changed it',
  passed: 'passed its check',
  file: 'the older of two, when a file came in',
  unreadable: 'found in storage',
};

const time = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function Versions({ model }: { readonly model: ExerciseModel }) {
  const versions = model.versions.value;
  const [chosen, choose] = useState(0);
  const version: DraftVersion | undefined = versions[Math.min(chosen, versions.length - 1)];
  if (!version) return <p>No earlier version is kept.</p>;
  const code = model.code.value;
  return (
    <>
      <p class="lab-panel-text">
        The last ten texts that gave way to another, newest first. They are kept in this browser only.
      </p>
      <div class="controls">
        <label class="field">
          Version
          <select
            value={String(versions.indexOf(version))}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          >
            {versions.map((each, i) => (
              <option key={i} value={String(i)}>
                {each.saved > 0 ? `${time.format(each.saved)}, ` : ''}
                {because[each.because]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button"
          aria-disabled={version.code === code}
          onClick={() => version.code !== code && model.replace(version.code, 'version')}
        >
          Restore this version
        </button>
      </div>
      {version.code === code ? (
        <p class="lab-panel-text">This is the text that you see.</p>
      ) : (
        <Diff before={code} after={version.code} beforeName="now" afterName="this version" />
      )}
    </>
  );
}

function Solution({ model, solution }: { readonly model: ExerciseModel; readonly solution: string }) {
  const code = model.code.value;
  const lines = changedLines(code, solution);
  if (lines === 0) return <p class="lab-panel-text">Your text and the solution are the same.</p>;
  return (
    <>
      <p class="lab-panel-text">
        One way to write it. It differs from your text in {lineCount(lines)}; if yours passes, yours is right too.
      </p>
      <Diff before={code} after={solution} beforeName="yours" afterName="solution" />
      <button type="button" class="button" onClick={() => model.replace(solution, 'solution')}>
        Put the solution in the editor
      </button>
    </>
  );
}

const titles: Record<PanelName, string> = {
  compare: 'What you changed',
  versions: 'Earlier versions',
  solution: 'Solution',
};

/** The part under an exercise that compares: with the start, with earlier versions, with the solution. */
export default function Panel({ name, model, original, solution, onClose }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before it is painted: what has been seen must not move under the pointer.
  useLayoutEffect(() => heading.current?.focus(), [name]);
  return (
    <section class="lab-panel" aria-label={titles[name]}>
      <div class="lab-panel-head">
        <h4 tabIndex={-1} ref={heading}>
          {titles[name]}
        </h4>
        <button type="button" class="button button-quiet" onClick={onClose}>
          Close
        </button>
      </div>
      {name === 'compare' &&
        (model.edited.value ? (
          <Diff before={original} after={model.code.value} beforeName="original" afterName="yours" />
        ) : (
          <p class="lab-panel-text">Your text and the original are the same.</p>
        ))}
      {name === 'versions' && <Versions model={model} />}
      {name === 'solution' && <Solution model={model} solution={solution} />}
    </section>
  );
}
