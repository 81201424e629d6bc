/// <reference lib="webworker" />
import { expectSize, readModelFiles } from '../model-files.ts';
import type { Asked, Answered } from './protocol.ts';
import { InterchangeError } from '../interchange-error.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Reads one model, answers, and is then of no more use. */
self.addEventListener('message', async ({ data: { files, assumptions } }: MessageEvent<Asked>) => {
  const answer = (answered: Answered, transfer: Transferable[] = []): void => self.postMessage(answered, transfer);
  try {
    for (const { name, blob } of files) expectSize(name, blob.size);
    const read = await Promise.all(
      files.map(async ({ name, blob }) => [name, new Uint8Array(await blob.arrayBuffer())] as const),
    );
    const model = readModelFiles(new Map(read), assumptions);
    answer({ model }, [...new Set(model.weights.map(({ values }) => values.buffer))]);
  } catch (error) {
    answer(
      error instanceof InterchangeError
        ? { refused: { part: error.part, expected: error.expected, found: error.found } }
        : { failed: error instanceof Error ? error.message : String(error) },
    );
  }
});
