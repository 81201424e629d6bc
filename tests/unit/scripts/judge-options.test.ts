import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/judge/options.ts';
import { UsageError } from '../../../scripts/lib/usage-error.ts';

const exercises = ['01-pictures/flatten', '07-a-hidden-layer/forward', '12-tensorflow/build'];
const folder = mkdtempSync(path.join(tmpdir(), 'judge-'));
const file = path.join(folder, 'answer.ts');

beforeAll(() => writeFileSync(file, 'export const forward = 1;'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readOptions', () => {
  it('takes an exercise by its chapter or by the number of it', () => {
    const options = { exercise: '07-a-hidden-layer/forward', files: [file], json: false, seconds: 120 };
    for (const name of ['07-a-hidden-layer/forward', '07/forward', '7/forward'])
      expect(readOptions([name, file], exercises)).toEqual(options);
  });

  it('reads the options wherever they stand', () => {
    expect(readOptions(['--json', '12/build', file, '--seconds', '30', file], exercises)).toEqual({
      exercise: '12-tensorflow/build',
      files: [file, file],
      json: true,
      seconds: 30,
    });
  });

  it.each([
    ['no exercise', [], /npm run judge -- CHAPTER\/EXERCISE FILE/],
    [
      'an exercise that there is not',
      ['7/backward', file],
      /01-pictures\/flatten[^]*12-tensorflow\/build[^]*got "7\/backward"/,
    ],
    ['a chapter alone', ['7', file], /got "7"/],
    ['no file', ['7/forward'], /at least one file/],
    ['a file that is missing', ['7/forward', file, path.join(folder, 'other.ts')], /other\.ts", where there is none/],
    ['a folder', ['7/forward', folder], /where there is none/],
    ['an option that there is not', ['7/forward', file, '--fast'], /--fast[^]*npm run judge/],
    ['no time', ['7/forward', file, '--seconds', '0'], /--seconds: expected a number above 0, got "0"/],
  ])('refuses %s, and says what to type', (_, args, message) => {
    expect(() => readOptions(args, exercises)).toThrow(UsageError);
    expect(() => readOptions(args, exercises)).toThrow(message);
  });
});
