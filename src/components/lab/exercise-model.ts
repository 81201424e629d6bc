import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ExecutionEnd, ExecutionHandle, Sandbox, Shown } from '../../lib/sandbox/contract.ts';
import type { TextTrouble } from '../../lib/storage/text.ts';
import { addShown, emptyConsole, type ConsoleRows } from './console/console-rows.ts';
import {
  onDraftOfOtherTab,
  readDraft,
  writeDraft,
  writeVersion,
  type Draft,
  type DraftVersion,
  type KeptBecause,
} from '../../lib/classroom/drafts.ts';
import { changedLines } from './line-changes.ts';
import { isBusy, nextExecutionState, type ExecutionEvent, type ExecutionState } from './execution-state.ts';

export interface ExerciseSource {
  readonly id: string;
  readonly start: string;
  readonly check: string;
}

/** What an exercise needs of the page around it. */
export interface ExerciseHost {
  readonly loadSandbox: () => Promise<Sandbox>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The check passed with this code: whoever trains with it may begin. */
  readonly onPassed: (code: string) => void;
}

/** Where the reader's code went wrong. */
export interface CodeMark {
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

/** Something the reader can take back until the next edit. */
export interface Replaced {
  readonly code: string;
  readonly because: Exclude<KeptBecause, 'passed' | 'file' | 'unreadable'>;
}

export interface ExerciseModel {
  readonly code: ReadonlySignal<string>;
  readonly edited: ReadonlySignal<boolean>;
  /** What the reader ran last, if it came to an end by itself; null before that. */
  readonly ran: ReadonlySignal<string | null>;
  readonly changed: ReadonlySignal<number>;
  readonly run: ReadonlySignal<ExecutionState>;
  readonly output: ReadonlySignal<ConsoleRows>;
  readonly mark: ReadonlySignal<CodeMark | null>;
  readonly replaced: ReadonlySignal<Replaced | null>;
  readonly trouble: ReadonlySignal<TextTrouble | null>;
  readonly versions: ReadonlySignal<readonly DraftVersion[]>;
  /** When the draft that came back was saved; null after an edit, or when the reader begins with the book's text. */
  readonly broughtBack: ReadonlySignal<number | null>;
  /** The reader typed. */
  edit(code: string): void;
  /** Another whole text comes in; what stood there is kept. */
  replace(code: string, because: Replaced['because']): void;
  undoReplace(): void;
  /** The book's text again. */
  reset(): void;
  start(): Promise<void>;
  stop(): void;
  clearOutput(): void;
  /** Stores what is not yet stored. */
  save(): void;
  dispose(): void;
}

const SAVE_AFTER = 300; // ms without typing
const SHOW_EVERY = 50; // ms between changes of the console

export function createExercise(source: ExerciseSource, around: ExerciseHost): ExerciseModel {
  const { id, start: original } = source;
  const draft = readDraft(id);
  const back = draft && draft.saved > 0 && draft.code !== original ? draft : null;

  const code = signal(back?.code ?? original);
  const run: Signal<ExecutionState> = signal({ phase: 'idle' });
  const ran = signal<string | null>(null);
  const output = signal<ConsoleRows>(emptyConsole);
  const broughtBack = signal(back?.saved ?? null);
  const mark = signal<CodeMark | null>(null);
  const replaced = signal<Replaced | null>(null);
  const trouble = signal<TextTrouble | null>(null);
  const versions = signal<readonly DraftVersion[]>(draft?.versions ?? []);

  // Drafts.
  let savedAt = draft?.saved ?? 0;
  let unsaved = false;
  /** True when this tab's text is its own, and not only what another tab wrote. */
  let own = back !== null;
  let saveTimer: ReturnType<typeof setTimeout> | undefined;

  const save = (): void => {
    clearTimeout(saveTimer);
    if (!unsaved) return;
    unsaved = false;
    savedAt = around.now();
    trouble.value = writeDraft(id, code.value, savedAt);
  };
  const keep = (text: string, because: KeptBecause): void => {
    if (text === original || text.trim() === '') return;
    trouble.value = writeVersion(id, { code: text, saved: around.now(), because }) ?? trouble.value;
    versions.value = readDraft(id)?.versions ?? [];
  };
  const replaceWith = (text: string, because: Replaced['because']): void => {
    keep(code.value, because);
    broughtBack.value = null;
    replaced.value = { code: code.value, because };
    mark.value = null;
    code.value = text;
  };
  const saveNow = (): void => {
    own = true;
    unsaved = true;
    save();
  };
  const replace = (text: string, because: Replaced['because']): void => {
    if (text === code.value) return;
    replaceWith(text, because);
    saveNow();
  };
  const onOtherTab = (theirs: Draft): void => {
    versions.value = theirs.versions;
    if (theirs.saved <= savedAt) return;
    clearTimeout(saveTimer);
    unsaved = false;
    savedAt = theirs.saved;
    if (own && theirs.code !== code.value) replaceWith(theirs.code, 'other-tab');
    else code.value = theirs.code;
    own = false;
  };
  const endListening = onDraftOfOtherTab(id, onOtherTab);

  // Runs.
  let runs = 0;
  let handle: ExecutionHandle | null = null;
  let waiting: Shown[] = [];
  let showTimer: ReturnType<typeof setTimeout> | undefined;

  const send = (event: ExecutionEvent): void => {
    run.value = nextExecutionState(run.value, event);
  };
  const showWaiting = (): void => {
    clearTimeout(showTimer);
    showTimer = undefined;
    if (waiting.length === 0) return;
    output.value = addShown(output.value, waiting);
    waiting = [];
  };
  const onShown = (shown: Shown): void => {
    waiting.push(shown);
    if (waiting.length >= 1000) showWaiting();
    else showTimer ??= setTimeout(showWaiting, SHOW_EVERY);
  };
  const finish = (number: number, text: string, reported: ExecutionEnd): void => {
    if (number !== runs) return;
    handle = null;
    showWaiting();
    send({ type: 'ended', run: number, end: reported });
    if (run.value.phase !== 'done') return;
    const { end } = run.value;
    if (end.outcome !== 'stopped') ran.value = text;
    if (end.outcome === 'error' && end.error.line !== undefined && text === code.value) {
      const { line, column, message } = end.error;
      mark.value = { line, message, ...(column === undefined ? {} : { column }) };
    }
    if (end.outcome !== 'done' || !end.verdict?.passed) return;
    keep(text, 'passed');
    around.onPassed(text);
  };
  const endRun = (): void => {
    if (!isBusy(run.value)) return;
    send({ type: 'stop' });
    if (handle) handle.stop();
    else finish(runs, code.value, { outcome: 'stopped' });
  };

  return {
    code,
    edited: computed(() => code.value !== original),
    changed: computed(() => changedLines(original, code.value)),
    run,
    ran,
    output,
    mark,
    replaced,
    trouble,
    versions,
    broughtBack,
    edit(text) {
      if (text === code.value) return;
      code.value = text;
      replaced.value = null;
      broughtBack.value = null;
      mark.value = null;
      own = true;
      unsaved = true;
      clearTimeout(saveTimer);
      saveTimer = setTimeout(save, SAVE_AFTER);
    },
    replace,
    reset: () => replace(original, 'reset'),
    undoReplace() {
      const old = replaced.value;
      if (!old) return;
      replaced.value = null;
      mark.value = null;
      code.value = old.code;
      saveNow();
    },
    async start() {
      handle?.stop();
      handle = null;
      const number = ++runs;
      const text = code.value;
      save();
      clearTimeout(showTimer);
      showTimer = undefined;
      waiting = [];
      output.value = emptyConsole;
      mark.value = null;
      send({ type: 'run', run: number });
      try {
        const sandbox = await around.loadSandbox();
        if (number !== runs || run.value.phase !== 'compiling') return;
        handle = sandbox.run({
          code: text,
          check: source.check,
          onShown: (shown) => number === runs && onShown(shown),
          onUnresponsive: (seconds) => send({ type: 'silent', run: number, seconds }),
        });
        send({ type: 'started', run: number });
        finish(number, text, await handle.end);
      } catch (cause) {
        const message = `The part of the page that runs code did not start (${cause instanceof Error ? cause.message : String(cause)}).`;
        finish(number, text, { outcome: 'error', error: { message, remedy: 'Check the connection, then run again.' } });
      }
    },
    stop: endRun,
    clearOutput() {
      waiting = [];
      output.value = emptyConsole;
    },
    save,
    dispose() {
      save();
      endRun();
      endListening();
      clearTimeout(showTimer);
    },
  };
}
