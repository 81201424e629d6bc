import type { Fault } from './fault.ts';

/** Mistakes in the queue of runs, and in what is kept of them. */
export const runs: readonly Fault[] = [
  ['queue.ts', 'askedAt > heldUntil', 'askedAt >= heldUntil'],
  ['queue.ts', 'a.askedAt - b.askedAt', 'b.askedAt - a.askedAt'],
  ['queue.ts', '-Infinity,', '0,'],
  ['queue.ts', 'runs.length - most', 'runs.length - most - 1'],
  ['keeper.ts', 'if (this.#troubled.delete(id)) this.#onTrouble(id, null);', 'this.#troubled.delete(id);'],
  ['stored-run.ts', 'weights: v.array(Tensor)', 'weights: v.array(v.any())'],
  ['stored-run.ts', 'v.custom<NetworkSpecification>(isSpecification)', 'v.any()'],
  ['stored-run.ts', 'tests: v.array(Score)', 'tests: v.array(v.any())'],
  ['stored-run.ts', 'epochSoFar: EpochSoFar,', 'epochSoFar: v.any(),'],
  ['run-store.ts', '.filter(isRun)', ''],
];
