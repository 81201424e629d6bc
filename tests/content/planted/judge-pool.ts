import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** One answer before one check with one seed. */
export interface Task {
  readonly exercise: string;
  readonly code: string;
  readonly check: string;
  readonly seed: number;
  /** After so long it is stopped. */
  readonly seconds: number;
}

/** `error`: the answer's own; `unjudged`: the check broke; `stopped`: it did not end, or used up the memory. */
export type Judged =
  | { readonly outcome: 'passed'; readonly message: string }
  | {
      readonly outcome: 'failed';
      readonly mistake: string;
      readonly message: string;
      /** What the message says of the answer and is not so. */
      readonly untrue?: string;
    }
  | { readonly outcome: 'error' | 'unjudged' | 'stopped'; readonly message: string };

const MEGABYTES = 768;
/** Modules are never unloaded: so many, and a worker is too fat. */
const TASKS_EACH = 600;

/** A thread that judges one answer at a time, and is given up when one does not end. */
class Judge {
  #worker: Worker | undefined;
  #done = 0;

  judge(task: Task): Promise<Judged> {
    if (this.#done++ % TASKS_EACH === 0) this.close();
    const worker = (this.#worker ??= new Worker(new URL('./judge-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    }));
    return new Promise((resolve) => {
      const end = (judged: Judged, alive: boolean): void => {
        clearTimeout(timer);
        worker.off('message', heard).off('error', broken);
        if (!alive) this.close();
        resolve(judged);
      };
      const { seconds } = task;
      const timer = setTimeout(
        () => end({ outcome: 'stopped', message: `not done in ${seconds.toFixed(1)} seconds` }, false),
        seconds * 1000,
      );
      const heard = (judged: Judged): void => end(judged, true);
      const broken = ({ message }: Error): void => end({ outcome: 'stopped', message }, false);
      worker.on('message', heard).on('error', broken);
      worker.postMessage(task);
    });
  }

  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}

/** So many threads that judge, kept from one exercise to the next. */
export class JudgePool {
  readonly #judges: readonly Judge[];

  constructor(threads = Math.min(2, availableParallelism())) {
    this.#judges = Array.from({ length: threads }, () => new Judge());
  }

  /** Does each job with a thread of its own for as long as it takes. */
  async each<T>(
    jobs: readonly T[],
    work: (job: T, judge: (task: Task) => Promise<Judged>) => Promise<void>,
  ): Promise<void> {
    const waiting = jobs.values();
    await Promise.all(
      this.#judges.map(async (one) => {
        for (const job of waiting) await work(job, (task) => one.judge(task));
      }),
    );
  }

  close(): void {
    for (const one of this.#judges) one.close();
  }
}
