import type { LoadProgress } from '../data/contract.ts';
import { dataSetNamed } from '../data/data-sets.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker, Program } from './protocol.ts';
import { ReaderWorker, type ReaderWorkerListener, type SandboxHost } from './reader-worker.ts';

type TrainProgram = Extract<Program, { type: 'train' }>;

/** How an attempt speaks to its session. Nothing comes after `end`. */
export interface AttemptListener extends ReaderWorkerListener {
  loading(progress: LoadProgress): void;
}

/** A worker that trains by the reader's module: it gets the images it asks for. */
export class Attempt {
  readonly #host: SandboxHost;
  readonly #listener: AttemptListener;
  readonly #worker: ReaderWorker;
  readonly #abort = new AbortController();
  readonly #program: TrainProgram;
  #goal: number;

  /** Trains until `goal` images were seen, then rests. `program.code` is the reader's TypeScript; its weights are copied. */
  constructor(program: TrainProgram, goal: number, host: SandboxHost, listener: AttemptListener) {
    const weights = program.weights.slice();
    this.#host = host;
    this.#listener = listener;
    this.#program = program;
    this.#goal = goal;
    this.#worker = new ReaderWorker(
      { ...program, weights },
      host,
      {
        failed: (error, retryable) => listener.failed(error, retryable),
        unresponsive: (seconds) => listener.unresponsive?.(seconds),
        started: () => {
          listener.started?.();
          this.trainUntil(this.#goal);
        },
        message: (message) => this.#hear(message),
      },
      [weights.buffer],
    );
  }

  /** Whether the worker is there: until then the reader's module is being compiled. */
  get isAtWork(): boolean {
    return this.#worker.isThere;
  }

  trainUntil(imagesSeen: number): void {
    this.#goal = imagesSeen;
    this.#worker.send({ type: 'train-until', imagesSeen });
  }

  /** The worker comes to a rest between two images. */
  pause(): void {
    this.#worker.send({ type: 'pause' });
  }

  /** Ends the worker at once, whatever it does, and all that it waits for. */
  end(): void {
    this.#abort.abort();
    this.#worker.end();
  }

  #hear(message: FromWorker): void {
    if (message.type === 'need') void this.#bring(message.shard);
    else this.#listener.message(message);
  }

  /** Loads images and hands a copy over, with their labels. */
  async #bring(shard: number): Promise<void> {
    const { specification, trainCount } = this.#program;
    const { data } = specification;
    const { files, counts } = dataSetNamed(data);
    const from = shard * files.shard;
    if (from >= trainCount) return;
    const { signal } = this.#abort;
    try {
      const client = await this.#host.client();
      const onProgress = (progress: LoadProgress): void => {
        if (!signal.aborted) this.#listener.loading(progress);
      };
      const { images, labels } = await client.digits('train', from, Math.min(from + files.shard, counts.train), {
        ...(data ? { data } : {}),
        signal,
        onProgress,
      });
      if (!signal.aborted)
        this.#worker.send({ type: 'shard', index: shard, images, labels }, [images.buffer, labels.buffer]);
    } catch (error) {
      if (!signal.aborted) this.#listener.failed(messageOf(error), true);
    }
  }
}
