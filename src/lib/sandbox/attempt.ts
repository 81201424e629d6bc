import { TRAIN_COUNT, type LoadProgress } from '../data/contract.ts';
import type { EngineClient, ReaderMessage } from '../engine/contract.ts';
import { compile } from './compile.ts';
import type { SandboxFrame, SandboxWorker } from './frame.ts';
import { LabRequests } from './lab-requests.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker, Program } from './protocol.ts';
import { failureOf } from './run.ts';
import { loadTensorFlow } from './tensorflow/load.ts';

const SHARD_IMAGES = 10_000;

type TrainProgram = Extract<Program, { type: 'train' }>;

/** How an attempt speaks to its session. Nothing comes after `end`. */
export interface AttemptListener {
  /** The worker is there. */
  started(): void;
  /** What the worker says, except for what it asks for. */
  message(message: FromWorker): void;
  loading(progress: LoadProgress): void;
  /** Called about once a second while the worker does not answer. */
  unresponsive(seconds: number): void;
  /** The worker is of no use any more. `retryable`: the same code may do better another time. */
  failed(message: ReaderMessage, retryable: boolean): void;
}

/** A worker that trains by the reader's module, from compiling to its end: it gets the images and answers it asks for. */
export class Attempt {
  readonly #frame: Pick<SandboxFrame, 'start'>;
  readonly #client: () => Promise<EngineClient>;
  readonly #listener: AttemptListener;
  readonly #requests: LabRequests;
  readonly #abort = new AbortController();
  readonly #trainCount: number;
  #worker: SandboxWorker | null = null;
  #goal: number;

  /** Trains until `goal` images were seen, then rests. `program.code` is the reader's TypeScript; its weights are copied. */
  constructor(
    program: TrainProgram,
    goal: number,
    frame: Pick<SandboxFrame, 'start'>,
    client: () => Promise<EngineClient>,
    listener: AttemptListener,
  ) {
    this.#frame = frame;
    this.#client = client;
    this.#listener = listener;
    this.#requests = new LabRequests(client, () => this.#worker!);
    this.#trainCount = program.trainCount;
    this.#goal = goal;
    void this.#begin(program);
  }

  /** Whether the worker is there: until then the reader's module is being compiled. */
  get isAtWork(): boolean {
    return this.#worker !== null;
  }

  trainUntil(imagesSeen: number): void {
    this.#goal = imagesSeen;
    this.#worker?.send({ type: 'train-until', imagesSeen });
  }

  /** The worker comes to a rest between two images. */
  pause(): void {
    this.#worker?.send({ type: 'pause' });
  }

  /** Ends the worker at once, whatever it does, and all that it waits for. */
  end(): void {
    this.#abort.abort();
    this.#requests.dispose();
    this.#worker?.terminate();
  }

  async #begin(program: TrainProgram): Promise<void> {
    const compiled = await compile(program.code).catch((error: unknown) => ({ error: messageOf(error) }));
    if (this.#abort.signal.aborted) return;
    if ('error' in compiled) return this.#listener.failed(compiled.error, false);
    const tensorFlow = compiled.usesTensorFlow
      ? await loadTensorFlow((shown) => this.#listener.message({ type: 'shown', items: [shown] })).catch(messageOf)
      : undefined;
    if (this.#abort.signal.aborted) return;
    if (tensorFlow && 'message' in tensorFlow) return this.#listener.failed(tensorFlow, true);
    const weights = program.weights.slice();
    this.#worker = this.#frame.start(
      { ...program, code: compiled.code, weights, ...(tensorFlow ? { tensorFlow } : {}) },
      {
        message: (message) => this.#hear(message),
        failed: (because) => this.#listener.failed(failureOf(because), true),
        unresponsive: (seconds) => this.#listener.unresponsive(seconds),
      },
      [weights.buffer],
    );
    this.#listener.started();
    this.#worker.send({ type: 'train-until', imagesSeen: this.#goal });
  }

  #hear(message: FromWorker): void {
    if (message.type === 'request') this.#requests.answer(message.id, message.request);
    else if (message.type === 'need') void this.#bring(message.shard);
    else this.#listener.message(message);
  }

  /** Loads images and hands a copy over, with their labels. */
  async #bring(shard: number): Promise<void> {
    const from = shard * SHARD_IMAGES;
    if (from >= this.#trainCount) return;
    const { signal } = this.#abort;
    try {
      const client = await this.#client();
      const onProgress = (progress: LoadProgress): void => {
        if (!signal.aborted) this.#listener.loading(progress);
      };
      const { images, labels } = await client.digits('train', from, Math.min(from + SHARD_IMAGES, TRAIN_COUNT), {
        signal,
        onProgress,
      });
      if (!signal.aborted)
        this.#worker?.send({ type: 'shard', index: shard, images, labels }, [images.buffer, labels.buffer]);
    } catch (error) {
      if (!signal.aborted) this.#listener.failed(messageOf(error), true);
    }
  }
}
