import { parentPort } from 'node:worker_threads';
import { judge } from '../../../src/lib/sandbox/judge.ts';
import { smallLab } from '../small-lab.ts';
import { claimed, untruth } from './claims/claims.ts';
import { recorded, type Exports, type RecordedCall } from './claims/record.ts';
import type { Judged, Task } from './judge-pool.ts';

// What the answers print is nothing to look at here.
for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) console[level] = () => undefined;

async function judged({ exercise, code, check, seed }: Task): Promise<Judged> {
  let exports: Exports = {};
  const calls: RecordedCall[] = [];
  const watch = (reader: Exports): Exports => {
    exports = reader;
    return recorded(reader, calls);
  };
  try {
    const end = await (claimed.includes(exercise)
      ? judge(code, check, seed, smallLab, watch)
      : judge(code, check, seed, smallLab));
    if (end.outcome === 'error') return { outcome: 'error', message: end.error.message };
    if (end.outcome !== 'done' || !end.verdict) return { outcome: 'unjudged', message: JSON.stringify(end) };
    const { verdict } = end;
    if (verdict.passed) return { outcome: 'passed', message: verdict.message };
    const { mistake, message } = verdict;
    const untrue = await untruth(exercise, message, { exports, calls });
    return { outcome: 'failed', mistake, message, ...(untrue === undefined ? {} : { untrue }) };
  } catch (error) {
    // Not the answer's own error: the check could not bear what it was given.
    return {
      outcome: 'unjudged',
      message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
    };
  }
}

parentPort!.on('message', (task: Task) => void judged(task).then((result) => parentPort!.postMessage(result)));
