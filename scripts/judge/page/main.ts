import type { ExecutionEnd } from '../../../src/lib/sandbox/contract.ts';
import { getSandbox } from '../../../src/lib/sandbox/sandbox.ts';

/** Runs an answer and its exercise's check in the page's sandbox, as the exercise's own Run does, and stops it after `seconds`. */
async function judgeAnswer(code: string, check: string, seconds: number): Promise<ExecutionEnd> {
  const run = getSandbox().run({ code, check, onShown: () => undefined });
  const timer = setTimeout(() => run.stop(), 1000 * seconds);
  try {
    return await run.end;
  } finally {
    clearTimeout(timer);
  }
}

export type JudgeAnswer = typeof judgeAnswer;
Object.assign(globalThis, { judgeAnswer });
