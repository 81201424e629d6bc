import { InterchangeError } from '../interchange-error.ts';
import type { Assumptions, ReadModel } from '../model.ts';
import type { Answered, Asked, SentFile } from './protocol.ts';

/**
 * Reads a model in a worker of its own, so that no file, whatever is in it, holds up the page. Rejects with an
 * InterchangeError for files that cannot be taken, and with the signal's reason, at once, when nobody wants it any more.
 */
export function readInWorker(
  files: readonly SentFile[],
  assumptions: Assumptions,
  signal: AbortSignal,
): Promise<ReadModel> {
  return new Promise<ReadModel>((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'model files' });
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      worker.terminate();
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason));
    signal.addEventListener('abort', onAbort);
    worker.addEventListener('message', ({ data }: MessageEvent<Answered>) =>
      end(() => {
        if ('model' in data) resolve(data.model);
        else if ('failed' in data) reject(new Error(data.failed));
        else reject(new InterchangeError(data.refused.part, data.refused.expected, data.refused.found));
      }),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = event.message
        ? `The file could not be read: ${event.message}`
        : 'The file reader could not be loaded';
      end(() => reject(new Error(why)));
    });
    worker.postMessage({ files, assumptions } satisfies Asked);
  });
}
