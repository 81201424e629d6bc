import type { Places } from '../engine/places.ts';
import { memoryOf } from './memory.ts';
import { BUSY_STATES, type RunState } from './run-record.ts';
import { atCheckpoint, become, type Run } from './run.ts';

const HOLDING: ReadonlySet<RunState> = new Set<RunState>(['paused', 'cut-off']);

/** Room for runs, and those in other tabs that take some of it. */
export interface Room extends Places {
  readonly elsewhere: readonly Run[];
}
/** For one run at a time. */
const ONE: Room = { runs: 1, bytes: Infinity, elsewhere: [] };

/** Whether a group may begin beside these: it always may where nothing else of this tab is on. */
export function hasRoom(group: readonly Run[], beside: readonly Run[], { runs, bytes, elsewhere }: Room): boolean {
  if (beside.length === 0) return true;
  const all = [...group, ...beside, ...elsewhere];
  return all.length <= runs && all.reduce((sum, { record }) => sum + memoryOf(record.settings), 0) <= bytes;
}

export const isBusy = ({ record }: Run): boolean => BUSY_STATES.has(record.state);

/**
 * The runs that begin now. Those that wait join their group while it trains; then come the others, group by group in
 * the order in which they were asked for, as long as there is room. A run that is paused or cut off keeps its place from
 * those that were asked for before that; what was asked for later passes it by.
 */
export function nextToBegin(runs: readonly Run[], room: Room): readonly Run[] {
  const busy = runs.filter(isBusy);
  const held = runs.filter(({ record }) => HOLDING.has(record.state));
  const queued = runs.filter(({ record }) => record.state === 'queued').toSorted((a, b) => a.askedAt - b.askedAt);
  const begin = queued.filter((run) => busy.some(({ group }) => group === run.group));
  const groups = new Set(queued.filter((run) => !begin.includes(run)).map(({ group }) => group));
  for (const name of groups) {
    const group = queued.filter((run) => run.group === name);
    const beside = [...busy, ...begin];
    if (!hasRoom(group, beside, room)) break;
    const keeping = held.filter(({ heldAt }) => heldAt >= group[0]!.askedAt);
    if (hasRoom(group, [...beside, ...keeping], room)) begin.push(...group);
  }
  return begin;
}

/**
 * The runs as a page finds them whose reader did not come by a link: what trained or was paused is cut off, at its last
 * checkpoint; with nothing of that kind it is the first of the queue. A run of the reader's code that waits is cut off,
 * too: it begins only when the reader says so.
 */
export function cutOff(runs: readonly Run[], at: number): readonly Run[] {
  const wasOn = (run: Run): boolean => isBusy(run) || HOLDING.has(run.record.state);
  const isReaders = ({ record }: Run): boolean => record.state === 'queued' && record.code !== undefined;
  const first = new Set(runs.some(wasOn) ? [] : nextToBegin(runs, ONE));
  return runs.map((run) =>
    wasOn(run) || isReaders(run) || first.has(run) ? become(atCheckpoint(run), 'cut-off', at) : run,
  );
}

/** The most runs that are kept. */
export const MOST_RUNS = 60;
const OVER: ReadonlySet<RunState> = new Set<RunState>(['finished', 'stopped', 'diverged', 'failed']);

/** The runs that give way when there are more than `most`: the oldest that are over. */
export function givingWay(runs: readonly Run[], most = MOST_RUNS): readonly Run[] {
  return runs
    .filter(({ record }) => OVER.has(record.state))
    .sort((a, b) => a.record.createdAt - b.record.createdAt)
    .slice(0, Math.max(0, runs.length - most));
}
