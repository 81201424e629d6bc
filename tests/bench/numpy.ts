import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contender, Missing, Pass } from './contender.ts';

const script = fileURLToPath(new URL('numpy_pass.py', import.meta.url));

interface Python {
  readonly version: string;
  pass(type: string): Promise<Pass>;
  close(): Promise<void>;
}

/** Starts the script with this Python; the reason in words if that one cannot do it. */
async function start(python: string): Promise<Python | string> {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => { resolve(); }));
  const failed = new Promise<never>((_, reject) => child.on('error', reject));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { done, value } = await Promise.race([lines.next(), failed]);
    if (done) throw new Error(`${python} ended without an answer`);
    return JSON.parse(value as string) as unknown;
  };
  try {
    const hello = (await answer()) as { version?: string; missing?: string };
    if (hello.version === undefined) return `${python}: ${hello.missing ?? 'no version'}`;
    return {
      version: hello.version,
      async pass(type) {
        child.stdin.write(`${type}\n`);
        return (await answer()) as Pass;
      },
      async close() {
        child.stdin.end();
        await ended;
      },
    };
  } catch (error) {
    return `${python}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The NumPy loop in double precision, as the source has it, and in single precision, as the book counts. */
export async function numpyContenders(): Promise<readonly (Contender | Missing)[]> {
  const names = ['NumPy loop, float64 (as S4)', 'NumPy loop, float32'];
  const reasons: string[] = [];
  for (const candidate of [process.env['PYTHON'], '/usr/bin/python3', 'python3']) {
    if (!candidate) continue;
    const python = await start(candidate);
    if (typeof python === 'string') {
      reasons.push(python);
      continue;
    }
    return names.map((name, i) => ({
      name,
      by: python.version,
      pass: () => python.pass(i === 0 ? 'float64' : 'float32'),
      close: () => python.close(),
    }));
  }
  const missing = `${reasons.join('; ')}. Install NumPy (on Debian: apt install python3-numpy) or name a Python that has it: PYTHON=/path/to/python3`;
  return names.map((name) => ({ name, missing }));
}
