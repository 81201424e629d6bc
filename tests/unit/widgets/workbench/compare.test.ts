import { expect, test } from 'vitest';
import {
  measureFor,
  missingSeeds,
  seedsOf,
  spreadWords,
  verdictOn,
} from '../../../../src/components/widgets/workbench/compare.ts';
import { guessWords } from '../../../../src/components/widgets/workbench/guesses.ts';
import { readGuess } from '../../../../src/components/widgets/workbench/read-guess.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { recordOf } from '../../../support/run-records.ts';
import { networkOf, type NetworkProps } from '../../../../src/lib/systems/network.ts';

const run = (id: string, props: Partial<NetworkProps>, correct: number, validated?: number): RunRecord => {
  const network = networkOf({
    layers: [{ units: 16, activation: 'relu' }, { units: 10 }],
    trainCount: 50_000,
    ...props,
  });
  const score = (right: number) => ({ imagesSeen: 50_000, correct: right, of: 10_000, loss: 0 });
  return recordOf(trainingSettingsOf(network), {
    id,
    title: id,
    state: 'finished',
    by: 'simd',
    imagesSeen: 50_000,
    tests: [score(correct)],
    validations: validated === undefined ? [] : [score(validated)],
  });
};
const adam = { optimizer: { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } } as const;
const seeds = (from: string, props: Partial<NetworkProps>, results: readonly number[]): RunRecord[] =>
  results.map((correct, seed) => run(`${from}${seed}`, { ...props, seed }, correct));

test('one run each cannot tell whether a difference is luck; what differs is named, and nothing else', () => {
  const [a, b] = [run('a', adam, 9731), run('b', {}, 9705)];
  expect(verdictOn([a, 2], [b, 1], [b, a])).toEqual({
    differs: 'Adam, learning rate 0.001',
    words:
      'Run 2 has 26 test images more right: 9,731 against 9,705 of 10,000. Whether that is more than luck, one run each cannot tell: train five seeds of both.',
    isMore: null,
  });
});

test('five seeds each say whether it is more than luck', () => {
  const good = seeds('a', adam, [9731, 9725, 9741, 9735, 9728]);
  const bad = seeds('b', {}, [9640, 9655, 9630, 9645, 9650]);
  const far = verdictOn([good[0]!, 6], [bad[0]!, 1], [...bad, ...good]);
  // NumPy: means 0.9732 and 0.9644, standard deviations 0.000624 and 0.000962; √(s²/5 + t²/5) = 0.000513.
  expect(far.words).toBe(
    'Over 5 and 5 seeds, test images right: run 6 97.32 % ± 0.06, run 1 96.44 % ± 0.10. Run 6 is 0.88 points ahead; luck alone makes about ± 0.05: this is more than luck.',
  );
  expect(far.isMore).toBe(true);
  const near = seeds('c', { l2: 0.0001 }, [9641, 9660, 9628, 9640, 9652]);
  expect(verdictOn([near[0]!, 6], [bad[0]!, 1], [...bad, ...near])).toMatchObject({ isMore: false });
  expect(spreadWords(bad[0]!, bad)).toBe('± 0.10 over 5 seeds');
});

test('runs that differ in their seed alone differ by luck', () => {
  const [a, b] = seeds('a', {}, [9640, 9655]);
  expect(verdictOn([a!, 1], [b!, 2], [a!, b!])).toMatchObject({ differs: '', isMore: false });
  expect(verdictOn([a!, 1], [b!, 2], [a!, b!]).words).toContain('Nothing differs but the seed: this is luck itself.');
});

test('both are measured by the same images: by validation only where the same ones validate', () => {
  const validation = { from: 50_000, count: 10_000 };
  const a = run('a', { validation }, 9700, 9710);
  const b = run('b', { ...adam, validation }, 9705, 9712);
  expect(measureFor(a, b)).toBe('validation');
  expect(measureFor(a, run('c', {}, 9700))).toBe('test');
  expect(measureFor(a, run('d', { validation: { from: 55_000, count: 5000 } }, 9700, 4800))).toBe('test');
  expect(verdictOn([b, 2], [a, 1], [a, b]).words).toContain('2 validation images more right: 9,712 against 9,710');
});

test('a run that was stopped is not compared', () => {
  const stopped: RunRecord = { ...run('a', adam, 9700), state: 'stopped' };
  expect(verdictOn([stopped, 2], [run('b', {}, 9705), 1], [])).toMatchObject({
    words: 'Train both to their end: then they can be compared.',
    isMore: null,
  });
});

test('of five seeds those are trained that are not there yet, and of each seed the newest counts', () => {
  const all = [run('a', { seed: 7 }, 9600), run('b', { seed: 9 }, 9610), run('c', { ...adam, seed: 8 }, 9700)];
  expect(missingSeeds(all[0]!, all, 5)).toEqual([8, 10, 11]);
  expect(missingSeeds(all[2]!, all, 5)).toEqual([9, 10, 11, 12]);
  const again = run('d', { seed: 9 }, 9611);
  expect(seedsOf(all[0]!, [...all, again]).map(({ id }) => id)).toEqual(['a', 'd']);
});

test('a guess is a per cent, and how far it was off is said at the end', () => {
  expect([readGuess('95'), readGuess(' 95,5 % '), readGuess(''), readGuess('101'), readGuess('much')]).toEqual([
    95,
    95.5,
    null,
    null,
    null,
  ]);
  const finished = run('a', {}, 9674);
  expect(guessWords(95, finished)).toBe('you guessed 95 %: 1.7 too low');
  expect(guessWords(98, finished)).toBe('you guessed 98 %: 1.3 too high');
  expect(guessWords(98, { ...finished, state: 'running' })).toBe('you guessed 98 %');
});
