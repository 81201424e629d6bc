import type { GivenFile, ReadFiles } from './read.ts';

/** How far it is, what was read, or what went wrong with the worker itself. */
export type Answered =
  { readonly done: number; readonly of: number } | { readonly read: ReadFiles } | { readonly failed: string };

/**
 * Reads images with their labels in a worker of its own, so that no file, whatever is in it, holds up the page. Rejects
 * with the signal's reason, at once, when nobody wants it any more, and with an Error where the worker gives up.
 */
export function readInWorker(
  files: readonly GivenFile[],
  signal: AbortSignal,
  tell: (done: number, of: number) => void,
): Promise<ReadFiles> {
  return new Promise<ReadFiles>((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'image files' });
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      worker.terminate();
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason));
    signal.addEventListener('abort', onAbort);
    worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      if ('of' in data) tell(data.done, data.of);
      else if ('read' in data) end(() => resolve(data.read));
      else end(() => reject(new Error(data.failed)));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = event.message
        ? `The files could not be read: ${event.message}`
        : 'The file reader could not be loaded';
      end(() => reject(new Error(why)));
    });
    worker.postMessage(files);
  });
}
