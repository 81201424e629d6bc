import { BUSY_STATES, type RunState } from './run-record.ts';
import { atCheckpoint, become, type Run } from './run.ts';

const HOLDING: ReadonlySet<RunState> = new Set<RunState>(['paused', 'cut-off']);

/**
 * The runs that begin now. While a group trains, those of it that wait join it; otherwise it is the group that was
 * asked for first. A run that is paused or cut off holds what was queued before that; what was asked for later passes it by.
 */
export function nextToBegin(runs: readonly Run[]): readonly Run[] {
  const queued = runs.filter(({ record }) => record.state === 'queued');
  const busy = runs.filter(({ record }) => BUSY_STATES.has(record.state));
  if (busy.length > 0) return queued.filter((run) => busy.some(({ group }) => group === run.group));
  const heldUntil = Math.max(
    -Infinity,
    ...runs.filter(({ record }) => HOLDING.has(record.state)).map(({ heldAt }) => heldAt),
  );
  const waiting = queued.filter(({ askedAt }) => askedAt > heldUntil);
  const [first] = waiting.toSorted((a, b) => a.askedAt - b.askedAt);
  return waiting.filter(({ group }) => group === first?.group);
}

/**
 * The runs as a page finds them whose reader did not come by a link: what trained or was paused is cut off, at its last
 * checkpoint; with nothing of that kind it is the first of the queue. A run of the reader's code that waits is cut off,
 * too: it begins only when the reader says so.
 */
export function cutOff(runs: readonly Run[], at: number): readonly Run[] {
  const wasOn = ({ record }: Run): boolean => BUSY_STATES.has(record.state) || HOLDING.has(record.state);
  const isReaders = ({ record }: Run): boolean => record.state === 'queued' && record.code !== undefined;
  const first = new Set(runs.some(wasOn) ? [] : nextToBegin(runs));
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
