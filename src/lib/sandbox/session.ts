import { TRAIN_COUNT, type LoadProgress } from '../data/contract.ts';
import type { EngineClient, ReaderMessage, SessionEvent, SessionState, TrainingSession, TrainingSettings, WeightTensor } from '../engine/contract.ts';
import { Progress } from '../engine/session/progress.ts';
import { Network } from '../nn/network.ts';
import { RandomState } from '../nn/random.ts';
import { compile } from './compile.ts';
import type { Shown } from './contract.ts';
import type { SandboxFrame, SandboxWorker } from './frame.ts';
import { LabRequests } from './lab-requests.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker } from './protocol.ts';
import { failureOf } from './run.ts';
import { Scores } from './scores.ts';

const SHARD_IMAGES = 10_000;
/** A worker that computes answers between two slices; one that does not answer by then is ended. */
const STOP_TIME = 200; // milliseconds

interface Snapshot {
  readonly imagesSeen: number;
  readonly values: Float32Array<ArrayBuffer>; // [inputs, outputs]
}

const count = (value: number): string => value.toLocaleString('en');

/** The initial weights that every engine starts from; an error for networks that no `update` of this book can train. */
function initialWeights({ specification }: TrainingSettings): Snapshot {
  const { layers, batchSize } = specification;
  if (layers.length !== 1 || layers[0]!.bias || batchSize !== 1) {
    throw new Error('update trains one layer without bias, one image at a time.');
  }
  const network = new Network(specification, new RandomState(specification.seed));
  return { imagesSeen: 0, values: network.parameters[0]!.values };
}

/** A worker at work for a session, and all that ends with it. */
interface Attempt {
  readonly worker: SandboxWorker;
  readonly requests: LabRequests;
  readonly abort: AbortController;
}

/** A training run whose every update is the reader's own code, in a worker of the sandbox. */
export class ReaderSession implements TrainingSession {
  readonly settings: TrainingSettings;
  readonly #code: string;
  readonly #frame: SandboxFrame;
  readonly #client: () => Promise<EngineClient>;
  readonly #onShown: (shown: Shown) => void;
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
  #goal = 0;
  #attempt: Attempt | null = null;
  /** Counts attempts and what ends them, so that late answers are told from timely ones. */
  #turn = 0;
  #stopping: ReturnType<typeof setTimeout> | undefined;
  #saidSlow = false;
  #disposed = false;

  constructor(code: string, settings: TrainingSettings, frame: SandboxFrame, client: () => Promise<EngineClient>, onShown: (shown: Shown) => void) {
    this.#code = code;
    this.settings = settings;
    this.#frame = frame;
    this.#client = client;
    this.#onShown = onShown;
    this.#trainCount = settings.trainCount ?? TRAIN_COUNT;
    this.#imagesTotal = this.#trainCount * settings.epochs;
    this.#testAt = [...new Set(settings.testAt)].filter((at) => at >= 0 && at <= this.#imagesTotal).sort((a, b) => a - b);
    this.#scores = new Scores(client, settings.specification, {
      scored: (imagesSeen, evaluation) => this.#emit({ type: 'tested', imagesSeen, evaluation }),
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
    if (this.#attempt) this.#attempt.worker.send({ type: 'pause' });
    else this.#interrupt('paused');
  }

  stop(): void {
    if (this.#state === 'paused' || !this.#attempt) {
      if (['running', 'loading', 'paused'].includes(this.#state)) this.#interrupt('stopped');
      return;
    }
    if ((this.#state !== 'running' && this.#state !== 'loading') || this.#stopping !== undefined) return;
    // Its latest weights, if it answers between two images; then the end, whatever it does.
    this.#attempt.worker.send({ type: 'pause' });
    this.#stopping = setTimeout(() => {
      this.#interrupt('stopped');
      const { imagesSeen } = this.#now!;
      this.#emit({ type: 'notice', message: { message: `Your update did not answer, so it was ended. The weights are those after image ${count(imagesSeen)}.` } });
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
      this.#show(this.#initial);
    } catch (error) {
      this.#fail(messageOf(error), false);
    }
  }

  #go(goal: number): void {
    this.#showInitial();
    if (this.#disposed || !this.#now || this.#state === 'finished' || this.#state === 'diverged') return;
    this.#goal = goal;
    clearTimeout(this.#stopping);
    this.#stopping = undefined;
    this.#scores.retry();
    if (this.#attempt) {
      this.#attempt.worker.send({ type: 'train-until', imagesSeen: goal });
    } else if (this.#state !== 'loading') {
      this.#setState('loading');
      void this.#begin(this.#now);
    }
  }

  /** A fresh worker for the reader's module, from these weights on. */
  async #begin({ imagesSeen, values }: Snapshot): Promise<void> {
    const turn = ++this.#turn;
    const compiled = await compile(this.#code).catch((error: unknown) => ({ error: messageOf(error) }));
    if (turn !== this.#turn) return;
    if ('error' in compiled) return this.#fail(compiled.error, false);
    this.#saidSlow = false;
    const weights = values.slice();
    const abort = new AbortController();
    const requests = new LabRequests(this.#client, () => worker);
    const worker = this.#frame.start(
      {
        type: 'train',
        code: compiled.code,
        specification: this.settings.specification,
        trainCount: this.#trainCount,
        imagesTotal: this.#imagesTotal,
        testAt: this.#testAt,
        weights,
        imagesSeen,
      },
      {
        message: (message) => this.#hear(message),
        failed: (because) => this.#fail(failureOf(because), true),
        unresponsive: (seconds) => this.#saySlow(seconds),
      },
      [weights.buffer],
    );
    this.#attempt = { worker, requests, abort };
    this.#emit({ type: 'engine', engine: 'reader' });
    worker.send({ type: 'train-until', imagesSeen: this.#goal });
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'shown':
        return message.items.forEach((shown) => this.#onShown(shown));
      case 'request':
        return this.#attempt?.requests.answer(message.id, message.request);
      case 'running':
        return this.#setState('running');
      case 'need':
        return void this.#bring(message.shard);
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

  #hearProgress({ imagesSeen, images, correct, lossSum, milliseconds }: Extract<FromWorker, { type: 'progress' }>): void {
    this.#progress.add({ images, correct, lossSum, finite: true }, milliseconds);
    const event = this.#progress.take(imagesSeen, this.#imagesTotal, performance.now());
    if (event) this.#emit(event);
  }

  #hearWeights({ purpose, imagesSeen, weights }: Extract<FromWorker, { type: 'weights' }>): void {
    if (weights.length !== this.#initial?.values.length || imagesSeen > this.#imagesTotal) return;
    const snapshot = { imagesSeen, values: weights };
    if (purpose === 'test') {
      if (this.#testAt.includes(imagesSeen)) this.#scores.add(imagesSeen, this.#tensors(snapshot));
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
    if (imagesSeen < this.#imagesTotal) return this.#setState('paused');
    // The last score belongs to the run: it is finished when that is in.
    const turn = this.#turn;
    void this.#scores.settled().then(() => {
      if (turn !== this.#turn || this.#state === 'failed') return;
      this.#end();
      this.#setState('finished');
    });
  }

  #diverge(imagesSeen: number): void {
    this.#end();
    this.#progress.clear();
    this.#lastGood ??= this.#now;
    const lastGood = this.#lastGood?.imagesSeen ?? 0;
    this.#setState('diverged');
    this.#emit({
      type: 'diverged',
      imagesSeen,
      lastGood,
      message: {
        message: `After image ${count(imagesSeen)} some weights were no longer finite numbers: the run diverged.`,
        remedy: `A smaller learning rate helps, unless the update itself is wrong. The last good weights are those after image ${count(lastGood)}; you can restore them.`,
      },
    });
  }

  /** Loads images and hands a copy over, with their labels. */
  async #bring(shard: number): Promise<void> {
    const attempt = this.#attempt;
    const from = shard * SHARD_IMAGES;
    if (!attempt || from >= this.#trainCount) return;
    const { signal } = attempt.abort;
    try {
      const client = await this.#client();
      const onProgress = (progress: LoadProgress): void => {
        if (!signal.aborted) this.#emit({ type: 'loading', progress });
      };
      const { images, labels } = await client.digits('train', from, Math.min(from + SHARD_IMAGES, TRAIN_COUNT), { signal, onProgress });
      if (!signal.aborted) attempt.worker.send({ type: 'shard', index: shard, images, labels }, [images.buffer, labels.buffer]);
    } catch (error) {
      if (!signal.aborted) this.#fail(messageOf(error), true);
    }
  }

  #saySlow(seconds: number): void {
    if (this.#saidSlow || seconds < 3) return;
    this.#saidSlow = true;
    this.#emit({
      type: 'notice',
      message: { message: `Your update has not answered for ${Math.floor(seconds)} seconds.`, remedy: 'It may go round in a loop without an end. Stop ends it; what was trained before stays.' },
    });
  }

  #fail(message: ReaderMessage, retryable: boolean): void {
    this.#end();
    this.#setState('failed');
    this.#emit({ type: 'failed', message, retryable });
  }

  #interrupt(state: 'paused' | 'stopped'): void {
    this.#end();
    this.#setState(state);
  }

  /** Ends the worker, if there is one, and all that it waits for. */
  #end(): void {
    this.#turn++;
    clearTimeout(this.#stopping);
    this.#stopping = undefined;
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.abort.abort();
    attempt?.requests.dispose();
    attempt?.worker.terminate();
  }

  #tensors({ values }: Snapshot): WeightTensor[] {
    const { inputs, layers } = this.settings.specification;
    return [{ name: '0.weight', shape: [inputs, layers[0]!.units], values }];
  }

  #show(snapshot: Snapshot): void {
    this.#now = snapshot;
    // A copy: listeners may transfer what they get.
    this.#emit({ type: 'weights', imagesSeen: snapshot.imagesSeen, weights: this.#tensors({ ...snapshot, values: snapshot.values.slice() }) });
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
