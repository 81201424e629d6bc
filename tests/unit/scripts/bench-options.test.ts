import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../scripts/bench/options.ts';

describe('the command line of the bench', () => {
  it('has three rounds and a table, unless told otherwise', () => {
    expect(optionsOf([])).toEqual({ json: false, rounds: 3, only: '', card: false });
    expect(optionsOf(['--json', '--rounds', '7'])).toMatchObject({ json: true, rounds: 7 });
    expect(optionsOf(['--only', 's4'], 'only')).toMatchObject({ only: 's4' });
    expect(optionsOf(['--card'], 'card')).toMatchObject({ card: true });
  });

  it('refuses what it does not know, and fewer than three rounds', () => {
    expect(() => optionsOf(['--only', 's4'])).toThrow("Unknown option '--only'");
    expect(() => optionsOf(['--jsn'])).toThrow("Unknown option '--jsn'");
    for (const rounds of ['2', 'many', '3.5'])
      expect(() => optionsOf(['--rounds', rounds])).toThrow(
        `bench, --rounds: expected a whole number from 3, got "${rounds}".`,
      );
  });
});
