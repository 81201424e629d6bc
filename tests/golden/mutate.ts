/**
 * Plants each fault of faults/ in a copy of the project and runs the tests there: a fault that no test notices survives.
 *
 *   npm exec -- node tests/golden/mutate.ts               all of them: more than an hour on one core
 *   npm exec -- node tests/golden/mutate.ts kernels       those of one group (faults/groups.ts)
 *   npm exec -- node tests/golden/mutate.ts random.ts     those of one file
 *   npm exec -- node tests/golden/mutate.ts --check       only whether each text to replace is there once
 *
 * Lists the survivors and ends with 1 if there are any.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileKernels } from '../../scripts/kernels/compile.ts';
import { takeSoftware } from '../../scripts/lib/node-gpu.ts';
import type { Fault, Group } from './faults/fault.ts';
import { groups } from './faults/groups.ts';
import { Noticing } from './noticing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'src/lib',
  'src/components',
  'scripts/lib',
  'scripts/kernels',
  'scripts/reproduce',
  'tests/unit/nn',
  'tests/unit/data',
  'tests/unit/runs',
  'tests/unit/storage',
  'tests/fixtures',
  'tests/unit/systems',
  'tests/unit/engine',
  'tests/unit/interchange',
  'tests/unit/sandbox',
  'tests/golden',
  'tests/support',
  'vitest.config.ts',
  'package.json',
  'tsconfig.json',
];
const ASSEMBLY = 'src/lib/engine/simd/assembly';
const COMPILED = 'src/lib/engine/simd/compiled';
/** The kernels of the copy without a fault. */
const KEPT = 'compiled-without-fault';

/** A pattern of the text as a formatter may set it: white space anywhere between its words and signs, a comma before a closing bracket. */
function asSet(text: string): RegExp {
  const tokens = text.match(/[\w#$]+|[^\s\w#$]/g) ?? [];
  const pattern = tokens.map((token, i) => {
    const between =
      i === 0
        ? ''
        : /^[)\]}]/.test(token)
          ? '\\s*,?\\s*'
          : /^[\w#$]/.test(token) && /[\w#$]$/.test(tokens[i - 1]!)
            ? '\\s+'
            : '\\s*';
    return between + token.replace(/[^\w#]/g, '\\$&');
  });
  return new RegExp(pattern.join(''), 'g');
}

/** The text of the file with the fault. Throws if there is no such place, or if it is no program. */
function faulty({ folder }: Group, [file, from, to]: Fault): string {
  const source = readFileSync(path.join(root, folder, file), 'utf8');
  const place = asSet(from);
  const found = source.match(place)?.length ?? 0;
  if (found !== 1)
    throw new Error(
      `${file}: expected the text "${from}" once, found it ${found} times. Put the faults of ${folder} right.`,
    );
  const text = source.replace(place, () => to);
  if (folder !== ASSEMBLY) stripTypeScriptTypes(text);
  return text;
}

/** Compiles the kernels of the copy. Throws what the compiler says if they are no program. */
function compileIn(copy: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/kernels/main.ts'], { cwd: copy, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** From here on the copy compiles its kernels in a third of the time: what they compute is the same. */
function compileQuickly(copy: string): void {
  const script = path.join(copy, 'scripts/kernels/compile.ts');
  writeFileSync(script, readFileSync(script, 'utf8').replace("'--optimizeLevel', '3'", "'--optimizeLevel', '0'"));
  compileIn(copy);
  cpSync(path.join(copy, COMPILED), path.join(copy, KEPT), { recursive: true });
}

/** Plants a fault; gives back what takes it out again. */
function plant(copy: string, group: Group, fault: Fault): () => void {
  const [file] = fault;
  const target = path.join(copy, group.folder, file);
  writeFileSync(target, faulty(group, fault));
  if (group.folder === ASSEMBLY) compileIn(copy);
  return () => {
    cpSync(path.join(root, group.folder, file), target);
    if (group.folder === ASSEMBLY) cpSync(path.join(copy, KEPT), path.join(copy, COMPILED), { recursive: true });
  };
}

/** Tries the faults of one group; gives back those that survive. */
function tryAll(copy: string, group: Group): Fault[] {
  if (group.folder === ASSEMBLY) compileQuickly(copy);
  const noticing = new Noticing(root, copy, group);
  return group.faults.filter((fault, i) => {
    const restore = plant(copy, group, fault);
    const by = noticing.by();
    restore();
    const [file, from, to] = fault.map((text) => text.replaceAll(/\s*\n\s*/g, ' '));
    console.log(
      `${group.name} ${i + 1} of ${group.faults.length} | ${file} | ${from} -> ${to === '' ? '(nothing)' : to} | ${by === undefined ? 'SURVIVED' : `noticed by ${by}`}`,
    );
    return by === undefined;
  });
}

function mutate(chosen: readonly Group[]): void {
  const copy = mkdtempSync(path.join(tmpdir(), 'mutate-'));
  try {
    for (const entry of COPIED) cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true });
    for (const entry of ['node_modules', 'public']) symlinkSync(path.join(root, entry), path.join(copy, entry));
    const all = chosen.flatMap(({ faults }) => faults).length;
    const survivors = chosen.flatMap((group) => tryAll(copy, group));
    console.log(`\n${all - survivors.length} of ${all} faults noticed.`);
    if (survivors.length > 0) process.exitCode = 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});
const chosen = groups
  .map((group) => ({
    ...group,
    faults: group.faults.filter(([file]) => names.length === 0 || names.includes(group.name) || names.includes(file)),
  }))
  .filter(({ faults }) => faults.length > 0);
try {
  for (const group of chosen) for (const fault of group.faults) faulty(group, fault);
  if (values.check) console.log(chosen.map(({ name, faults }) => `${name}: ${faults.length}`).join('\n'));
  else {
    await compileKernels();
    if (chosen.some(({ name }) => name === 'card')) await takeSoftware();
    mutate(chosen);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
