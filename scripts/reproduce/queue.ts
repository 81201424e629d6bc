import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { ReproducedRun } from './run.ts';
import type { PublishedRun } from '../../src/lib/systems/system.ts';
import type { By, FromWorker, ToWorker } from './worker.ts';

/** A run, and what is to be told of it. */
export interface Job {
  readonly run: PublishedRun;
  onProgress(imagesSeen: number): void;
  onDone(result: ReproducedRun): void;
}

/** Does one job in a thread. */
function perform(worker: Worker, by: By, { run, onProgress, onDone }: Job): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void): void => {
      worker.off('message', onMessage).off('error', reject);
      then();
    };
    const onMessage = (message: FromWorker): void => {
      if (message.type === 'progress') onProgress(message.imagesSeen);
      else if (message.type === 'failed') settle(() => reject(new Error(`${run.name}: ${message.message}`)));
      else {
        onDone(message.result);
        settle(resolve);
      }
    };
    worker.on('message', onMessage).on('error', reject);
    worker.postMessage({ by, run } satisfies ToWorker);
  });
}

/** Does all jobs, the longest first, in so many threads. */
export async function performAll(jobs: readonly Job[], by: By, threads: number): Promise<void> {
  const waiting = jobs.toSorted((a, b) => b.run.work - a.run.work);
  const thread = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { env: SHARE_ENV }); // which names the driver of a card
    try {
      for (let job = waiting.shift(); job; job = waiting.shift()) await perform(worker, by, job);
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, thread));
}
