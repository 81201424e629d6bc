import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exercisesIn, suitesFolder } from './planted/exercise-files.ts';
import { judgePlanted, troublesOf } from './planted/judge-planted.ts';
import { JudgePool } from './planted/judge-pool.ts';
import { plantedAnswers } from './planted/planted.ts';

/** So many of each exercise's hundreds. All of them: node tests/content/plant.ts. */
const SAMPLE = 12;
const SEED = Number(process.env['DELTA_PLANT_SEED'] ?? 1);

const pool = new JudgePool();
afterAll(() => pool.close());

const exercises = exercisesIn();

it('has gone through the planted answers of every exercise: what is right all the same is listed', () => {
  expect(exercises.filter((name) => !existsSync(path.join(suitesFolder, name, 'planted.json')))).toEqual([]);
});

it.each(exercises)(
  '%s refuses what is planted in its solution, and passes what is only written otherwise',
  async (name) => {
    const outcome = await judgePlanted(name, pool, { sample: SAMPLE, seed: SEED });
    expect(troublesOf(outcome)).toEqual([]);
  },
  240_000,
);

describe('plantedAnswers', () => {
  const solution = `
    import { show } from 'lab';
    const HALF = 0.5;
    /** Half of each. */
    export function halves(values: number[]): number[] {
      const result: number[] = [];
      for (let i = 0; i < values.length; i++) result.push(HALF * values[i]);
      return result;
    }
    const values = [1, 2];
    show(halves(values));
  `;
  const answers = plantedAnswers(solution);
  const labels = answers.map(({ label }) => label);

  it('changes operators, bounds, constants, indices and what goes in and out, one at a time', () => {
    expect(labels).toEqual(
      expect.arrayContaining([
        'halves: result.push(HALF * values[i]); → result.push(HALF + values[i]);',
        'halves: result.push(HALF * values[i]); → result.push(HALF * values[i + 1]);',
        'halves: i < values.length → i <= values.length',
        'halves: return result; → (nothing)',
        'HALF: const HALF = 0.5; → const HALF = 1;',
        'halves: result capped at 6',
        'halves: one result for all calls',
        'halves: values zeroed afterwards',
        'halves: values seen never below 0',
      ]),
    );
  });

  it('gives every answer a label of its own, and no two the same text', () => {
    expect(new Set(labels).size).toBe(labels.length);
    expect(new Set(answers.map(({ code }) => code)).size).toBe(answers.length);
  });

  it('leaves out what only tries the solution out', () => {
    for (const { code } of answers) expect(code).not.toContain('show(halves');
  });

  it('plants nothing where it is told not to', () => {
    const alone = plantedAnswers(solution, new Set(['halves'])).filter(({ label }) => label.includes('→'));
    expect(alone.map(({ label }) => label).filter((label) => !label.startsWith('HALF: '))).toEqual([]);
  });
});
