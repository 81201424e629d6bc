import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/class/options.ts';
import { UsageError } from '../../../scripts/lib/usage-error.ts';

const folder = tmpdir();

describe('what npm run class is asked to do', () => {
  it('is read with all that is optional', () => {
    expect(readOptions(['verify', folder])).toEqual({ folder, classFile: null, csv: null, sample: null, seconds: 20 });
    expect(readOptions(['verify', folder, '--csv', 'a.csv', '--sample', '3', '--seconds', '5'])).toEqual({
      folder,
      classFile: null,
      csv: 'a.csv',
      sample: 3,
      seconds: 5,
    });
  });

  it.each([
    [[], 'npm run class -- verify FOLDER'],
    [['grade', folder], 'npm run class -- verify FOLDER'],
    [['verify', '/not/there'], 'expected a folder of hand-ins, got "/not/there"'],
    [['verify', folder, '--class', '/not/there'], '--class: expected a class file, got "/not/there"'],
    [['verify', folder, '--class', 'package.json'], '--class: package.json is no class file as it stands.'],
    [['verify', folder, '--sample', '0'], '--sample: expected a whole number above 0'],
    [['verify', folder, '--sample', '1.5'], '--sample: expected a whole number above 0'],
    [['verify', folder, '--seconds', 'x'], '--seconds: expected a number above 0'],
    [['verify', folder, '--fast'], "Unknown option '--fast'"],
  ])('%j says what is wrong', (args, words) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(words);
  });
});
