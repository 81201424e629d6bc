/** A thread of `npm run reproduce`: trains the runs that it is sent, one after the other. */
import { parentPort } from 'node:worker_threads';
import type { EngineName } from '../../src/lib/engine/contract.ts';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import { readMnist } from '../../src/lib/data/originals.ts';
import { reproduceRun, type ReproducedRun } from './run.ts';
import type { PublishedRun } from '../../src/lib/systems/system.ts';

export interface ToWorker {
  readonly engine: EngineName;
  readonly run: PublishedRun;
}

export type FromWorker =
  | { readonly type: 'progress'; readonly imagesSeen: number }
  | { readonly type: 'done'; readonly result: ReproducedRun }
  | { readonly type: 'failed'; readonly message: string };

const port = parentPort!;
const post = (message: FromWorker): void => port.postMessage(message);
const data = { train: readMnist('train'), test: readMnist('test') };

async function reproduce({ engine: name, run }: ToWorker): Promise<void> {
  try {
    const { engine, because } = await createEngine(name, run.specification);
    const result = await reproduceRun(run, engine, data, (imagesSeen) => post({ type: 'progress', imagesSeen }));
    engine.dispose();
    post({ type: 'done', result: because === undefined ? result : { ...result, because } });
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

port.on('message', (message: ToWorker) => void reproduce(message));
