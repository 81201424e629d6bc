import type { DataSetId } from '../data/data-sets.ts';
import type { EngineClient } from './contract.ts';

/** After so long without a run a worker ends, and its copy of the images with it; one stays, for the next run. */
const RESTS = 30_000; // ms

/** One of the pool's workers, from the page's side. */
export interface EngineWorker extends EngineClient {
  /** How many it has that are not disposed of. */
  readonly sessions: number;
  /** Ends the worker; the next question starts it again. */
  dispose(): void;
}

export interface EnginePoolOptions {
  /** Runs that train at once. */
  readonly places: number;
  /** Makes the page's side of one worker, which starts when it is first asked something; `onRest` hears when its last session goes. */
  readonly open: (onRest: () => void) => EngineWorker;
}

/**
 * The page's engines: so many workers that train, each with a copy of the images, and one that answers, so that pictures
 * and scores do not wait behind training. With one place there is one worker, which does both.
 */
export class EnginePool implements EngineClient {
  readonly #training: readonly EngineWorker[];
  readonly #answering: EngineWorker;

  constructor({ places, open }: EnginePoolOptions) {
    this.#training = Array.from({ length: places }, (_, place) => {
      const worker = open(() => {
        if (place > 0) setTimeout(() => worker.sessions === 0 && worker.dispose(), RESTS);
      });
      return worker;
    });
    this.#answering = places > 1 ? open(() => undefined) : this.#training[0]!;
  }

  readonly available: EngineClient['available'] = () => this.#answering.available();
  readonly digits: EngineClient['digits'] = (...asked) => this.#answering.digits(...asked);
  readonly labels: EngineClient['labels'] = (...asked) => this.#answering.labels(...asked);
  readonly evaluate: EngineClient['evaluate'] = (...asked) => this.#answering.evaluate(...asked);
  readonly outputs: EngineClient['outputs'] = (...asked) => this.#answering.outputs(...asked);
  readonly createSession: EngineClient['createSession'] = (...run) => this.#next.createSession(...run);

  /** Where the next run would train, if nothing else does there. */
  prepare(what: 'code' | 'images', data?: DataSetId): void {
    if (this.#next.sessions === 0) this.#next.prepare(what, data);
  }

  /** The worker that has the fewest sessions, the first of them. */
  get #next(): EngineWorker {
    const fewest = Math.min(...this.#training.map(({ sessions }) => sessions));
    return this.#training.find(({ sessions }) => sessions === fewest)!;
  }

  dispose(): void {
    for (const worker of new Set([...this.#training, this.#answering])) worker.dispose();
  }
}
