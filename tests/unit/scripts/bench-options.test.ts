import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../../scripts/bench/options.ts';

describe('the command line of the bench', () => {
  it('has three rounds and a table, unless told otherwise', () => {
    expect(optionsOf([])).toEqual({
      json: false,
      rounds: 3,
      only: '',
      card: false,
      steps: 100,
      software: false,
      pack: '',
    });
    expect(optionsOf(['--json', '--rounds', '7'])).toMatchObject({ json: true, rounds: 7 });
    expect(optionsOf(['--only', 's4'], 'only')).toMatchObject({ only: 's4' });
    expect(optionsOf(['--card'], 'card')).toMatchObject({ card: true });
    expect(optionsOf(['--steps', '5', '--software'], 'steps', 'software')).toMatchObject({ steps: 5, software: true });
  });

  it('refuses steps that are none', () => {
    expect(() => optionsOf(['--steps', '0'], 'steps')).toThrow(
      'bench, --steps: expected a whole number from 1, got "0".',
    );
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
