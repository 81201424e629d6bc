import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { markPassed, onProgress } from '../../lib/classroom/progress-store.ts';
import { createCodeArea, wantsPlain, type AreaMode, type CodeArea } from './code-area.ts';
import { createExercise, type ExerciseModel } from './exercise-model.ts';
import { Lazy } from '../islands/Lazy.tsx';
import { exerciseHandle, trainingRequest } from './page-state.ts';
import type { PanelName } from './panels/panel-name.ts';
import { RunBar } from './RunBar.tsx';
import { VerdictLine } from './VerdictLine.tsx';
import { wakeIsland } from '../islands/wake-island.ts';

interface ExerciseProps {
  /** `<chapter folder>/<exercise folder>`. */
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly solution: string;
  readonly check: string;
  readonly hints: number;
  /** Id of the trainer that trains with the reader's code once the check has passed. */
  readonly trainer?: string;
  /** The start listing, highlighted at build time. */
  readonly listing?: ComponentChildren;
}

const loadSandbox = async () => (await import('../../lib/sandbox/sandbox.ts')).getSandbox();
const loadConsole = async () => (await import('./console/Console.tsx')).default;
const loadDraftBar = async () => (await import('./DraftBar.tsx')).DraftBar;
const loadCodeKeys = async () => (await import('./CodeKeys.tsx')).CodeKeys;
const loadPanel = async () => (await import('./panels/Panel.tsx')).default;

/** An exercise alive. Its parts load with their first use: sandbox and console by Run, Monaco by a click in the code. */
export default function ExerciseIsland({ id, title, start, solution, check, hints, trainer, listing }: ExerciseProps) {
  const root = useRef<HTMLDivElement>(null);
  const area = useRef<CodeArea | null>(null);
  const model = useSignal<ExerciseModel | null>(null);
  const mode = useSignal<AreaMode>('plain');
  const tabLeaves = useSignal(true);
  const typing = useSignal(false);
  const foot = useRef<HTMLDivElement>(null);
  const passed = useSignal(false);
  const panel = useSignal<PanelName | null>(null);
  const hintsOpen = useSignal(0);
  const keysId = `keys-${id.replaceAll('/', '-')}`;

  useEffect(() => {
    const exercise = createExercise(
      { id, start, check },
      {
        loadSandbox,
        now: Date.now,
        onPassed: (code) => {
          markPassed(id);
          if (!trainer) return;
          trainingRequest(trainer).value = { exercise: id, code };
          // It may still be far from view, and not alive yet.
          wakeIsland(document.getElementById(`trainer-${trainer}`));
        },
      },
    );
    const host = root.current!.querySelector<HTMLElement>('.lab-code')!;
    const codeArea = createCodeArea(host, exercise, {
      id,
      original: start,
      label: `Code: ${title}`,
      describedBy: keysId,
    });
    area.current = codeArea;
    model.value = exercise;
    exerciseHandle(id).value = { id, code: exercise.code, edited: exercise.edited, ran: exercise.ran };
    const ends = [
      codeArea.mode.subscribe((now) => (mode.value = now)),
      codeArea.tabLeaves.subscribe((now) => (tabLeaves.value = now)),
      codeArea.typing.subscribe((now) => (typing.value = now)),
      onProgress((progress) => (passed.value = progress.passed.includes(id))),
    ];
    const section = root.current!.closest('.lab')!;
    const countHints = (): void => {
      hintsOpen.value = section.querySelectorAll('.lab-hint[open]').length;
    };
    const save = (): void => exercise.save();
    section.addEventListener('toggle', countHints, true);
    addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    return () => {
      section.removeEventListener('toggle', countHints, true);
      removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', save);
      ends.forEach((end) => end());
      exerciseHandle(id).value = null;
      codeArea.dispose();
      exercise.dispose();
    };
  }, [id]);

  const exercise = model.value;
  const toggle = (name: PanelName): void => {
    panel.value = panel.value === name ? null : name;
  };
  const goTo = (line: number, column?: number): void => area.current?.goTo(line, column);

  /** The hints are part of the page, below; the next one opens. */
  const openHint = (): void => {
    const next = root.current!.closest('.lab')!.querySelector<HTMLDetailsElement>('.lab-hint:not([open])');
    if (!next) return;
    next.open = true;
    next.querySelector('summary')?.focus();
  };

  /** What comes of a run is said in the foot: the whole of it must be in sight. Later only if the reader is still here. */
  const showFoot = (isLater = true): void => {
    const { top, bottom } = foot.current!.getBoundingClientRect();
    if (isLater && (bottom < 0 || top > innerHeight)) return;
    foot.current!.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };
  const run = (): void => {
    void model.value?.start();
    showFoot(false);
  };
  const runByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  return (
    <div class="lab-island" ref={root} onKeyDownCapture={runByKey}>
      <p class="lab-keys needs-js" id={keysId}>
        {keysText(mode.value, tabLeaves.value)}
      </p>
      <div class="lab-code" style={{ '--lines': start.split('\n').length }}>
        <div class="lab-scroll">
          <div class="lab-sheet">{listing}</div>
        </div>
        <div class="lab-monaco" />
      </div>
      {/* A tap here must not take the focus from the code: the touch keyboard would go. */}
      <div class="lab-foot needs-js" ref={foot} onMouseDown={(event) => typing.value && event.preventDefault()}>
        <RunBar
          model={exercise}
          passed={passed.value}
          hints={hints}
          hintsOpen={hintsOpen.value}
          solutionOpen={panel.value === 'solution'}
          onRun={run}
          onHint={openHint}
          onSolution={() => toggle('solution')}
        />
        {exercise && <VerdictLine model={exercise} onGoTo={goTo} onNews={showFoot} />}
        {typing.value && area.current && <Lazy load={loadCodeKeys} props={{ area: area.current }} />}
      </div>
      <div class="lab-draft-place">
        {exercise && hasDraft(exercise) && (
          <Lazy load={loadDraftBar} props={{ model: exercise, panel: panel.value, onPanel: toggle }} />
        )}
      </div>
      {exercise && (
        <>
          {panel.value && (
            <Lazy
              load={loadPanel}
              props={{
                name: panel.value,
                model: exercise,
                original: start,
                solution,
                onClose: () => (panel.value = null),
              }}
            />
          )}
          {exercise.run.value.phase !== 'idle' && <Lazy load={loadConsole} props={{ model: exercise, onGoTo: goTo }} />}
        </>
      )}
    </div>
  );
}

/** Whether there is something to say of the reader's own text. */
const hasDraft = ({ changed, replaced, versions }: ExerciseModel): boolean =>
  changed.value > 0 || replaced.value !== null || versions.value.length > 0;

const isApple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** How to run, and how to get out: said before the reader needs it. */
function keysText(mode: AreaMode, tabLeaves: boolean): string {
  const run = `${isApple() ? 'Cmd' : 'Ctrl'}+Enter runs it.`;
  switch (mode) {
    case 'plain':
      return wantsPlain() ? 'Tap in the code to change it.' : `Click in the code to change it. ${run}`;
    case 'loading':
      return 'Loading the editor. Typing works already.';
    case 'monaco': {
      const toggle = isApple() ? 'Ctrl+Shift+M' : 'Ctrl+M';
      return tabLeaves
        ? `${run} Tab leaves the editor. ${toggle}: Tab key inserts tabs.`
        : `${run} Tab key inserts tabs. ${toggle}: Tab leaves the editor.`;
    }
    case 'failed':
      return `The large editor did not load. This plain one does the same work, without completion. ${run}`;
  }
}
