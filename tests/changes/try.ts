/**
 * Makes the changes of CONTRIBUTING.md in a copy of the project, each by touching just what the table there says, and runs
 * the gates on it; then it looks for each change in the built book. It needs a Python with NumPy and PyTorch.
 *
 *     npm run changes                  ends with 1 where anything was missed
 *     npm run changes -- types unit    only these gates
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findPython } from '../support/python.ts';
import { changes } from './changes.ts';
import { Scratch } from './scratch.ts';

/** What `npm test` runs, but for what installs packages: those of the copy are the project's own. */
const GATES: Readonly<Record<string, readonly string[]>> = {
  types: ['npm', 'run', '--silent', 'check:types'],
  lint: ['npm', 'run', '--silent', 'lint'],
  spelling: ['npm', 'run', '--silent', 'spelling'],
  unit: ['npx', 'vitest', 'run', 'tests/unit'],
  golden: ['npx', 'vitest', 'run', 'tests/golden'],
  build: ['npm', 'run', '--silent', 'build'],
  content: ['npx', 'vitest', 'run', 'tests/content'],
};
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(GATES);
const unknown = chosen.filter((name) => !Object.hasOwn(GATES, name));
if (unknown.length > 0)
  throw new Error(`npm run changes: expected some of ${Object.keys(GATES).join(', ')}; got ${unknown.join(', ')}.`);
const scratch = new Scratch();
const missed: string[] = [];
const check = (what: string, holds: boolean): void => {
  console.log(`${holds ? 'ok    ' : 'MISSED'} ${what}`);
  if (!holds) missed.push(what);
};

/** What a row of the table lets one touch: files, folders, and for what stands "beside it" the folder of the file before. */
function placesOf(row: string): string[] {
  const line = scratch
    .read('CONTRIBUTING.md')
    .split('\n')
    .find((one) => one.startsWith(`| ${row} |`));
  if (line === undefined) throw new Error(`CONTRIBUTING.md: expected a row "${row}", found none`);
  const named = [...line.matchAll(/`((?:src|tests|scripts|public|docs)\/[^`]*)`/g)].map(([, place]) =>
    place!.replace(/NAME$/, ''),
  );
  return line.includes('beside it') ? [...named, ...named.map((file) => path.dirname(file))] : named;
}

const within = (place: string, file: string): boolean =>
  file === place || file.startsWith(`${place.replace(/\/$/, '')}/`);

const formatted: string[] = [];

try {
  for (const { rows, make } of changes) {
    make(scratch);
    const touched = scratch.takeTouched();
    formatted.push(...touched.filter((file) => /\.(ts|tsx|mjs|css)$/.test(file)));
    const places = rows.flatMap(placesOf);
    const unnamed = touched.filter((file) => !places.some((place) => within(place, file)));
    check(`${rows.join(', ')}: ${touched.length} files, all named in the table`, unnamed.length === 0);
    for (const file of unnamed) console.log(`       not named: ${file}`);
  }
  check('the formatter sets them', scratch.run('npx', 'prettier', '--write', '--log-level', 'warn', ...formatted));
  check('the data are prepared', scratch.run('npm', 'run', '--silent', 'data'));
  const python = findPython('numpy', 'torch');
  if (python === null) throw new Error('npm run changes: expected a Python with NumPy and PyTorch, found none.');
  check('NumPy and PyTorch give the golden numbers', scratch.run(python, 'tests/golden/generate.py'));
  check('and run the recipes', scratch.run(process.execPath, 'tests/golden/generate-recipes.ts'));
  for (const gate of chosen) check(`the gate ${gate} is green`, scratch.run(...GATES[gate]!));

  if (chosen.includes('build') && missed.length === 0) {
    const dist = path.join(scratch.folder, 'dist');
    const built = (file: string): string => readFileSync(path.join(dist, file), 'utf8');
    const all = (ending: string): string[] =>
      readdirSync(path.join(dist, '_astro'))
        .filter((name) => name.endsWith(ending))
        .map((name) => built(`_astro/${name}`));
    const scripts = all('.js');
    for (const { rows, inScripts } of changes)
      if (inScripts)
        check(
          `the book has ${rows[0]}`,
          scripts.some((text) => text.includes(inScripts)),
        );
    const chapter = built('chapters/made-up/index.html');
    check(
      'the chapter has its page, with its step and its trainer',
      /id="step-signs"/.test(chapter) && chapter.includes('trainer-signs'),
    );
    check('the trainer is about the other data set', chapter.includes('>cross<'));
    check('the first page leads to the chapter', built('index.html').includes('chapters/made-up/'));
    const times = all('.css').map((text) => text.split('--sym-made-up:').length - 1);
    check('the colour is there in both themes', Math.max(...times) >= 2);
  }
} finally {
  scratch.dispose();
}
console.log(missed.length === 0 ? 'Nothing was missed.' : `Missed:\n${missed.join('\n')}`);
process.exitCode = missed.length > 0 ? 1 : 0;
