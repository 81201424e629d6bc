import { Worker } from 'node:worker_threads';
import type { EngineName } from '../../src/lib/engine/contract.ts';
import type { ReproducedRun } from './run.ts';
import type { PublishedRun } from '../../src/lib/systems/system.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** A run, and what is to be told of it. */
export interface Job {
  readonly run: PublishedRun;
  onProgress(imagesSeen: number): void;
  onDone(result: ReproducedRun): void;
}

/** Does one job in a thread. */
function perform(worker: Worker, engine: EngineName, { run, onProgress, onDone }: Job): Promise<void> {
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
    worker.postMessage({ engine, run } satisfies ToWorker);
  });
}

/** Does all jobs, the longest first, in so many threads. */
export async function performAll(jobs: readonly Job[], engine: EngineName, threads: number): Promise<void> {
  const waiting = jobs.toSorted((a, b) => b.run.work - a.run.work);
  const thread = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url));
    try {
      for (let job = waiting.shift(); job; job = waiting.shift()) await perform(worker, engine, job);
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, thread));
}
