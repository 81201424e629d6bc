/**
 * Plants each fault of faults.ts in a copy of lib/nn and runs the tests there: a fault that no test notices survives.
 *
 *   npm exec -- node tests/golden/mutate.ts               all of them, some minutes
 *   npm exec -- node tests/golden/mutate.ts random.ts     those of one file
 *
 * Lists the survivors and ends with 1 if there are any.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faults, type Fault } from './faults.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['src/lib', 'scripts/lib', 'scripts/reproduce', 'tests/unit/nn', 'tests/golden', 'tests/support', 'vitest.config.ts', 'package.json', 'tsconfig.json'];
/** The quick tests first: what they notice the slow ones need not look at. */
const TESTS = [['tests/unit/nn', 'tests/golden/networks.test.ts'], ['tests/golden/s4.test.ts']];
const TIME_LIMIT = 60_000; // a fault may make an endless loop: that is noticed too

function plant(copy: string, [file, from, to]: Fault): () => void {
  const target = path.join(copy, 'src/lib/nn', file);
  const source = readFileSync(target, 'utf8');
  const found = source.split(from).length - 1;
  if (found !== 1) throw new Error(`${file}: expected the text "${from}" once, found it ${found} times. Put faults.ts right.`);
  writeFileSync(target, source.replace(from, () => to));
  return () => { writeFileSync(target, source); };
}

const passes = (copy: string): boolean => {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  return TESTS.every((tests) => spawnSync(process.execPath, [vitest, 'run', '--bail=1', ...tests], { cwd: copy, stdio: 'ignore', timeout: TIME_LIMIT }).status === 0);
};

const files = process.argv.slice(2);
const chosen = faults.filter(([file]) => files.length === 0 || files.includes(file));
const copy = mkdtempSync(path.join(tmpdir(), 'mutate-'));
try {
  for (const entry of COPIED) cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  if (!passes(copy)) throw new Error('The tests fail without any fault: put that right first.');
  const survivors: Fault[] = [];
  for (const [i, fault] of chosen.entries()) {
    const restore = plant(copy, fault);
    const survived = passes(copy);
    restore();
    if (survived) survivors.push(fault);
    console.log(`${String(i + 1).padStart(2)} of ${chosen.length}  ${survived ? 'SURVIVED' : 'noticed '}  ${fault[0]}: ${fault[1].split('\n')[0]}`);
  }
  console.log(`\n${chosen.length - survivors.length} of ${chosen.length} faults noticed.`);
  for (const [file, from, to] of survivors) console.log(`Survived: ${file}\n  ${from}\n  -> ${to || '(nothing)'}`);
  if (survivors.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
