import { describe, expect, it } from 'vitest';
import { deltaRule } from '../../../../src/lib/systems/delta-rule.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { guessRemedy } from '../../../../src/components/widgets/trainer/GuessNotice.tsx';
import { headlineOf, onlyGuesses, testedWhen } from '../../../../src/components/words/run.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { recordOf } from '../../../support/run-records.ts';

type Props = Partial<Parameters<typeof networkOf>[0]>;
const settingsOf = (props: Props = {}) =>
  trainingSettingsOf(networkOf({ layers: [{ units: 64, activation: 'relu' }, { units: 10 }], epochs: 5, ...props }));
const test = (correct: number, imagesSeen = 300_000) => ({ imagesSeen, correct, of: 10_000, loss: 2.3 });
const finished = (correct: number, props: Props = {}): RunRecord =>
  recordOf(settingsOf(props), { state: 'finished', imagesSeen: 300_000, tests: [test(980, 0), test(correct)] });

describe('a finished run that only guesses', () => {
  it('says so, and what to try', () => {
    const adam = { name: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    const run = finished(980, { optimizer: adam });
    expect(onlyGuesses(run)).toBe(true);
    expect(guessRemedy(run)).toBe('A learning rate of 0.1 is large for Adam: try 0.001.');
    const slow = finished(1135, { optimizer: { name: 'sgd', learningRate: 1e-5 } });
    expect(onlyGuesses(slow)).toBe(true);
    expect(guessRemedy(slow)).toContain('is small for SGD');
    expect(guessRemedy(finished(980, { initialization: 'zeros' }))).toContain('choose another initialization');
    expect(guessRemedy(finished(980))).toContain('Try a learning rate ten times smaller');
  });

  it('is one of a single layer, too, that is no better than its lucky start', () => {
    const layer = (correct: number) =>
      recordOf(trainingSettingsOf(networkOf(deltaRule({ alpha: 1e-7 }))), {
        state: 'finished',
        imagesSeen: 60_000,
        tests: [test(1256, 0), test(correct, 60_000)],
      });
    expect([1256, 1257].map((correct) => onlyGuesses(layer(correct)))).toEqual([true, false]);
    expect(guessRemedy(layer(1256))).toBe('An alpha of 1e-7 is small: try 0.001, or more epochs.');
    const start = test(5000, 0); // as of a model that had learned before
    expect(onlyGuesses({ ...layer(5000), tests: [start, test(4900, 60_000)] })).toBe(false);
  });

  it('is no run that learned, nor one that is under way', () => {
    expect(onlyGuesses(finished(9772))).toBe(false);
    expect(onlyGuesses({ ...finished(980), state: 'running' })).toBe(false);
    expect(onlyGuesses(null)).toBe(false);
  });
});

describe('the large number', () => {
  const running = (change: Partial<RunRecord>): RunRecord =>
    recordOf(settingsOf(), { state: 'running', imagesSeen: 30_000, tests: [test(690, 0)], ...change });
  const stretches = [{ imagesSeen: 30_000, span: 3000, accuracy: 0.882, loss: 0.4 }];

  it('is how training goes while only the first weights are tested', () => {
    expect(headlineOf(running({ stretches }))).toBe('training');
    expect(headlineOf(running({}))).toBe('test');
    expect(headlineOf(running({ stretches, tests: [test(690, 0), test(9500, 60_000)] }))).toBe('test');
    expect(headlineOf(null)).toBe('test');
  });

  it('says of which weights it is', () => {
    expect(testedWhen(running({}), test(690, 0))).toBe(', before training');
    expect(testedWhen(running({}), test(9500, 60_000))).toBe(', after epoch 1');
    expect(testedWhen(running({}), test(9500, 15_000))).toBe(', after 15,000 images');
    expect(testedWhen(finished(9500), test(9500))).toBe('');
  });
});
