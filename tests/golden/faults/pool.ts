import type { Fault } from './fault.ts';

/** Mistakes in how many runs train at once, and in which worker each of them does. */
export const pool: readonly Fault[] = [
  ['places.ts', 'Math.max(1, Math.floor(', 'Math.max(0, Math.floor('],
  ['places.ts', 'Math.min(MOST_RUNS, cores, gigabytes / GIGABYTES)', 'Math.min(MOST_RUNS, cores)'],
  ['places.ts', 'Math.min(MOST_RUNS, cores, gigabytes / GIGABYTES)', 'Math.min(MOST_RUNS, gigabytes / GIGABYTES)'],
  ['places.ts', 'Math.min(MOST_RUNS, cores, gigabytes / GIGABYTES)', 'Math.min(cores, gigabytes / GIGABYTES)'],
  ['places.ts', 'isHandheld ? GIGABYTES : MOST_RUNS * GIGABYTES', 'MOST_RUNS * GIGABYTES'],
  ['places.ts', '* SHARE', ''],
  ['pool.ts', 'places > 1 ? open(() => undefined) : this.#training[0]!', 'this.#training[0]!'],
  ['pool.ts', 'places > 1 ? open(() => undefined) : this.#training[0]!', 'open(() => undefined)'],
  ['pool.ts', 'if (place > 0) setTimeout', 'setTimeout'],
  ['pool.ts', 'worker.sessions === 0 && worker.dispose()', 'worker.dispose()'],
  ['pool.ts', 'sessions === fewest', 'sessions >= fewest'],
  ['pool.ts', '.createSession(...run)', '.createSession(run[0], run[1])'],
  ['pool.ts', '() => this.#answering.available()', '() => this.#next.available()'],
  ['pool.ts', 'this.#answering.digits(...asked)', 'this.#next.digits(...asked)'],
  ['pool.ts', 'this.#answering.labels(...asked)', 'this.#next.labels(...asked)'],
  ['pool.ts', 'this.#answering.evaluate(...asked)', 'this.#next.evaluate(...asked)'],
  ['pool.ts', 'this.#answering.outputs(...asked)', 'this.#next.outputs(...asked)'],
];
