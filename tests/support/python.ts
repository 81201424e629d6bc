import { spawnSync } from 'node:child_process';

/** A Python that can import these modules, or null; `DELTA_PYTHON` names one to try first. */
export function findPython(...modules: readonly string[]): string | null {
  const candidates = [process.env['DELTA_PYTHON'], '/usr/bin/python3', 'python3', 'python'].filter(
    (name) => name !== undefined,
  );
  const program = modules.map((name) => `import ${name}`).join('\n');
  const found = candidates.find((name) => spawnSync(name, ['-c', program]).status === 0) ?? null;
  if (found === null)
    console.log(
      `Skipped: tests that need a Python with ${modules.join(' and ') || 'its standard library'} (on Debian: apt install python3 ${modules.map((name) => `python3-${name}`).join(' ')}).`,
    );
  return found;
}

/** What a program prints; an error with all it wrote if it fails. */
export function runPython(python: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(python, ['-B', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: exit ${String(status)}\n${stdout}${stderr}`);
  return stdout;
}
