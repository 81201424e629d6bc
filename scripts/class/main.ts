/** `npm run class -- verify FOLDER [--csv FILE] [--sample N]`: tries again what was handed in, from the command line. */
import { openAsBlob, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { collect } from '../../src/lib/hand-in/collect.ts';
import { gradesCsv } from '../../src/lib/hand-in/grades.ts';
import { arrivalOf, rosterOf, type KeptHandIn } from '../../src/lib/hand-in/roster.ts';
import { sampleOf } from '../../src/lib/hand-in/sample.ts';
import { ownPrograms, questionId } from '../../src/lib/class/tasks.ts';
import { checkKey } from '../../src/lib/hand-in/store.ts';
import { trialsOf, type Check } from '../../src/lib/hand-in/verify.ts';
import { dist, needBuiltSite } from '../lib/built-site.ts';
import { UsageError } from '../lib/usage-error.ts';
import { readOptions } from './options.ts';
import { verifyAll } from './verify.ts';

/** npm starts scripts in the project's folder; what is typed is meant from where it is typed. */
const here = process.env['INIT_CWD'] ?? process.cwd();

async function filesIn(folder: string): Promise<readonly { readonly name: string; readonly blob: Blob }[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = names.filter(
    (name) => statSync(path.join(folder, name)).isFile() && !path.basename(name).startsWith('.'),
  );
  return Promise.all(files.map(async (name) => ({ name, blob: await openAsBlob(path.join(folder, name)) })));
}

/** What lies in the folder; what cannot be taken is told and left out. */
async function keptIn(folder: string): Promise<readonly KeptHandIn[]> {
  const kept: KeptHandIn[] = [];
  for await (const one of collect(await filesIn(folder))) {
    if ('trouble' in one) {
      console.log(`left out: ${one.name}: ${one.trouble}`);
      continue;
    }
    const { keep, words } = arrivalOf(one.handIn, kept);
    console.log(`${one.name}: ${words}`);
    if (keep) kept.push({ id: kept.length + 1, name: one.name, handIn: one.handIn });
  }
  return kept;
}

try {
  process.chdir(here);
  const { folder, classFile, csv, sample, seconds } = readOptions(process.argv.slice(2));
  const rows = rosterOf(await keptIn(folder));
  const all = rows.flatMap((row) => trialsOf(row.newest.handIn).map((trial) => ({ row, trial })));
  const chosen = sample === null ? all : sampleOf(all, sample, ({ row }) => row.key);
  await needBuiltSite('class');
  const checks = new Map<string, Check>();
  console.log(`\n${rows.length} students, ${chosen.length} of ${all.length} things to try.`);
  await verifyAll(dist, chosen, ownPrograms(classFile ?? {}), seconds, ({ row, trial }, check) => {
    checks.set(checkKey(row.newest.id, trial.id), check);
    if (check.outcome === 'differs' || check.outcome === 'failed')
      console.log(`${row.name}, ${trial.id}: ${check.outcome}. ${check.words}`);
  });
  const count = (outcome: Check['outcome']): number =>
    [...checks.values()].filter((one) => one.outcome === outcome).length;
  console.log(
    `confirmed ${count('confirmed')}, differs ${count('differs')}, failed ${count('failed')}, not run ${all.length - chosen.length + count('not-run')}`,
  );
  if (csv !== null) {
    const exercises = [
      ...new Set(rows.flatMap((row) => row.newest.handIn.exercises.map(({ exercise }) => exercise))),
    ].toSorted();
    writeFileSync(csv, gradesCsv(rows, exercises, checks, classFile?.questions?.map(questionId) ?? []));
  }
  process.exitCode = count('differs') + count('failed') > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
