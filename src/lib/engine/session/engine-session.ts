import type { LoadProgress } from '../../data/contract.ts';
import { DataError } from '../../data/data-error.ts';
import type { MnistStore } from '../../data/mnist-store.ts';
import { allFinite } from '../../nn/tensor.ts';
import { breathe } from '../breathe.ts';
import type {
  Engine,
  EngineName,
  NetworkSpecification,
  ReaderMessage,
  SessionEvent,
  SessionState,
  TrainingSession,
  TrainingSettings,
  WeightTensor,
} from '../contract.ts';
import type { CreatedEngine } from '../create-engine.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { say } from './messages.ts';
import { Progress } from './progress.ts';
import { Slices } from './slices.ts';
import { TrainingImages } from './training-images.ts';

const WEIGHTS_MILLISECONDS = 100;

export interface SessionHost {
  readonly store: MnistStore;
  createEngine(name: EngineName, specification: NetworkSpecification): Promise<CreatedEngine>;
}

interface Snapshot {
  readonly weights: readonly WeightTensor[];
  readonly imagesSeen: number;
}

/** What a run has once its settings are found good. */
interface Opened {
  readonly images: TrainingImages;
  readonly imagesTotal: number;
  /** In rising order, without doubles. */
  readonly testAt: readonly number[];
  readonly initial: Snapshot;
}

/** Listeners may transfer what they get. */
const copyOf = (weights: readonly WeightTensor[]): WeightTensor[] => weights.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));

/** A training run on an engine, where the engine is: in the worker, or in Node. */
export class EngineSession implements TrainingSession {
  readonly settings: TrainingSettings;
  readonly #host: SessionHost;
  readonly #engineName: EngineName;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #progress = new Progress();
  readonly #slices = new Slices();
  readonly #disposed = new AbortController();
  #opened: Opened | undefined;
  #engine: Engine | undefined;
  /** The last weights read back that were all finite numbers. */
  #lastGood: Snapshot | undefined;
  #state: SessionState = 'idle';
  /** Test points from this one on are still to come. */
  #nextTest = 0;
  #testAhead = false;
  #loading: LoadProgress | undefined;
  /** The weights that the page last saw, and when. */
  #shown = { imagesSeen: -1, at: 0 };
  /** The present run or step, and the images to have seen at its end. */
  #running: AbortController | undefined;
  #goal = 0;
  /** Commands are done one after the other. A run is one of them; those that end it abort it first. */
  #queue: Promise<void> = Promise.resolve();

  constructor(engine: EngineName, settings: TrainingSettings, host: SessionHost) {
    this.settings = settings;
    this.#engineName = engine;
    this.#host = host;
    this.#enqueue(async () => {
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
    this.#enqueue(async () => {
      this.#nextTest = 0;
      await this.#goBackTo((await this.#open()).initial, 'idle');
    });
  }

  restoreLastGood(): void {
    this.#enqueue(async () => {
      if (this.#state === 'diverged' && this.#lastGood) await this.#goBackTo(this.#lastGood, 'paused');
    });
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the reader of this run something that concerns the worker as a whole. */
  notice(message: ReaderMessage): void {
    this.#emit({ type: 'notice', message });
  }

  dispose(): void {
    this.#disposed.abort();
    this.#running?.abort();
    this.#listeners.clear();
    this.#queue = this.#queue.then(() => {
      this.#opened?.images.dispose();
      this.#engine?.dispose();
      this.#engine = undefined;
    });
  }

  #enqueue(command: () => Promise<void>): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#disposed.signal.aborted) return;
      try {
        await command();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #go(goal: (imagesTotal: number, imagesSeen: number) => number): void {
    const setGoal = ({ imagesTotal }: Opened): void => {
      this.#goal = goal(imagesTotal, this.#engine?.imagesSeen ?? 0);
    };
    if (this.#opened && this.#running && !this.#running.signal.aborted) {
      setGoal(this.#opened);
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#enqueue(async () => {
      if (running.signal.aborted || this.#state === 'finished' || this.#state === 'diverged') return;
      setGoal(await this.#open());
      await this.#drive(running.signal);
    });
  }

  #end(state: SessionState, from: readonly SessionState[]): void {
    this.#running?.abort();
    this.#enqueue(async () => {
      if (!from.includes(this.#state)) return;
      await this.#show();
      if (from.includes(this.#state)) this.#setState(state);
    });
  }

  /** Draws the initial weights and shows them: that needs neither data nor a graphics card. */
  async #open(): Promise<Opened> {
    if (this.#opened) return this.#opened;
    const { specification, testAt, epochs } = this.settings;
    if (!Number.isInteger(epochs) || epochs < 1) throw new RangeError(`epochs: expected a whole number of at least 1, got ${String(epochs)}`);
    const { engine } = await this.#host.createEngine('reference', specification);
    const images = new TrainingImages(this.#host.store, this.settings, this.#onLoading);
    const imagesTotal = epochs * images.count;
    this.#opened = {
      images,
      imagesTotal,
      testAt: [...new Set(testAt)].filter((at) => at >= 0 && at <= imagesTotal).sort((a, b) => a - b),
      initial: { weights: await engine.readWeights(), imagesSeen: 0 },
    };
    if (this.#engineName === 'reference') this.#use({ engine });
    this.#keep(this.#opened.initial);
    return this.#opened;
  }

  /** Trains until the goal is reached or `signal` says so. */
  async #drive(signal: AbortSignal): Promise<void> {
    try {
      const opened = await this.#open();
      if (!this.#engine) {
        this.#setState('loading');
        this.#use(await this.#host.createEngine(this.#engineName, this.settings.specification));
      }
      while (!signal.aborted && (await this.#advance(opened, signal))) await breathe();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof EngineLostError)) throw error;
      await this.#fallBack(error);
      await this.#drive(signal);
    }
  }

  #use({ engine, because }: CreatedEngine): void {
    this.#engine = engine;
    this.#emit({ type: 'engine', engine: engine.name, ...(because === undefined ? {} : { because }) });
  }

  /** Does the next thing: a test, the end, a download, or a slice of training. False at the end. */
  async #advance(opened: Opened, signal: AbortSignal): Promise<boolean> {
    const { images, testAt } = opened;
    const engine = this.#engine!;
    const seen = engine.imagesSeen;
    const nextTest = testAt[this.#nextTest] ?? Infinity;
    if (nextTest < Infinity) this.#loadTestAhead();
    images.loadAhead(seen);
    if (nextTest <= seen) {
      await this.#test(opened, engine, signal);
      return true;
    }
    if (seen >= this.#goal) return this.#arrive(opened);
    const ready = images.ready(seen);
    if (ready === 0) {
      this.#setState('loading');
      await images.load(seen, signal);
      return true;
    }
    this.#setState('running');
    return this.#trainSlice(engine, images, Math.min(this.#slices.images, this.#goal - seen, nextTest - seen, ready), signal);
  }

  async #trainSlice(engine: Engine, images: TrainingImages, count: number, signal: AbortSignal): Promise<boolean> {
    const start = performance.now();
    const report = await engine.train(images.digits, count, signal);
    const end = performance.now();
    this.#slices.took(report.images, end - start);
    this.#progress.add(report, end - start);
    if (!report.finite) {
      this.#diverge(engine.imagesSeen);
      return false;
    }
    if (this.#progress.isDue(end)) this.#tell();
    if (end - this.#shown.at >= WEIGHTS_MILLISECONDS) return this.#show();
    return true;
  }

  async #test({ testAt }: Opened, engine: Engine, signal: AbortSignal): Promise<void> {
    const { store } = this.#host;
    const digits = store.digits('test');
    if (!store.isLoaded('test', 0, digits.count)) {
      this.#setState('loading');
      await store.load('test', 0, digits.count, { signal, onProgress: this.#onLoading });
    }
    this.#setState('running');
    const evaluation = await engine.evaluate(digits, signal);
    this.#tell();
    this.#emit({ type: 'tested', imagesSeen: engine.imagesSeen, evaluation });
    while ((testAt[this.#nextTest] ?? Infinity) <= engine.imagesSeen) this.#nextTest++;
  }

  /** At the goal; a command that arrives meanwhile may have moved it on. */
  async #arrive({ imagesTotal }: Opened): Promise<boolean> {
    if (!(await this.#show())) return false;
    const seen = this.#engine!.imagesSeen;
    if (seen < this.#goal) return true;
    this.#running = undefined;
    this.#setState(seen >= imagesTotal ? 'finished' : 'paused');
    return false;
  }

  #loadTestAhead(): void {
    const { store } = this.#host;
    const { count } = store.digits('test');
    if (this.#testAhead || store.isLoaded('test', 0, count)) return;
    this.#testAhead = true;
    // A failure shows when the images are needed.
    store.load('test', 0, count, { signal: this.#disposed.signal, onProgress: this.#onLoading }).catch(() => undefined);
  }

  /** Tells and shows the page where training stands. False if the weights turn out to be no longer finite. */
  async #show(): Promise<boolean> {
    this.#tell();
    const engine = this.#engine;
    if (!engine || engine.imagesSeen === this.#shown.imagesSeen) return true;
    const snapshot: Snapshot = { weights: await engine.readWeights(), imagesSeen: engine.imagesSeen };
    if (allFinite(snapshot.weights)) {
      this.#keep(snapshot);
      return true;
    }
    this.#diverge(engine.imagesSeen);
    return false;
  }

  #keep(snapshot: Snapshot): void {
    this.#lastGood = snapshot;
    this.#shown = { imagesSeen: snapshot.imagesSeen, at: performance.now() };
    this.#emit({ type: 'weights', imagesSeen: snapshot.imagesSeen, weights: copyOf(snapshot.weights) });
  }

  #tell(): void {
    const event = this.#progress.take(this.#engine?.imagesSeen ?? 0, this.#opened?.imagesTotal ?? 0, performance.now());
    if (event) this.#emit(event);
  }

  #diverge(imagesSeen: number): void {
    this.#running = undefined;
    this.#progress.clear();
    this.#setState('diverged');
    const lastGood = this.#lastGood?.imagesSeen ?? 0;
    this.#emit({ type: 'diverged', imagesSeen, lastGood, message: say.diverged(imagesSeen, lastGood) });
  }

  async #goBackTo(snapshot: Snapshot, state: SessionState): Promise<void> {
    this.#progress.clear();
    try {
      await this.#engine?.loadWeights(copyOf(snapshot.weights), snapshot.imagesSeen);
    } catch (error) {
      if (!(error instanceof EngineLostError)) throw error;
      this.#lastGood = snapshot;
      await this.#fallBack(error);
    }
    this.#setState(state);
    this.#keep(snapshot);
  }

  /** The engine is lost: the reference engine takes over from the last weights read back. */
  async #fallBack(error: EngineLostError): Promise<void> {
    const { weights, imagesSeen } = this.#lastGood!;
    this.#engine?.dispose();
    const { engine } = await this.#host.createEngine('reference', this.settings.specification);
    await engine.loadWeights(copyOf(weights), imagesSeen);
    this.#use({ engine, because: error.message });
    this.#progress.clear();
    this.#emit({ type: 'notice', message: say.engineLost(error.message, imagesSeen) });
  }

  #fail(error: unknown): void {
    this.#running = undefined;
    this.#tell();
    this.#setState('failed');
    this.#emit({ type: 'failed', message: say.failed(error), retryable: error instanceof DataError });
  }

  /** Two parts of a run may wait for one file; the page is told once. */
  readonly #onLoading = (progress: LoadProgress): void => {
    const last = this.#loading;
    if (last?.name === progress.name && last.loadedBytes === progress.loadedBytes && last.from === progress.from) return;
    this.#loading = progress;
    this.#emit({ type: 'loading', progress });
  };

  #setState(state: SessionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#emit({ type: 'state', state });
  }

  #emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
