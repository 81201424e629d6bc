/** Tells on standard error how far each run is: one line that changes in a terminal, a line for each finished run elsewhere. */
export class Progress {
  readonly #running = new Map<string, { readonly done: number; readonly total: number }>();
  readonly #runs: number;
  readonly #start = performance.now();
  #finished = 0;
  #shownAt = 0;

  constructor(runs: number) {
    this.#runs = runs;
  }

  at(run: string, done: number, total: number): void {
    this.#running.set(run, { done, total });
    if (!process.stderr.isTTY || performance.now() - this.#shownAt < 200) return;
    this.#shownAt = performance.now();
    const running = [...this.#running].map(
      ([name, { done: images, total: all }]) => `${name} ${Math.floor((100 * images) / all)} %`,
    );
    process.stderr.write(
      `\r\x1b[K${this.#clock()} ${this.#finished} of ${this.#runs} runs done; ${running.join(', ')}`.slice(
        0,
        process.stderr.columns + 4,
      ),
    );
  }

  done(run: string, verdict: string): void {
    this.#running.delete(run);
    this.#finished++;
    this.clear();
    process.stderr.write(`${this.#clock()} ${this.#finished} of ${this.#runs}: ${run}, ${verdict}\n`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }

  #clock(): string {
    const seconds = Math.round((performance.now() - this.#start) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}
