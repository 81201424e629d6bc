import type { Fault } from './fault.ts';

/** Mistakes in the queue of runs, and in what is kept of them. */
export const runs: readonly Fault[] = [
  ['queue.ts', 'heldAt >= group[0]!.askedAt', 'heldAt > group[0]!.askedAt'],
  ['queue.ts', 'a.askedAt - b.askedAt', 'b.askedAt - a.askedAt'],
  // Places: as many as there are, for whole groups, in order.
  ['queue.ts', 'if (beside.length === 0) return true;', ''],
  ['queue.ts', 'all.length <= runs', 'all.length < runs'],
  ['queue.ts', 'all.length <= runs && ', ''],
  ['queue.ts', '<= bytes', '< Infinity'],
  ['queue.ts', '[...group, ...beside, ...elsewhere]', '[...group, ...beside]'],
  ['queue.ts', '[...group, ...beside, ...elsewhere]', '[group[0]!, ...beside, ...elsewhere]'],
  ['queue.ts', 'const beside = [...busy, ...begin];', 'const beside = busy;'],
  ['queue.ts', 'if (!hasRoom(group, beside, room)) break;', 'if (!hasRoom(group, beside, room)) continue;'],
  ['queue.ts', '[...beside, ...keeping]', 'beside'],
  ['queue.ts', 'busy.some(({ group }) => group === run.group)', 'false'],
  ['memory.ts', '(dataSet.counts.train + dataSet.counts.test) *', 'dataSet.counts.train *'],
  ['memory.ts', 'COPIES * BYTES *', 'BYTES *'],
  ['training.ts', 'elsewhere: elsewhere.filter(isBusy)', 'elsewhere: []'],
  ['training.ts', 'busy.some(({ group }) => group === run.group) ||', ''],
  ['manager.ts', 'queueMicrotask(() => this.#training.advance());', ''],
  ['manager.ts', 'if (!this.#training.hasRoomFor(entry)) {', 'if (false) {'],
  ['manager.ts', 'if (this.#training.hasRoomFor(entry)) void', 'if (false) void'],
  ['manager.ts', 'this.#training.advance(); // there may be room now', ''],
  ['queue.ts', 'runs.length - most', 'runs.length - most - 1'],
  ['keeper.ts', 'if (this.#troubled.delete(id)) this.#onTrouble(id, null);', 'this.#troubled.delete(id);'],
  ['stored-run.ts', 'weights: v.array(Tensor)', 'weights: v.array(v.any())'],
  ['stored-run.ts', 'v.custom<NetworkSpecification>(isSpecification)', 'v.any()'],
  ['stored-run.ts', 'tests: v.array(Score)', 'tests: v.array(v.any())'],
  ['stored-run.ts', 'epochSoFar: EpochSoFar,', 'epochSoFar: v.any(),'],
  ['run-store.ts', '.filter(isRun)', ''],
  // Steps: so many images, and no further.
  ['manager.ts', 'this.#goOn(entry, entry.run.record.imagesSeen + images)', 'this.#goOn(entry, images)'],
  ['manager.ts', 'this.#goOn(entry, entry.run.record.imagesSeen + images)', 'this.#goOn(entry)'],
  ['manager.ts', 'look: freeLook(order.scope, this.runs), until }', 'look: freeLook(order.scope, this.runs) }'],
  ['manager.ts', 'askedAt: at, until };', 'askedAt: at };'],
  ['manager.ts', "if (command === 'step') this.step(id, images);", "if (command === 'step') this.resume(id);"],
  ['entry.ts', 'session.step(until - record.imagesSeen)', 'session.step(until)'],
  // The reader's code never goes on unasked.
  ['manager.ts', 'if (goOn && code === undefined) return', 'if (goOn) return'],
  ['queue.ts', "record.state === 'queued' && record.code !== undefined", 'false'],
  ['queue.ts', 'wasOn(run) || isReaders(run) || first.has(run)', 'isReaders(run) || first.has(run)'],
  // What cannot be read is told of, and goes only when the reader says so.
  ['run-list.ts', 'this.damaged = await store.damaged().catch(() => []);', ''],
  ['run-list.ts', 'for (const id of this.damaged) this.keeper.remove(id);', ''],
  ['run-store.ts', 'ids.filter((_, i) => !isRun(runs[i]))', 'ids.filter((_, i) => isRun(runs[i]))'],
];
