import { breathe } from '../breathe.ts';
import type {
  Engine,
  EngineChoice,
  EngineState,
  ReaderMessage,
  SessionEvent,
  SessionState,
  TrainingSession,
  TrainingSettings,
} from '../contract.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { Commands } from './commands.ts';
import { EngineInUse } from './engine-in-use.ts';
import { say } from './messages.ts';
import { openRun } from './open-run.ts';
import { Reports } from './reports.ts';
import type { RunPlan } from './run-plan.ts';
import type { ScoredSet } from './score-points.ts';
import type { SessionHost } from './session-host.ts';
import { Slices } from './slices.ts';
import type { TrainingImages } from './training-images.ts';

/** Images of a run up to which it is short: then checkpoints cost less than what a reload takes away. */
const SHORT_RUN = 120_000;

/** A training run on an engine, where the engine is: in the worker, or in Node. */
export class EngineSession implements TrainingSession {
  readonly settings: TrainingSettings;
  readonly #host: SessionHost;
  readonly #engineName: EngineChoice;
  readonly #reports = new Reports();
  readonly #slices = new Slices();
  readonly #inUse: EngineInUse;
  /** A run is a command among the others. Those that end it abort it first. */
  readonly #commands = new Commands((error) => this.#fail(error));
  #plan: RunPlan | undefined;
  #from: EngineState | undefined;
  /** The present run or step, and the images to have seen at its end. */
  #running: AbortController | undefined;
  #goal = 0;

  /** The run starts `from` there, if that is given; the state is the session's own from here on. */
  constructor(engine: EngineChoice, settings: TrainingSettings, host: SessionHost, from?: EngineState) {
    this.settings = settings;
    this.#engineName = engine;
    this.#host = host;
    this.#from = from;
    this.#inUse = new EngineInUse(
      settings.specification,
      host.createEngine,
      this.#reports,
      () => (this.#plan?.imagesTotal ?? 0) <= SHORT_RUN,
    );
    this.#commands.add(async () => {
      await this.#open();
    });
  }

  run(): void {
    this.#go((total) => total);
  }

  step(images: number): void {
    this.#go((total, seen) => Math.min(total, seen + images));
  }

  pause(): void {
    this.#end('paused', ['running', 'loading']);
  }

  stop(): void {
    this.#end('stopped', ['running', 'loading', 'paused']);
  }

  rewind(): void {
    this.#running?.abort();
    this.#commands.add(async () => {
      this.#from = undefined;
      const { points, initial } = await this.#open();
      points.rewind();
      await this.#inUse.load(initial);
      this.#reports.become('idle');
      this.#inUse.keep(initial);
    });
  }

  checkpoint(): void {
    this.#inUse.askForCheckpoint();
  }

  restoreLastGood(): void {
    this.#commands.add(async () => {
      const { optimizerRemembers } = this.#inUse;
      if (this.#reports.state !== 'diverged' || !this.#inUse.lastGood) return;
      const { imagesSeen, weights } = this.#inUse.lastGood;
      const lastGood = { imagesSeen, weights };
      await this.#inUse.load(lastGood);
      this.#plan?.points.goBack(lastGood.imagesSeen);
      this.#reports.become('paused');
      this.#inUse.keep(lastGood);
      if (optimizerRemembers && lastGood.imagesSeen > 0) this.notice(say.optimizerAnew(lastGood.imagesSeen));
    });
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    return this.#reports.subscribe(listener);
  }

  /** Tells the reader of this run something that concerns the worker as a whole. */
  notice(message: ReaderMessage): void {
    this.#reports.emit({ type: 'notice', message });
  }

  dispose(): void {
    this.#running?.abort();
    this.#reports.silence();
    this.#commands.dispose(() => {
      this.#plan?.images.dispose();
      this.#plan?.scored.dispose();
      this.#inUse.dispose();
    });
  }

  #go(goal: (imagesTotal: number, imagesSeen: number) => number): void {
    const setGoal = ({ imagesTotal }: RunPlan): void => {
      this.#goal = goal(imagesTotal, this.#inUse.imagesSeen);
    };
    if (this.#plan && this.#running && !this.#running.signal.aborted) {
      setGoal(this.#plan);
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#commands.add(async () => {
      if (running.signal.aborted || this.#reports.state === 'finished' || this.#reports.state === 'diverged') return;
      setGoal(await this.#open());
      await this.#drive(running.signal);
    });
  }

  #end(state: SessionState, from: readonly SessionState[]): void {
    this.#running?.abort();
    this.#commands.add(async () => {
      if (!from.includes(this.#reports.state)) return;
      await this.#orFallBack(undefined, () => this.#rest());
      if (from.includes(this.#reports.state)) this.#reports.become(state);
    });
  }

  /** Shows the initial weights, or those that the run starts from. */
  async #open(): Promise<RunPlan> {
    if (this.#plan) return this.#plan;
    this.#plan = openRun(this.settings, this.#host, this.#reports.loading, this.#from);
    this.#inUse.keep(this.#from ?? this.#plan.initial);
    return this.#plan;
  }

  /** Trains until the goal is reached or `signal` says so. */
  async #drive(signal: AbortSignal): Promise<void> {
    const plan = await this.#open();
    const wasLost = await this.#orFallBack(signal, async () => {
      if (!this.#inUse.engine) {
        this.#reports.become('loading');
        await this.#inUse.start(this.#engineName);
      }
      while (!signal.aborted && (await this.#advance(plan, this.#inUse.engine!, signal))) await breathe();
    });
    if (wasLost) await this.#drive(signal);
  }

  /** Does this. If the engine turns out to be lost, another takes its place: true. What fails after `signal` does not matter. */
  async #orFallBack(signal: AbortSignal | undefined, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
    } catch (error) {
      if (signal?.aborted) return false;
      if (!(error instanceof EngineLostError)) throw error;
      await this.#inUse.fallBack(error);
      this.#plan?.points.goBack(this.#inUse.imagesSeen);
      return true;
    }
    return false;
  }

  /** Does the next thing: a score, the end, a download, or a slice of training. False at the end. */
  async #advance(plan: RunPlan, engine: Engine, signal: AbortSignal): Promise<boolean> {
    const { images, scored, points } = plan;
    const seen = engine.imagesSeen;
    if (points.nextOf('test') < Infinity) scored.loadAhead('test');
    images.loadAhead(seen);
    const due = points.due(seen);
    if (due) {
      await this.#score(plan, due, engine, signal);
      return true;
    }
    if (this.settings.checkpoints && seen > 0 && images.leftInEpoch(seen) === images.count) {
      this.#tell(); // so that what is told is of one epoch
      if (this.#inUse.checkpointIsDue(performance.now(), true)) return this.#rest();
    }
    if (seen >= this.#goal) return this.#arrive(plan, engine);
    const ready = images.ready(seen);
    if (ready === 0) {
      this.#reports.become('loading');
      await images.load(seen, signal);
      return true;
    }
    if (points.nextOf('validation') < Infinity) scored.loadAhead('validation'); // training goes first
    this.#reports.become('running');
    engine.foresee?.(images.digits, ...images.inMemory(seen));
    const left = this.settings.checkpoints ? images.leftInEpoch(seen) : Infinity;
    return this.#trainSlice(
      engine,
      images,
      Math.min(this.#slices.images, this.#goal - seen, points.next - seen, ready, left),
      signal,
    );
  }

  async #trainSlice(engine: Engine, images: TrainingImages, count: number, signal: AbortSignal): Promise<boolean> {
    const { progress } = this.#reports;
    const start = performance.now();
    const report = await engine.train(images.digits, count, signal);
    const end = performance.now();
    this.#slices.took(report.images, end - start);
    progress.add(report, end - start);
    if (!report.finite) {
      this.#diverge();
      return false;
    }
    if (progress.isDue(end)) this.#tell();
    if (this.settings.checkpoints && this.#inUse.checkpointIsDue(end, false)) return this.#rest();
    return this.#inUse.showIsDue(end) ? this.#show() : true;
  }

  async #score({ scored, points }: RunPlan, set: ScoredSet, engine: Engine, signal: AbortSignal): Promise<void> {
    if (!scored.isLoaded(set)) {
      this.#reports.become('loading');
      await scored.load(set, signal);
    }
    this.#reports.become('running');
    const evaluation = await engine.evaluate(scored.digits(set), signal);
    this.#tell();
    this.#reports.emit({ type: set === 'test' ? 'tested' : 'validated', imagesSeen: engine.imagesSeen, evaluation });
    points.scored(set, engine.imagesSeen);
  }

  /** At the goal; a command that arrives meanwhile may have moved it on. */
  async #arrive({ imagesTotal }: RunPlan, engine: Engine): Promise<boolean> {
    if (!(await this.#rest())) return false;
    const seen = engine.imagesSeen;
    if (seen < this.#goal) return true;
    this.#running = undefined;
    this.#reports.become(seen >= imagesTotal ? 'finished' : 'paused');
    return false;
  }

  #tell(): void {
    this.#reports.tell(this.#inUse.imagesSeen, this.#plan?.imagesTotal ?? 0);
  }

  /** As `#show`, and with a checkpoint, if the run keeps them. */
  async #rest(): Promise<boolean> {
    this.#tell();
    if (!this.settings.checkpoints || (await this.#inUse.save())) return this.#show();
    this.#diverge();
    return false;
  }

  /** Tells and shows the page where training stands. False if the weights turn out to be no longer finite. */
  async #show(): Promise<boolean> {
    this.#tell();
    const finite = await this.#inUse.show();
    if (!finite) this.#diverge();
    return finite;
  }

  #diverge(): void {
    this.#running = undefined;
    this.#reports.diverged(this.#inUse.imagesSeen, this.#inUse.lastGood?.imagesSeen ?? 0);
  }

  #fail(error: unknown): void {
    this.#running = undefined;
    this.#tell();
    this.#reports.failed(error);
  }
}
