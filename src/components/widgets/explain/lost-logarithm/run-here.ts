/** The first hundred batches of a run, trained in the page; fetched when the reader asks for it. */
import { getEngineClient } from '../../../../lib/engine/client.ts';
import type { SessionEvent, WeightTensor } from '../../../../lib/engine/contract.ts';
import { BATCH_SIZE, type Batches, type Ending } from './model.ts';
import { batchesOf, specificationOf } from './run.ts';

/** Trains with this ending, a batch at a time, and tells each as it comes. Throws in plain words when it cannot. */
export async function runHere(
  ending: Ending,
  onBatch: (batches: Batches) => void,
  signal: AbortSignal,
): Promise<Batches> {
  const session = getEngineClient().createSession('simd', {
    specification: specificationOf(ending),
    epochs: 1,
    testAt: [],
  });
  let weights: readonly WeightTensor[] = [];
  let loss = NaN;
  let settle: { resolve: () => void; reject: (reason: Error) => void } | undefined;
  session.subscribe((event: SessionEvent) => {
    if (event.type === 'weights') weights = event.weights;
    else if (event.type === 'progress') loss = event.trainLoss;
    else if (event.type === 'state' && event.state === 'paused') settle?.resolve();
    else if (event.type === 'failed' || event.type === 'diverged') settle?.reject(new Error(event.message.message));
  });
  const step = (images: number): Promise<void> =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      session.step(images);
    });
  try {
    await step(0);
    const start = weights;
    return await batchesOf(
      start,
      async () => {
        await step(BATCH_SIZE);
        return { loss, weights };
      },
      onBatch,
      signal,
    );
  } finally {
    session.dispose();
  }
}
