/** `npm run judge -- CHAPTER/EXERCISE FILE… [--json]`: judges answers to an exercise from the command line. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { chaptersFolder, exercisesIn } from '../lib/exercises.ts';
import { npmRun, root } from '../lib/setup.mjs';
import { readOptions, UsageError } from './options.ts';
import { judgeAnswers, type Judgement } from './judge-files.ts';

const dist = path.join(root, 'dist');
/** npm starts scripts in the project's folder; what is typed is meant from where it is typed. */
const here = process.env['INIT_CWD'] ?? process.cwd();

/** The page and the sandbox speak to each other, so that both must be of the same make. */
function isBuilt(): boolean {
  const page = path.join(dist, 'sandbox.html');
  if (!existsSync(page)) return false;
  const sources = path.join(root, 'src/lib/sandbox');
  const at = statSync(page).mtimeMs;
  return readdirSync(sources, { recursive: true, encoding: 'utf8' }).every(
    (file) => statSync(path.join(sources, file)).mtimeMs <= at,
  );
}

const told = ({ passed, mistake, message }: Judgement): string =>
  passed ? `passed: ${message}` : `${mistake}: ${message}`;

try {
  process.chdir(here);
  const { exercise, files, json, seconds } = readOptions(process.argv.slice(2), exercisesIn());
  const answers = files.map((file) => readFileSync(file, 'utf8'));
  const check = readFileSync(path.join(chaptersFolder, exercise, 'check.ts'), 'utf8');
  // What is built on the way is not part of the answer.
  const aside = { stdio: ['ignore', 2, 2] };
  if ((await npmRun('kernels', [], aside)) !== 0)
    throw new UsageError('judge: the engine could not be compiled. The lines above say why.');
  if (!isBuilt()) {
    console.error('The site is not built, or not from this sandbox: building it once, which takes a few minutes …');
    if ((await npmRun('build', [], aside)) !== 0)
      throw new UsageError('judge: the site could not be built. The lines above say why.');
  }
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
