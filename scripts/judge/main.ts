/** `npm run judge -- CHAPTER/EXERCISE FILE… [--json]`: judges answers to an exercise from the command line. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chaptersFolder, exercisesIn } from '../lib/exercises.ts';
import { dist, needBuiltSite } from '../lib/built-site.ts';
import { UsageError } from '../lib/usage-error.ts';
import { readOptions } from './options.ts';
import type { Judgement } from '../../src/lib/sandbox/judgement.ts';
import { judgeAnswers } from './judge-files.ts';

/** npm starts scripts in the project's folder; what is typed is meant from where it is typed. */
const here = process.env['INIT_CWD'] ?? process.cwd();

const told = ({ passed, mistake, message }: Judgement): string =>
  passed ? `passed: ${message}` : `${mistake}: ${message}${mistake === 'stopped' ? ' More time: --seconds.' : ''}`;

try {
  process.chdir(here);
  const { exercise, files, json, seconds } = readOptions(process.argv.slice(2), exercisesIn());
  const answers = files.map((file) => readFileSync(file, 'utf8'));
  const check = readFileSync(path.join(chaptersFolder, exercise, 'check.ts'), 'utf8');
  await needBuiltSite('judge');
  const judgements = await judgeAnswers(dist, check, answers, seconds, (judgement, index) => {
    if (!json) console.log(`${files[index]}: ${told(judgement)}`);
  });
  if (json)
    console.log(
      JSON.stringify(
        judgements.map((one, index) => ({ file: files[index], ...one })),
        null,
        2,
      ),
    );
  process.exitCode = judgements.every(({ passed }) => passed) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
