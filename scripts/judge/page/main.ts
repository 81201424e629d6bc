import type { ExecutionEnd } from '../../../src/lib/sandbox/contract.ts';
import { runWithin } from '../../../src/lib/sandbox/judgement.ts';
import { getSandbox } from '../../../src/lib/sandbox/sandbox.ts';

/** Runs an answer and its exercise's check in the page's sandbox, and stops it after `seconds`. */
const judgeAnswer = (code: string, check: string, seconds: number): Promise<ExecutionEnd> =>
  runWithin(getSandbox(), code, check, seconds);

export type JudgeAnswer = typeof judgeAnswer;
Object.assign(globalThis, { judgeAnswer });
