import { parentPort } from 'node:worker_threads';
import { judge } from '../../../src/lib/sandbox/judge.ts';
import { smallLab } from '../small-lab.ts';
import type { Judged, Task } from './judge-pool.ts';

// What the answers print is nothing to look at here.
for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) console[level] = () => undefined;

async function judged({ code, check, seed }: Task): Promise<Judged> {
  try {
    const end = await judge(code, check, seed, smallLab);
    if (end.outcome === 'error') return { outcome: 'error', message: end.error.message };
    if (end.outcome !== 'done' || !end.verdict) return { outcome: 'unjudged', message: JSON.stringify(end) };
    const { verdict } = end;
    return verdict.passed
      ? { outcome: 'passed', message: verdict.message }
      : { outcome: 'failed', mistake: verdict.mistake, message: verdict.message };
  } catch (error) {
    // Not the answer's own error: the check could not bear what it was given.
    return {
      outcome: 'unjudged',
      message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
    };
  }
}

parentPort!.on('message', (task: Task) => void judged(task).then((result) => parentPort!.postMessage(result)));
