import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Group } from './faults/fault.ts';

/** What Vitest reports, as far as it is needed. */
interface UnitReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs some tests: what noticed a fault, or nothing. */
type Step = (limit: number) => string | undefined;

const ENDLESS = 'a test that did not end in time';

/** Runs a program in `copy` that writes what it found to a file. */
function reported<Report>(
  copy: string,
  script: string,
  given: readonly string[],
  limit: number,
): Report | 'passed' | 'endless' {
  const file = path.join(copy, 'report.json');
  rmSync(file, { force: true });
  const { status, signal, stderr } = spawnSync(process.execPath, [script, ...given], {
    cwd: copy,
    encoding: 'utf8',
    timeout: limit,
    killSignal: 'SIGKILL', // what computes without end hears nothing
  });
  if (status === 0) return 'passed';
  if (signal !== null) return 'endless';
  if (!existsSync(file)) throw new Error(`The tests did not run.\n${stderr}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function unitTests(root: string, copy: string, tests: readonly string[]): Step {
  return (limit) => {
    const script = path.join(root, 'node_modules/vitest/vitest.mjs');
    const report = reported<UnitReport>(
      copy,
      script,
      [
        'run',
        '--bail=1',
        '--maxWorkers=1',
        '--no-isolate',
        '--pool=threads',
        '--reporter=json',
        '--outputFile=report.json',
        ...tests,
      ],
      limit,
    );
    if (report === 'passed') return undefined;
    if (report === 'endless') return ENDLESS;
    const failed = report.testResults.find(({ status }) => status === 'failed');
    const assertion = report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => `${path.basename(name)}: ${fullName}`),
    )[0];
    return assertion ?? `${path.basename(failed?.name ?? 'tests')}, which did not come to its tests`;
  };
}

/** The tests of a group in a copy of the project; each step runs only if those before it noticed nothing. */
export class Noticing {
  readonly #steps: readonly Step[];
  readonly #limits: readonly number[];

  /** Runs them all once: they must pass without a fault, and show how long they take. A fault may make an endless loop. */
  constructor(root: string, copy: string, { tests }: Group) {
    this.#steps = tests.map((files) => unitTests(root, copy, files));
    this.#limits = this.#steps.map((step) => {
      const started = performance.now();
      const failed = step(900_000);
      if (failed !== undefined) throw new Error(`The tests fail without any fault: put that right first. ${failed}`);
      return Math.round(30_000 + 4 * (performance.now() - started));
    });
  }

  /** The first test that fails now; nothing if the fault survives. */
  by(): string | undefined {
    for (const [i, step] of this.#steps.entries()) {
      const noticed = step(this.#limits[i]!);
      if (noticed !== undefined) return noticed;
    }
    return undefined;
  }
}
