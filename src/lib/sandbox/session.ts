import type {
  EngineState,
  ReaderMessage,
  SessionEvent,
  SessionState,
  TrainingSession,
  TrainingSettings,
} from '../engine/contract.ts';
import { Progress } from '../engine/session/progress.ts';
import { trainCountOf } from '../data/data-sets.ts';
import { Attempt } from './attempt.ts';
import type { Shown } from './contract.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker } from './protocol.ts';
import type { SandboxHost } from './reader-worker.ts';
import { Scores } from './scores.ts';
import { words } from './session-words.ts';
import { initialWeights, snapshotOf, tensorsOf, type Snapshot } from './snapshot.ts';

/** A worker that computes answers between two slices; one that does not answer by then is ended. */
const STOP_TIME = 200; // milliseconds
/** Least time between two checkpoints while it trains; each is of weights that have just been scored. */
const KEEP_EVERY = 1000; // milliseconds

/**
 * A training run whose every update is the reader's own code, in a worker of the sandbox. A state that it goes on from has
 * the weights and the images seen: what the code keeps in variables of its own begins anew with each worker.
 */
export class ReaderSession implements TrainingSession {
  readonly settings: TrainingSettings;
  readonly #code: string;
  readonly #host: SandboxHost;
  readonly #onShown: (shown: Shown) => void;
  readonly #from: EngineState | undefined;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #imagesTotal: number;
  readonly #trainCount: number;
  readonly #testAt: readonly number[];
  readonly #progress = new Progress();
  readonly #scores: Scores;
  #initial: Snapshot | null = null;
  #now: Snapshot | null = null;
  #lastGood: Snapshot | null = null;
  #state: SessionState = 'idle';
  #attempt: Attempt | null = null;
  #stopping: ReturnType<typeof setTimeout> | undefined;
  #saidSlow = false;
  #keptAt = -Infinity;
  #disposed = false;

  constructor(
    code: string,
    settings: TrainingSettings,
    host: SandboxHost,
    onShown: (shown: Shown) => void,
    from?: EngineState,
  ) {
    this.#code = code;
    this.settings = settings;
    this.#host = host;
    this.#onShown = onShown;
    this.#from = from;
    this.#trainCount = trainCountOf(settings);
    this.#imagesTotal = this.#trainCount * settings.epochs;
    this.#testAt = [...new Set(settings.testAt)]
      .filter((at) => at >= 0 && at <= this.#imagesTotal)
      .sort((a, b) => a - b);
    this.#scores = new Scores(host.client, settings.specification, {
      scored: (imagesSeen, evaluation, [weights]) => {
        this.#emit({ type: 'tested', imagesSeen, evaluation });
        if (performance.now() - this.#keptAt >= KEEP_EVERY) this.#keep({ imagesSeen, values: weights!.values });
      },
      failed: (error) => this.#fail(messageOf(error), true),
    });
    // Listeners come after the constructor.
    void Promise.resolve().then(() => this.#showInitial());
  }

  run(): void {
    this.#go(this.#imagesTotal);
  }

  step(images: number): void {
    this.#go(Math.min(this.#imagesTotal, (this.#now?.imagesSeen ?? 0) + images));
  }

  pause(): void {
    if (this.#state !== 'running' && this.#state !== 'loading') return;
    if (this.#attempt?.isAtWork) this.#attempt.pause();
    else this.#interrupt('paused');
  }

  stop(): void {
    if (this.#state === 'paused' || !this.#attempt?.isAtWork) {
      if (['running', 'loading', 'paused'].includes(this.#state)) this.#interrupt('stopped');
      return;
    }
    if ((this.#state !== 'running' && this.#state !== 'loading') || this.#stopping !== undefined) return;
    // Its latest weights, if it answers between two images; then the end, whatever it does.
    this.#attempt.pause();
    this.#stopping = setTimeout(() => {
      this.#show(this.#now!); // what has been told may be later
      this.#emit({ type: 'notice', message: words.ended(this.#now!.imagesSeen) });
      this.#interrupt('stopped');
    }, STOP_TIME);
  }

  rewind(): void {
    if (this.#disposed || !this.#initial) return;
    this.#end();
    this.#scores.clear();
    this.#progress.clear();
    this.#lastGood = null;
    this.#goBackTo(this.#initial, 'idle');
  }

  checkpoint(): void {
    const snapshot = this.#now;
    if (!snapshot) return;
    // A checkpoint comes after the scores of what was trained until then.
    void this.#scores.settled().then(() => {
      const isPast = (this.#now?.imagesSeen ?? 0) < snapshot.imagesSeen;
      if (!this.#disposed && !isPast && this.#scores.areIn) this.#keep(snapshot);
    });
  }

  restoreLastGood(): void {
    if (this.#state !== 'diverged' || !this.#lastGood) return;
    this.#goBackTo(this.#lastGood, 'paused');
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#disposed = true;
    this.#end();
    this.#scores.clear();
    this.#listeners.clear();
  }

  #showInitial(): void {
    if (this.#disposed || this.#initial) return;
    try {
      this.#initial = initialWeights(this.settings);
      this.#show(this.#from ? snapshotOf(this.#from, this.#initial) : this.#initial);
    } catch (error) {
      this.#fail(messageOf(error), false);
    }
  }

  #go(goal: number): void {
    this.#showInitial();
    if (this.#disposed || !this.#now || this.#state === 'finished' || this.#state === 'diverged') return;
    clearTimeout(this.#stopping);
    this.#stopping = undefined;
    this.#scores.retry();
    if (this.#attempt) return this.#attempt.trainUntil(goal);
    this.#begin(this.#now, goal);
    this.#setState('loading');
  }

  /** A fresh worker for the reader's module, from these weights on. */
  #begin({ imagesSeen, values }: Snapshot, goal: number): void {
    this.#saidSlow = false;
    const { specification } = this.settings;
    const program = {
      type: 'train',
      code: this.#code,
      specification,
      trainCount: this.#trainCount,
      imagesTotal: this.#imagesTotal,
      testAt: this.#testAt,
      weights: values,
      imagesSeen,
    } as const;
    this.#attempt = new Attempt(program, goal, this.#host, {
      started: () => this.#emit({ type: 'engine', engine: 'reader' }),
      message: (message) => this.#hear(message),
      loading: (progress) => this.#emit({ type: 'loading', progress }),
      unresponsive: (seconds) => this.#saySlow(seconds),
      failed: (message, retryable) => this.#fail(message, retryable),
    });
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'shown':
        return message.items.forEach((shown) => this.#onShown(shown));
      case 'running':
        return this.#setState('running');
      case 'progress':
        return this.#hearProgress(message);
      case 'weights':
        return this.#hearWeights(message);
      case 'diverged':
        return this.#diverge(message.imagesSeen);
      case 'notice':
        return this.#emit({ type: 'notice', message: message.message });
      case 'error':
        return this.#fail(message.error, false);
      default:
        return; // a message of a run: not for training
    }
  }

  #hearProgress({
    imagesSeen,
    images,
    correct,
    lossSum,
    milliseconds,
  }: Extract<FromWorker, { type: 'progress' }>): void {
    this.#progress.add({ images, correct, lossSum, finite: true }, milliseconds);
    const event = this.#progress.take(imagesSeen, this.#imagesTotal, performance.now());
    if (event) this.#emit(event);
  }

  #hearWeights({ purpose, imagesSeen, weights }: Extract<FromWorker, { type: 'weights' }>): void {
    if (weights.length !== this.#initial?.values.length || imagesSeen > this.#imagesTotal) return;
    const snapshot = { imagesSeen, values: weights };
    if (purpose === 'test') {
      if (this.#testAt.includes(imagesSeen))
        this.#scores.add(imagesSeen, tensorsOf(snapshot, this.settings.specification));
      return;
    }
    if (purpose === 'last-good') {
      this.#lastGood = snapshot;
      return;
    }
    // Weights on show are not shown again when training comes to rest there.
    if (this.#now?.imagesSeen === imagesSeen) this.#now = snapshot;
    else this.#show(snapshot);
    if (purpose === 'waiting') this.#setState('loading');
    if (purpose === 'paused') this.#arrive(imagesSeen);
  }

  /** The worker has come to a rest: at its goal, or because it was told to pause. */
  #arrive(imagesSeen: number): void {
    if (this.#stopping !== undefined) return this.#interrupt('stopped');
    this.checkpoint();
    if (imagesSeen < this.#imagesTotal) return this.#setState('paused');
    // The last score belongs to the run: it is finished when that is in.
    const attempt = this.#attempt;
    void this.#scores.settled().then(() => {
      if (attempt !== this.#attempt) return;
      this.#end();
      this.#setState('finished');
    });
  }

  #diverge(imagesSeen: number): void {
    this.#end();
    this.#progress.clear();
    this.#lastGood ??= this.#now;
    if (this.#lastGood) this.#keep(this.#lastGood);
    const lastGood = this.#lastGood?.imagesSeen ?? 0;
    this.#setState('diverged');
    this.#emit({ type: 'diverged', imagesSeen, lastGood, message: words.diverged(imagesSeen, lastGood) });
  }

  #saySlow(seconds: number): void {
    if (this.#saidSlow || seconds < 3) return;
    this.#saidSlow = true;
    this.#emit({ type: 'notice', message: words.slow(seconds) });
  }

  #fail(message: ReaderMessage, retryable: boolean): void {
    this.#end();
    this.#setState('failed');
    this.#emit({ type: 'failed', message, retryable });
  }

  #interrupt(state: 'paused' | 'stopped'): void {
    this.#end();
    this.checkpoint();
    this.#setState(state);
  }

  /** Ends the worker, if there is one, and all that it waits for. */
  #end(): void {
    clearTimeout(this.#stopping);
    this.#stopping = undefined;
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.end();
  }

  #show(snapshot: Snapshot): void {
    this.#now = snapshot;
    // A copy: listeners may transfer what they get.
    this.#emit({
      type: 'weights',
      imagesSeen: snapshot.imagesSeen,
      weights: tensorsOf({ ...snapshot, values: snapshot.values.slice() }, this.settings.specification),
    });
  }

  /** Tells a state to go on from; the initial weights need none. */
  #keep({ imagesSeen, values }: Snapshot): void {
    if (!this.settings.checkpoints || imagesSeen === 0) return;
    this.#keptAt = performance.now();
    const weights = tensorsOf({ imagesSeen, values: values.slice() }, this.settings.specification);
    this.#emit({ type: 'checkpoint', state: { imagesSeen, weights } });
  }

  #goBackTo(snapshot: Snapshot, state: SessionState): void {
    // Before anyone is told: a listener may step on at once.
    this.#now = snapshot;
    this.#setState(state);
    if (this.#now === snapshot) this.#show(snapshot);
  }

  #setState(state: SessionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#emit({ type: 'state', state });
  }

  #emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
