import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExecutionEnd } from '../../src/lib/sandbox/contract.ts';
import { judge } from '../../src/lib/sandbox/judge.ts';
import { smallLab } from './small-lab.ts';

const chaptersFolder = new URL('../../src/content/chapters/', import.meta.url).pathname;
const suitesFolder = new URL('./solutions/', import.meta.url).pathname;
const SEEDS = [1, 20, 4711];
/** Checks that train on all images take half a second, and their verdict does not hang on what is drawn. */
const TRAINING = ['04-sixty-thousand-lessons/falling-alpha'];

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];
const exercises = folders(chaptersFolder).flatMap((chapter) =>
  folders(join(chaptersFolder, chapter)).map((name) => `${chapter}/${name}`),
);
const suites = folders(suitesFolder).flatMap((chapter) =>
  folders(join(suitesFolder, chapter)).map((name) => `${chapter}/${name}`),
);

it('keeps a suite of solutions for each exercise, and none without an exercise', () => {
  expect(suites.toSorted()).toEqual(exercises.toSorted());
});

describe.each(exercises)('%s', (exercise) => {
  const source = (file: string): string => readFileSync(join(chaptersFolder, exercise, file), 'utf8');
  const suite = join(suitesFolder, exercise);
  const files = existsSync(suite) ? readdirSync(suite) : [];
  const check = source('check.ts');
  const judged = async (code: string) => {
    // One after the other: a check that counts what is left in memory must not count another's.
    const ends: ExecutionEnd[] = [];
    for (const seed of TRAINING.includes(exercise) ? SEEDS.slice(0, 1) : SEEDS)
      ends.push(await judge(code, check, seed, smallLab));
    return ends.map((end) =>
      end.outcome === 'done' && end.verdict
        ? end.verdict
        : expect.fail(`expected a verdict, got ${JSON.stringify(end)}`),
    );
  };

  it('refuses the start file, and says what to do', async () => {
    for (const verdict of await judged(source('start.ts'))) {
      expect(verdict).toMatchObject({ passed: false, mistake: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/) });
      expect(verdict.message.split(' ').length).toBeGreaterThan(8);
    }
  });

  it('passes the solution', async () => {
    for (const verdict of await judged(source('solution.ts'))) expect(verdict).toMatchObject({ passed: true });
  });

  it('has at least four wrong solutions and two right ones, and nothing else', () => {
    expect(files.filter((file) => file.startsWith('wrong.')).length).toBeGreaterThanOrEqual(4);
    expect(files.filter((file) => file.startsWith('right.')).length).toBeGreaterThanOrEqual(2);
    expect(files.filter((file) => !/^(wrong|right)\.[a-z-]+(\.[a-z-]+)?\.ts$|^planted\.json$/.test(file))).toEqual([]);
  });

  it.each(files.filter((file) => file.startsWith('right.')))('passes %s', async (file) => {
    for (const verdict of await judged(readFileSync(join(suite, file), 'utf8')))
      expect(verdict).toMatchObject({ passed: true });
  });

  it.each(files.filter((file) => file.startsWith('wrong.')))('names the mistake of %s', async (file) => {
    const mistake = file.split('.')[1];
    for (const verdict of await judged(readFileSync(join(suite, file), 'utf8'))) {
      expect(verdict).toMatchObject({ passed: false, mistake });
      expect(verdict.message).not.toContain('[object ');
    }
  });
});
