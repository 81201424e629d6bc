/** A thread of `npm run reproduce`: trains the runs that it is sent, one after the other. */
import { parentPort } from 'node:worker_threads';
import type { EngineName } from '../../src/lib/engine/contract.ts';
import { whyNoWebGpu } from '../../src/lib/engine/webgpu/adapter.ts';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import { readMnist } from '../../src/lib/data/originals.ts';
import { offerNodeGpu } from '../lib/node-gpu.ts';
import { reproduceRun, type ReproducedRun } from './run.ts';
import type { PublishedRun } from '../../src/lib/systems/system.ts';

/** What trains; a graphics card may be one made of software. */
export interface By {
  readonly engine: EngineName;
  readonly software: boolean;
}

export interface ToWorker {
  readonly by: By;
  readonly run: PublishedRun;
}

export type FromWorker =
  | { readonly type: 'progress'; readonly imagesSeen: number }
  | { readonly type: 'done'; readonly result: ReproducedRun }
  | { readonly type: 'failed'; readonly message: string };

const port = parentPort!;
const post = (message: FromWorker): void => port.postMessage(message);
const data = { train: readMnist('train'), test: readMnist('test') };

/** Throws an Error that says why there is no card. */
async function openCard(software: boolean): Promise<void> {
  if (globalThis.navigator.gpu) return;
  await offerNodeGpu({ software });
  const because = await whyNoWebGpu();
  if (because !== undefined)
    throw new Error(
      'no graphics card was found. A card needs its Vulkan driver (on Debian: apt install mesa-vulkan-drivers, or the maker’s own); --software takes Chromium’s adapter made of software instead.',
    );
}

async function reproduce({ by: { engine: name, software }, run }: ToWorker): Promise<void> {
  try {
    if (name === 'webgpu') await openCard(software);
    const { engine, because } = await createEngine(name, run.specification);
    const result = await reproduceRun(run, engine, data, (imagesSeen) => post({ type: 'progress', imagesSeen }));
    engine.dispose();
    post({ type: 'done', result: because === undefined ? result : { ...result, because } });
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

port.on('message', (message: ToWorker) => void reproduce(message));
