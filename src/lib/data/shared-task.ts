import type { LoadProgress } from './contract.ts';

export interface TaskRequest {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * One piece of work that several may wait for. Each waiter may leave by its own signal;
 * the work itself is cancelled when the last one has left.
 */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #listeners = new Set<(progress: LoadProgress) => void>();
  readonly #result: Promise<T>;
  #waiters = 0;
  #last: LoadProgress | undefined;
  #settled = false;

  constructor(work: (signal: AbortSignal, onProgress: (progress: LoadProgress) => void) => Promise<T>) {
    this.#result = work(this.#controller.signal, (progress) => {
      this.#last = progress;
      for (const listener of this.#listeners) listener(progress);
    }).finally(() => {
      this.#settled = true;
    });
    // Each waiter handles the failure; with none left it concerns nobody.
    this.#result.catch(() => undefined);
  }

  /** True when nobody waits any more and the work was given up. */
  get abandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  join({ signal, onProgress }: TaskRequest = {}): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#waiters++;
    if (onProgress) {
      this.#listeners.add(onProgress);
      if (this.#last) onProgress(this.#last);
    }
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        signal?.removeEventListener('abort', onAbort);
        if (onProgress) this.#listeners.delete(onProgress);
        this.#waiters--;
        if (this.#waiters === 0 && !this.#settled) this.#controller.abort();
      };
      const onAbort = (): void => {
        leave();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort);
      this.#result.then(
        (value) => {
          if (signal?.aborted) return;
          leave();
          resolve(value);
        },
        (error: unknown) => {
          if (signal?.aborted) return;
          leave();
          reject(error);
        },
      );
    });
  }
}
