import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import type {
  EngineClient,
  EngineChoice,
  SessionEvent,
  TrainingSession,
  TrainingSettings,
  WeightTensor,
} from '../../../lib/engine/contract.ts';
import { Pace } from './pace.ts';
import {
  addRun,
  changeRun,
  findRun,
  makerOf,
  noRuns,
  takeBack,
  type ComputedBy,
  type Run,
  type RunList,
} from './runs.ts';
import {
  formOf,
  parseForm,
  sameSettings,
  trainingSettingsOf,
  type SettingsForm,
  type SettingsProblems,
  type TrainerSettings,
} from './settings.ts';
import { idleView, runAfter, viewAfter, type TrainerView } from './view.ts';

/** Whose code trains: the book's, on an engine, or the reader's own. */
export type CodeChoice = 'book' | 'reader';
export type EngineChoices = Awaited<ReturnType<EngineClient['available']>>;

/** The world as the trainer needs it, so that it can be tried without a browser. */
export interface TrainerWorld {
  engines(): Promise<EngineClient>;
  /** A session whose every update is this code's. */
  readerSession(code: string, settings: TrainingSettings): Promise<TrainingSession>;
  /** The reader's code as it stands, or null while its editor is not there. */
  readerCode(): string | null;
  /** The same, once its editor has been brought up; null when that fails. */
  awakeReaderCode(): Promise<string | null>;
  /** Calls back before the next picture is drawn, not more often than is good for the page. */
  schedule(flush: () => void): void;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
}

export interface TrainerOptions {
  readonly defaults: TrainerSettings;
  /** Image counts to test at besides the usual ones. */
  readonly testAt?: readonly number[];
  /** Whose code is chosen at first; the book's unless told. */
  readonly code?: CodeChoice;
}

export interface WeightsSeen {
  readonly imagesSeen: number;
  readonly values: Float32Array; // [784, 10]
  /** All weights and biases, as they can be kept and taken away. */
  readonly tensors: readonly WeightTensor[];
  /** What they were trained with, and by whom. */
  readonly settings: TrainerSettings;
  readonly by: ComputedBy;
}

/** A trainer without its looks: its settings, its session and its runs. */
export interface TrainerController {
  readonly form: Signal<SettingsForm>;
  readonly engine: Signal<EngineChoice>;
  readonly code: Signal<CodeChoice>;
  readonly problems: ReadonlySignal<SettingsProblems>;
  /** True while the controls say something else than the run that is on. */
  readonly changed: ReadonlySignal<boolean>;
  readonly view: ReadonlySignal<TrainerView>;
  readonly weights: ReadonlySignal<WeightsSeen | null>;
  readonly runs: Signal<RunList>;
  /** Runs of an earlier visit that are not on the chart yet; they join it when asked for, or with the first new run. */
  readonly kept: Signal<RunList | null>;
  showKept(): void;
  /** The run that the session adds to, if any. */
  readonly currentId: ReadonlySignal<number | null>;
  readonly available: ReadonlySignal<EngineChoices | null>;
  readonly canTrain: ReadonlySignal<boolean>;
  lookForEngines(): Promise<void>;
  /** Train, or continue. */
  train(): void;
  /** A new run from image 0 with the controls as they stand; with `code`, by the reader's code. */
  start(code?: string): void;
  pause(): void;
  step(images: number): void;
  stepEpoch(): void;
  stop(): void;
  rewind(): void;
  retry(): void;
  restoreLastGood(): void;
  useSettings(run: Run): void;
  dispose(): void;
}

/** What the session that is on was made with. */
interface Made {
  readonly settings: TrainerSettings;
  readonly engine: EngineChoice;
  readonly code: string | null;
}

/** Stands for the reader's code while its editor is not there. */
const NOT_THERE = '';
const BUSY = new Set(['loading', 'running']);
const RESUMABLE = new Set(['paused', 'stopped']);

export function createTrainer(world: TrainerWorld, options: TrainerOptions): TrainerController {
  const form = signal(formOf(options.defaults));
  const engine = signal<EngineChoice>('auto');
  const code = signal<CodeChoice>(options.code ?? 'book');
  const view = signal(idleView);
  const weights = signal<WeightsSeen | null>(null);
  const runs = signal(noRuns);
  const kept = signal<RunList | null>(null);
  const currentId = signal<number | null>(null);
  const available = signal<EngineChoices | null>(null);
  const made = signal<Made | null>(null);
  const parsed = computed(() => parseForm(form.value));

  let session: TrainingSession | null = null;
  let unsubscribe = (): void => undefined;
  let attempt = 0; // what was asked for last; an older answer is thrown away
  let queue: SessionEvent[] = [];
  let flushing = false;
  const pace = new Pace();

  const wanted = (): Made | null => {
    const { settings } = parsed.value;
    return (
      settings && {
        settings,
        engine: engine.value,
        code: code.value === 'reader' ? (world.readerCode() ?? NOT_THERE) : null,
      }
    );
  };
  const differs = (a: Made, b: Made): boolean =>
    !sameSettings(a.settings, b.settings) || a.code !== b.code || (a.code === null && a.engine !== b.engine);
  const changed = computed(() => {
    const now = wanted();
    return made.value !== null && (now === null || differs(made.value, now));
  });
  const canTrain = computed(() => parsed.value.settings !== null);

  /** Takes all events since the last picture at once, so that a burst costs one drawing. */
  function flush(): void {
    flushing = false;
    const events = queue;
    queue = [];
    let nextView = view.value;
    let nextRuns = runs.value;
    let nextWeights = weights.value;
    for (const event of events) {
      const id = currentId.value;
      if (id !== null) {
        const { measuredTo } = nextView;
        nextRuns = changeRun(nextRuns, id, (run) => runAfter(run, event, measuredTo));
      }
      nextView = viewAfter(nextView, event);
      const now = made.value;
      const values = event.type === 'weights' ? event.weights[0]?.values : undefined;
      if (event.type === 'weights' && values && now) {
        const by = now.code === null ? (nextView.by ?? makerOf(now.engine)) : 'reader';
        nextWeights = { imagesSeen: event.imagesSeen, values, tensors: event.weights, settings: now.settings, by };
      }
    }
    if (nextView.state === 'running') pace.add(world.now(), nextView.imagesSeen);
    else pace.clear();
    nextView = { ...nextView, pace: pace.imagesPerSecond };
    batch(() => {
      view.value = nextView;
      runs.value = nextRuns;
      weights.value = nextWeights;
    });
  }

  function receive(event: SessionEvent): void {
    // Of pictures that came in one go only the last will be seen.
    if (event.type === 'weights' && queue.at(-1)?.type === 'weights') queue.pop();
    queue.push(event);
    if (flushing) return;
    flushing = true;
    world.schedule(flush);
  }

  /** The run stays on the chart as it is; what comes next is another run. */
  function closeRun(): void {
    if (queue.length > 0) flush();
    const id = currentId.value;
    if (id !== null)
      runs.value = changeRun(runs.value, id, (run) => (run.end === 'going' ? { ...run, end: 'stopped' } : run));
    currentId.value = null;
  }

  function letGo(): void {
    attempt++;
    closeRun();
    unsubscribe();
    unsubscribe = () => undefined;
    session?.dispose();
    session = null;
    made.value = null;
  }

  const fail = (message: string, remedy: string): void => {
    view.value = {
      ...view.value,
      state: 'failed',
      loading: null,
      failed: { message: { message, remedy }, retryable: true },
    };
  };

  /** No new run: says why until something is changed, and whatever is on goes on. */
  let refusal: TrainerView['notice'] = null;
  const refuse = (message: string, remedy: string): void => {
    refusal = { message: `No new run was started. ${message}`, remedy };
    view.value = { ...view.value, notice: refusal };
  };
  const withdraw = (): void => {
    if (refusal !== null && view.value.notice === refusal) view.value = { ...view.value, notice: null };
  };
  form.subscribe(withdraw);
  code.subscribe(withdraw);

  function showKept(): void {
    if (!kept.value) return;
    runs.value = kept.value;
    kept.value = null;
  }

  /** The run that the session's events are added to, made when the session first moves. */
  function openRun(): void {
    if (currentId.value !== null && findRun(runs.value, currentId.value)) return;
    const now = made.value;
    if (!now) return;
    showKept();
    runs.value = addRun(runs.value, now.settings, now.code === null ? makerOf(now.engine) : 'reader');
    currentId.value = runs.value.runs.at(-1)?.id ?? null;
  }

  /** The run that is on ends only when it is certain that another one can begin. */
  async function begin(first: (session: TrainingSession) => void, givenCode?: string): Promise<void> {
    const now = wanted();
    if (!now) {
      refuse(Object.values(parsed.value.problems).join(' '), 'Put it right, then start again.');
      return;
    }
    if (givenCode !== undefined) code.value = 'reader';
    let source = givenCode ?? now.code;
    if (source === NOT_THERE) {
      const mine = ++attempt;
      if (!session) view.value = { ...idleView, state: 'loading', imagesTotal: now.settings.epochs * TRAIN_COUNT };
      source = await world.awakeReaderCode();
      if (mine !== attempt) return;
      if (source === null) {
        const missing = 'Your code cannot be read: its editor did not start.';
        if (session) refuse(missing, 'Choose the book’s code, or try again.');
        else fail(missing, 'Check the connection, then press Retry; or choose the book’s code.');
        return;
      }
    }
    await open(now, source, first);
  }

  /** Ends the run that is on, and begins another. */
  async function open(now: Made, source: string | null, first: (session: TrainingSession) => void): Promise<void> {
    letGo();
    const mine = ++attempt;
    const total = now.settings.epochs * TRAIN_COUNT;
    view.value = { ...idleView, state: 'loading', imagesTotal: total };
    try {
      const settings = trainingSettingsOf(now.settings, options.testAt);
      const fresh =
        source === null
          ? (await world.engines()).createSession(now.engine, settings)
          : await world.readerSession(source, settings);
      if (mine !== attempt) {
        fresh.dispose();
        return;
      }
      session = fresh;
      made.value = { ...now, code: source };
      openRun();
      unsubscribe = fresh.subscribe(receive);
      first(fresh);
    } catch (error) {
      if (mine !== attempt) return;
      fail(
        `The trainer could not start: ${error instanceof Error ? error.message : String(error)}.`,
        'Check the connection, then press Retry.',
      );
    }
  }

  /** Does it with the session that is on, or with a new one where there is none or the controls ask for another. */
  function act(action: (session: TrainingSession) => void): void {
    const { state } = view.value;
    if (!session || changed.value || state === 'failed' || state === 'diverged') {
      void begin(action);
      return;
    }
    if (state === 'finished') rewind();
    openRun();
    action(session);
  }

  function rewind(): void {
    if (!session || changed.value) {
      letGo();
      batch(() => {
        view.value = idleView;
        weights.value = null;
      });
      return;
    }
    closeRun();
    session.rewind();
  }

  return {
    form,
    engine,
    code,
    view,
    weights,
    runs,
    kept,
    showKept,
    currentId,
    available,
    changed,
    canTrain,
    problems: computed(() => parsed.value.problems),
    async lookForEngines() {
      if (available.value) return;
      try {
        available.value = await (await world.engines()).available();
        if (available.value.some((choice) => choice.engine === engine.value && !choice.available))
          engine.value = 'auto';
      } catch {
        // The next start says what is wrong; a list of engines is not worth a message of its own.
      }
    },
    train: () => act((on) => on.run()),
    start: (given) => void begin((on) => on.run(), given),
    pause: () => session?.pause(),
    step: (images) => act((on) => on.step(images)),
    stepEpoch: () => act((on) => on.step(TRAIN_COUNT - (view.value.imagesSeen % TRAIN_COUNT))),
    stop() {
      attempt++; // a start that is still on its way
      if (session) {
        session.stop();
        return;
      }
      view.value = { ...idleView };
    },
    rewind,
    retry() {
      if (session && !changed.value) session.run();
      else void begin((on) => on.run());
    },
    restoreLastGood() {
      const { diverged } = view.value;
      const id = currentId.value;
      if (!session || !diverged) return;
      if (id !== null) runs.value = changeRun(runs.value, id, (run) => takeBack(run, diverged.lastGood));
      session.restoreLastGood();
    },
    useSettings(run) {
      form.value = formOf(run.settings);
      code.value = run.by === 'reader' ? 'reader' : 'book';
      if (run.by !== 'reader') engine.value = run.by;
    },
    dispose: letGo,
  };
}

export const isBusy = (view: TrainerView): boolean => BUSY.has(view.state);
export const isResumable = (view: TrainerView): boolean => RESUMABLE.has(view.state);
