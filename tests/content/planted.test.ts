import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claimed, untruth } from './planted/claims/claims.ts';
import { chaptersFolder, exercisesIn, readSource, suitesFolder } from './planted/exercise-files.ts';
import { judgePlanted, troublesOf } from './planted/judge-planted.ts';
import { JudgePool, type Judged } from './planted/judge-pool.ts';
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

describe('a message', () => {
  const judged = async (exercise: string, file: string, check = readSource(chaptersFolder, exercise, 'check.ts')) => {
    let found: Judged | undefined;
    const code = readFileSync(path.join(suitesFolder, exercise, file), 'utf8');
    await pool.each([0], async (_, judge) => {
      found = await judge({ exercise, code, check, seed: SEED, seconds: 60 });
    });
    return found!;
  };

  it.each(claimed)(
    'says nothing but what is so of the wrong answers to %s',
    async (exercise) => {
      const files = readdirSync(path.join(suitesFolder, exercise)).filter((file) => file.startsWith('wrong.'));
      for (const file of files) expect(await judged(exercise, file), file).not.toHaveProperty('untrue');
    },
    120_000,
  );

  const lies = [
    [
      '04-sixty-thousand-lessons/falling-alpha',
      'rises',
      'Early steps should be the large ones.',
      'alphaAt is 0 for 9 of the 60,000 images, and those teach nothing.',
    ],
    ['06-batches/batches', 'empty-batch', 'A batch is empty.', 'The indices come in the order of the file.'],
    ['06-batches/measure', 'milliseconds', 'Divide by 1000.', 'The time of row 0 is below 0.'],
    [
      '06-batches/train',
      'not-shuffled',
      'The images come in the order of the file in every epoch.',
      'Every epoch takes the images in the same order, 2, 1, 0.',
    ],
    [
      '10-wider-deeper-dropout/split',
      'shared-array',
      'Two calls of split give one and the same object, so each overwrites the answer of the one before.',
      'Two calls of rank give one and the same list, so each overwrites the answer of the one before.',
    ],
    [
      '07-a-hidden-layer/gradient-check',
      'sign-of-slope',
      'The slope has the wrong sign: take the lower loss away from the higher one.',
      'The slope is twice what it should be.',
    ],
    [
      '10-wider-deeper-dropout/dropout',
      'not-scaled',
      'The right share stays, but as it is.',
      'The values that stay are made smaller.',
    ],
    ['11-the-dance/sweep', 'chosen-by-test', 'This rate is the best on the test images.', 'This rate diverged.'],
    [
      '12-the-same-network-in-tensorflow-js/build',
      'no-leak',
      'Below zero nothing is passed on: that is ReLU.',
      'There is nothing between the two dense layers.',
    ],
    [
      '12-the-same-network-in-tensorflow-js/gradients',
      'summed',
      'The losses of the images are added up.',
      'The loss is below 0.',
    ],
    [
      '12-the-same-network-in-tensorflow-js/train-epoch',
      'one-by-one',
      'The images were taught one at a time.',
      'All images were taught as one batch.',
    ],
    [
      '13-past-99-percent/network',
      'wrong-filters',
      'The convolutions should have as many filters as makeNetwork is told.',
      'Some layer has no bias.',
    ],
  ] as const;

  it('is lied in for every exercise whose check has words of its own', () => {
    expect(lies.map(([exercise]) => exercise).toSorted()).toEqual(claimed.toSorted());
  });

  it.each(lies)('of %s that lies is found out', async (exercise, mistake, truth, lie) => {
    const check = readSource(chaptersFolder, exercise, 'check.ts');
    expect(check).toContain(truth);
    const saying = (words: string) => judged(exercise, `wrong.${mistake}.ts`, check.replaceAll(truth, words));
    const untrue = expect.stringContaining('it is not so');
    expect(await saying(lie)).toMatchObject({ mistake, untrue });
    expect(await saying(`${truth} ${lie}`)).toMatchObject({ mistake, untrue });
    const stranger = 'All numbers are one and the same.';
    const unknown = expect.stringContaining(stranger);
    expect(await saying(`${truth} ${stranger}`)).toMatchObject({ mistake, untrue: unknown });
    expect(await saying(`${stranger} ${truth}`)).toMatchObject({ mistake, untrue: unknown });
  });

  it('that says that nothing is there yet may be told of untouched code only', async () => {
    const outcome = await judgePlanted('01-pictures-are-numbers/one-hot', pool, { sample: 1, seed: SEED });
    const [message] = outcome.untouched;
    const told = (words: string): readonly string[] => {
      const judged = { outcome: 'failed', mistake: 'nothing-yet', message: words } as const;
      return troublesOf({ ...outcome, planted: [{ label: 'a planted answer', judged }] });
    };
    expect(told(message!)).toEqual([]);
    expect(told('All is zero.')).toEqual([expect.stringContaining('told that nothing is there yet')]);
  });

  it('whose words nobody has looked into is found out, too', async () => {
    const seen = { exports: {}, calls: [], kit: new Set<string>() };
    expect(await untruth('11-the-dance/sweep', 'This looks odd.', seen)).toContain('nobody has said');
    expect(await untruth('02-ten-neurons/neuron', 'This looks odd.', seen)).toContain('nobody has said');
    const said = { ...seen, kit: new Set(['This looks odd.']) };
    expect(await untruth('02-ten-neurons/neuron', 'This looks odd.', said)).toBeUndefined();
  });
});

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
