import type { ReaderMessage } from '../../engine/contract.ts';
import type { Verdict } from '../contract.ts';
import type { Program } from '../protocol.ts';
import { judgeExports } from '../verdict.ts';
import { readCheck } from './check-module.ts';
import { loadReader, ReaderError, type Exports } from './reader-module.ts';
import { lineOf, toReaderMessage } from './stack.ts';

/** How a run stands with the rest of the worker. */
export interface ExecutionHost {
  /** Resolves when no timer and no request of the reader's is pending. */
  idle(): Promise<void>;
  /** Rejections that nobody caught, and errors in timers. */
  readonly onStrayError: (listener: (error: unknown) => void) => void;
  readonly finish: (end: { readonly milliseconds: number; readonly verdict?: Verdict }) => void;
  readonly fail: (error: ReaderMessage) => void;
  readonly now: () => number;
}

/** After a check has judged, what still goes on may show its results for so long. */
const AFTERWARDS = 2000; // milliseconds

async function judge(reader: Exports, check: Exports, seed: number): Promise<Verdict> {
  try {
    return await judgeExports(reader, check, seed);
  } catch (error) {
    if (lineOf(error) !== undefined) throw new ReaderError(error);
    const { message } = toReaderMessage(error);
    throw Object.assign(new Error(message), { name: 'CheckError' });
  }
}

/** Runs the reader's module, lets the check judge it, and waits for what is still to come. `modules`: what a check may import. */
export async function runProgram(
  program: Extract<Program, { type: 'run' }>,
  modules: Readonly<Record<string, object>>,
  host: ExecutionHost,
): Promise<void> {
  const start = host.now();
  let ended = false;
  const fail = (error: ReaderMessage): void => {
    if (ended) return;
    ended = true;
    host.fail(error);
  };
  host.onStrayError((error) => fail(new ReaderError(error).reader));
  try {
    const check = program.check === undefined ? undefined : readCheck(program.check, modules);
    const { exports } = await loadReader(program.code);
    const verdict = check && (await judge(exports, check, program.seed));
    const milliseconds = host.now() - start;
    await (verdict ? Promise.race([host.idle(), later(AFTERWARDS)]) : host.idle());
    if (ended) return;
    ended = true;
    host.finish({ milliseconds: verdict ? milliseconds : host.now() - start, ...(verdict ? { verdict } : {}) });
  } catch (error) {
    if (error instanceof ReaderError) fail(error.reader);
    else
      fail({
        message: `The check could not judge this: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Look at what your functions return.',
      });
  }
}

const wait = globalThis.setTimeout;
const later = (milliseconds: number): Promise<void> => new Promise((resolve) => void wait(resolve, milliseconds));
