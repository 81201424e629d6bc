import type { ExecutionEnd, Sandbox } from './contract.ts';

/** What became of one answer. `mistake` is the check's own name, or `error`, or `stopped`. */
export interface Judgement {
  readonly passed: boolean;
  readonly mistake?: string;
  readonly message: string;
}

/** The end of a run that was given `seconds`, as a judgement in plain words. Throws an Error if there was no check. */
export function judgementOf(end: ExecutionEnd, seconds: number): Judgement {
  if (end.outcome === 'stopped')
    return {
      passed: false,
      mistake: 'stopped',
      message: `It had not ended after ${seconds} seconds, and was stopped. Is there a loop without an end?`,
    };
  if (end.outcome === 'error') {
    const { message, remedy, line } = end.error;
    const place = line === undefined ? '' : `Line ${line}: `;
    const sentence = /[.!?…]$/.test(message) ? message : `${message}.`;
    return {
      passed: false,
      mistake: 'error',
      message: `${place}${sentence}${remedy === undefined ? '' : ` ${remedy}`}`,
    };
  }
  if (!end.verdict) throw new Error(`judge: expected a verdict, got ${JSON.stringify(end)}`);
  const { verdict } = end;
  return verdict.passed
    ? { passed: true, message: verdict.message }
    : { passed: false, mistake: verdict.mistake, message: verdict.message };
}

/** Runs an answer and its exercise's check, as the exercise's own Run does, and stops it after `seconds`, or at the signal. */
export async function runWithin(
  sandbox: Sandbox,
  code: string,
  check: string,
  seconds: number,
  signal?: AbortSignal,
): Promise<ExecutionEnd> {
  const run = sandbox.run({ code, check, onShown: () => undefined });
  const stop = (): void => run.stop();
  const timer = setTimeout(stop, 1000 * seconds);
  signal?.addEventListener('abort', stop);
  try {
    return await run.end;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
