/** Does commands one after the other. Once disposed, only the last one, which clears up, is still done. */
export class Commands {
  readonly #onError: (error: unknown) => void;
  readonly #disposed = new AbortController();
  #last: Promise<void> = Promise.resolve();

  /** `onError` hears of what a command throws; the commands after it are done all the same. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  add(command: () => Promise<void>): void {
    this.#last = this.#last.then(async () => {
      if (this.#disposed.signal.aborted) return;
      try {
        await command();
      } catch (error) {
        this.#onError(error);
      }
    });
  }

  dispose(clearUp: () => void): void {
    this.#disposed.abort();
    this.#last = this.#last.then(clearUp);
  }
}
