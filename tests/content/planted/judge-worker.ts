import { parentPort } from 'node:worker_threads';
import type { CheckTools } from '../../../src/lib/sandbox/check-contract.ts';
import type { Verdict } from '../../../src/lib/sandbox/contract.ts';
import { judge } from '../../../src/lib/sandbox/judge.ts';
import { smallLab } from '../small-lab.ts';
import { claimed, untruth } from './claims/claims.ts';
import { recorded, type Exports, type RecordedCall } from './claims/record.ts';
import type { Judged, Task } from './judge-pool.ts';

// What the answers print is nothing to look at here.
for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) console[level] = () => undefined;

/** A check's tools; what the kit says of an answer is written down in `said`. */
function overheard(tools: CheckTools, said: Set<string>): CheckTools {
  const hear = (verdict: Verdict): Verdict => {
    if (!verdict.passed) said.add(verdict.message);
    return verdict;
  };
  return {
    ...tools,
    judge: (reader, exercise) => hear(tools.judge(reader, exercise)),
    judgeAsync: async (reader, exercise) => hear(await tools.judgeAsync(reader, exercise)),
  };
}

async function judged({ exercise, code, check, seed }: Task): Promise<Judged> {
  let exports: Exports = {};
  const calls: RecordedCall[] = [];
  const kit = new Set<string>();
  try {
    const end = await judge(code, check, seed, smallLab, {
      exports(reader) {
        exports = reader;
        return claimed.includes(exercise) ? recorded(reader, calls) : reader;
      },
      tools: (tools) => overheard(tools, kit),
    });
    if (end.outcome === 'error') return { outcome: 'error', message: end.error.message };
    if (end.outcome !== 'done' || !end.verdict) return { outcome: 'unjudged', message: JSON.stringify(end) };
    const { verdict } = end;
    if (verdict.passed) return { outcome: 'passed', message: verdict.message };
    const { mistake, message } = verdict;
    const untrue = await untruth(exercise, message, { exports, calls, kit });
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
