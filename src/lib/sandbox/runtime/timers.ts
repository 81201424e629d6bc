/**
 * Counts the timers that readers' code has set, so that a run ends when nothing is left to do:
 * as in Node, a program is done when it waits for nothing.
 */
export class Timers {
  readonly #pending = new Set<number>();
  readonly #onIdle: () => void;

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  get pending(): number {
    return this.#pending.size;
  }

  install(): void {
    const [setTimeout, setInterval, clearTimeout] = [
      globalThis.setTimeout,
      globalThis.setInterval,
      globalThis.clearTimeout,
    ];
    const done = (id: number): void => {
      if (this.#pending.delete(id) && this.#pending.size === 0) this.#onIdle();
    };
    const needFunction = (handler: unknown, name: string): void => {
      if (typeof handler !== 'function')
        throw new TypeError(`${name} expected a function first, got ${typeof handler}`);
    };
    const define = (name: string, value: unknown): void =>
      void Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    define('setTimeout', (handler: (...values: unknown[]) => void, delay?: number, ...values: unknown[]): number => {
      needFunction(handler, 'setTimeout');
      const id = setTimeout(() => {
        try {
          handler(...values);
        } finally {
          done(id);
        }
      }, delay) as unknown as number;
      this.#pending.add(id);
      return id;
    });
    define('setInterval', (handler: (...values: unknown[]) => void, delay?: number, ...values: unknown[]): number => {
      needFunction(handler, 'setInterval');
      const id = setInterval(() => handler(...values), delay) as unknown as number;
      this.#pending.add(id);
      return id;
    });
    const clear = (id?: number): void => {
      clearTimeout(id);
      if (typeof id === 'number') done(id);
    };
    define('clearTimeout', clear);
    define('clearInterval', clear);
  }
}
