import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** One answer before one check with one seed. */
export interface Task {
  readonly code: string;
  readonly check: string;
  readonly seed: number;
  /** After so long it is stopped. */
  readonly seconds: number;
}

/** `error`: the answer's own; `unjudged`: the check broke; `stopped`: it did not end, or used up the memory. */
export type Judged =
  | { readonly outcome: 'passed'; readonly message: string }
  | { readonly outcome: 'failed'; readonly mistake: string; readonly message: string }
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

/** Judges each on as many threads as there are cores; gives the results in the order of the tasks. */
export async function judgeAll<T>(
  jobs: readonly T[],
  judged: (job: T, judge: (task: Task) => Promise<Judged>) => Promise<void>,
  threads = Math.min(2, availableParallelism()),
): Promise<void> {
  const waiting = jobs.values();
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const one = new Judge();
      for (const job of waiting) await judged(job, (task) => one.judge(task));
      one.close();
    }),
  );
}
