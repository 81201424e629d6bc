import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Python script that answers each line with one line of JSON. */
export interface PythonPeer {
  /** What it says of itself and its libraries. */
  readonly version: string;
  ask(line: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Variables that the script finds beside those of this process. */
export type Environment = Readonly<Record<string, string>>;

/** Starts the script with this Python; the reason in words if that one cannot do it. */
async function start(python: string, script: URL, environment: Environment): Promise<PythonPeer | string> {
  const child = spawn(python, [fileURLToPath(script)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise<void>((resolve) =>
    child.on('close', () => {
      resolve();
    }),
  );
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
      ask(line) {
        child.stdin.write(`${line}\n`);
        return answer();
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

/** The first Python on this machine that can run the script, or in words why none can. */
export async function findPeer(
  script: URL,
  environment: Environment = {},
): Promise<PythonPeer | { readonly missing: string }> {
  const reasons: string[] = [];
  for (const candidate of [process.env['PYTHON'], '/usr/bin/python3', 'python3']) {
    if (!candidate) continue;
    const peer = await start(candidate, script, environment);
    if (typeof peer !== 'string') return peer;
    reasons.push(peer);
  }
  return { missing: reasons.join('; ') };
}
