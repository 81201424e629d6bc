import type { DigitSet } from '../contract.ts';
import type { GivenFile, ReadFiles } from './read.ts';

/** Files to read, or a collection to pack, with the name that its files begin with. */
export type Asked = { readonly files: readonly GivenFile[] } | { readonly name: string; readonly pack: DigitSet };

/** How far it is, what was read or packed, or what went wrong with the worker itself. */
export type Answered =
  | { readonly done: number; readonly of: number }
  | { readonly read: ReadFiles }
  | { readonly packed: Blob }
  | { readonly failed: string };

/** Asks a worker of its own; its answer that is not how far it is. */
function ask(
  asked: Asked,
  signal?: AbortSignal,
  tell: (done: number, of: number) => void = () => undefined,
): Promise<Exclude<Answered, { readonly done: number }>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'image files' });
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', onAbort);
      worker.terminate();
      settle();
    };
    const onAbort = (): void => end(() => reject(signal!.reason));
    signal?.addEventListener('abort', onAbort);
    worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
      if ('done' in data) tell(data.done, data.of);
      else if ('failed' in data) end(() => reject(new Error(data.failed)));
      else end(() => resolve(data));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const why = event.message
        ? `The files could not be read: ${event.message}`
        : 'The file reader could not be loaded';
      end(() => reject(new Error(why)));
    });
    worker.postMessage(asked);
  });
}

/**
 * Reads images with their labels in a worker of its own, so that no file, whatever is in it, holds up the page. Rejects
 * with the signal's reason, at once, when nobody wants it any more, and with an Error where the worker gives up.
 */
export async function readInWorker(
  files: readonly GivenFile[],
  signal: AbortSignal,
  tell: (done: number, of: number) => void,
): Promise<ReadFiles> {
  const answer = await ask({ files }, signal, tell);
  if (!('read' in answer)) throw new Error('image files: expected what was read');
  return answer.read;
}

/** A zip of two IDX files, as `readInWorker` reads them. */
export async function packInWorker(name: string, pack: DigitSet): Promise<Blob> {
  const answer = await ask({ name, pack });
  if (!('packed' in answer)) throw new Error('image files: expected what was packed');
  return answer.packed;
}
