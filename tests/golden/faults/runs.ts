import type { Fault } from './fault.ts';

/** Mistakes in the queue of runs, and in what is kept of them. */
export const runs: readonly Fault[] = [
  ['queue.ts', 'askedAt > heldUntil', 'askedAt >= heldUntil'],
  ['queue.ts', 'a.askedAt - b.askedAt', 'b.askedAt - a.askedAt'],
  ['queue.ts', '-Infinity,', '0,'],
  ['queue.ts', 'runs.length - most', 'runs.length - most - 1'],
  ['keeper.ts', 'if (this.#troubled.delete(id)) this.#onTrouble(id, null);', 'this.#troubled.delete(id);'],
];
