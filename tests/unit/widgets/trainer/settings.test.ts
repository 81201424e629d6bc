import { describe, expect, it } from 'vitest';
import { checkTrainerCode, checkTrainerProps } from '../../../../src/components/widgets/trainer/author.ts';
import {
  formOf,
  nextAlpha,
  parseAlpha,
  parseEpochs,
  parseForm,
  parseSeed,
  sameSettings,
  settingsWords,
  specificationOf,
  type TrainerSettings,
} from '../../../../src/components/widgets/trainer/settings.ts';
import { testPoints } from '../../../../src/components/widgets/trainer/test-points.ts';

const s4: TrainerSettings = { alpha: 0.01, start: 'random', seed: 10, order: 'file', epochs: 1 };

describe('settings of a trainer', () => {
  it('reads numbers as readers write them', () => {
    expect(parseAlpha(' 0,005 ')).toEqual({ value: 0.005 });
    expect(parseAlpha('1e-3')).toEqual({ value: 0.001 });
    expect(parseSeed('4294967295')).toEqual({ value: 4294967295 });
    expect(parseEpochs('3')).toEqual({ value: 3 });
  });

  it('says what is wrong and what would be right', () => {
    expect(parseAlpha('abc')).toEqual({
      problem: 'Alpha is a number above 0 and at most 10, such as 0.01; here stands “abc”.',
    });
    expect(parseSeed('')).toEqual({
      problem: 'A seed is a whole number from 0 to 4,294,967,295, such as 10; here stands nothing.',
    });
    for (const text of ['0', '-1', '11', 'NaN', 'Infinity', '']) expect(parseAlpha(text)).toHaveProperty('problem');
    for (const text of ['-1', '1.5', '4294967296', 'x']) expect(parseSeed(text)).toHaveProperty('problem');
    for (const text of ['0', '51', '2.5', '']) expect(parseEpochs(text)).toHaveProperty('problem');
    expect(parseForm({ ...formOf(s4), alpha: 'x', epochs: '0' }).problems).toEqual({
      alpha: expect.any(String),
      epochs: expect.any(String),
    });
  });

  it('asks for no seed where nothing is random', () => {
    const form = { ...formOf(s4), start: 'zeros', seed: '' } as const;
    expect(parseForm(form).settings).toEqual({ ...s4, start: 'zeros', seed: 0 });
    expect(sameSettings({ ...s4, start: 'zeros' }, { ...s4, start: 'zeros', seed: 11 })).toBe(true);
    expect(sameSettings(s4, { ...s4, seed: 11 })).toBe(false);
    expect(settingsWords({ ...s4, start: 'zeros' })).toBe('alpha 0.01, zero start, file order, 1 epoch');
    expect(settingsWords(s4)).toBe('alpha 0.01, random start, seed 10, file order, 1 epoch');
  });

  it('steps alpha through 1, 2, 5, 10', () => {
    expect([0.01, 0.02, 0.05, 0.1].map((alpha) => nextAlpha(alpha, 1))).toEqual([0.02, 0.05, 0.1, 0.2]);
    expect([0.01, 0.02, 0.05].map((alpha) => nextAlpha(alpha, -1))).toEqual([0.005, 0.01, 0.02]);
    expect([nextAlpha(0.0123, 1), nextAlpha(0.0123, -1)]).toEqual([0.02, 0.01]);
    expect([nextAlpha(10, 1), nextAlpha(1e-6, -1)]).toEqual([10, 1e-6]);
  });

  it('asks for the network of chapter 4', () => {
    expect(specificationOf(s4)).toEqual({
      inputs: 784,
      layers: [{ units: 10, activation: 'identity', bias: false }],
      loss: 'squaredError',
      optimizer: { name: 'sgd', learningRate: 0.01 },
      initialization: 'uniform01',
      batchSize: 1,
      order: 'file',
      seed: 10,
    });
  });

  it('tests at 0, 100, 1,000 and every 2,000, and where the source did', () => {
    const points = testPoints(1, [500, 60_000, 70_000]);
    expect(points.slice(0, 6)).toEqual([0, 100, 500, 1000, 2000, 4000]);
    expect(points).toHaveLength(34);
    expect(points.at(-1)).toBe(60_000);
    expect(testPoints(2).slice(-3)).toEqual([100_000, 110_000, 120_000]);
  });

  it('tells an author what to change', () => {
    const fine = { id: 'pass', title: 'One pass' };
    expect(checkTrainerProps(fine)).toEqual(s4);
    const said = (props: object): string => {
      try {
        checkTrainerProps({ ...fine, ...props });
        return 'nothing';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(said({ start: 'zero' })).toBe(
      'Trainer "pass": start: expected one of random, zeros, got "zero". Choose one of them.',
    );
    expect(said({ published: [[0, 12_560]] })).toContain('expected pairs [images, correct of 10,000], got [0,12560]');
    expect(said({ alpha: -1 })).toContain('Alpha is a number above 0');
    expect(said({ id: 'One pass' })).toContain('lower-case words joined by hyphens');
    expect(checkTrainerCode(fine)).toBe('book');
    expect(checkTrainerCode({ ...fine, exercise: 'update', code: 'reader' })).toBe('reader');
    expect(() => checkTrainerCode({ ...fine, code: 'reader' })).toThrow(
      'Trainer "pass": code: expected an exercise whose code trains, got none.',
    );
    expect(() => checkTrainerCode({ ...fine, code: 'mine' })).toThrow(
      'code: expected book or reader, got "mine". Choose one of them.',
    );
  });
});
