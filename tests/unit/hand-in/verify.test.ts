import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/lib/claims/claim.ts';
import type { WeightTensor } from '../../../src/lib/engine/contract.ts';
import { textOfWeights } from '../../../src/lib/hand-in/handed-weights.ts';
import type { TrainedAgain } from '../../../src/lib/hand-in/train-again.ts';
import { tryAgain, worstOf, type Means } from '../../../src/lib/hand-in/verify.ts';
import { networkOf } from '../../../src/lib/systems/network.ts';

const { specification } = networkOf({ layers: [{ units: 10 }], seed: 3 });
const claim: Claim = {
  version: 1,
  specification,
  epochs: 1,
  trainCount: 1000,
  validation: null,
  arithmetic: { name: 'simd-fused', maths: '0123abcd' },
  imagesSeen: 1000,
  correct: 8000,
  of: 10_000,
};
const tensor = (name: string, ...values: number[]): WeightTensor => ({
  name,
  shape: [values.length],
  values: Float32Array.from(values),
});
const WEIGHTS = [tensor('0.weight', 0.25, -1e-30, 3), tensor('0.bias', -0)];
const here: TrainedAgain = {
  imagesSeen: 1000,
  correct: 8000,
  of: 10_000,
  arithmetic: claim.arithmetic,
  weights: WEIGHTS,
};
const means = (change: Partial<Means> = {}): Means => ({
  sources: { '03-a/update': { start: '', solution: '', check: 'check' } },
  judge: (code) =>
    Promise.resolve(
      code === 'right'
        ? { passed: true, message: 'Well.' }
        : { passed: false, mistake: 'sign', message: 'The sign is wrong.' },
    ),
  train: () => Promise.resolve(here),
  evaluate: () => Promise.reject(new Error('must not be asked')),
  ...change,
});
const exercise = (code: string, state: 'passed' | 'tried', id = '03-a/update') =>
  ({ kind: 'exercise', id, handed: { exercise: id, code, state } }) as const;
const claimed = (value: unknown) => ({ kind: 'claim', id: 'run 1', handed: { title: 'mine', claim: value } }) as const;

describe('trying again what was handed in', () => {
  it('says of code whether it is as it was said to be', async () => {
    expect(await tryAgain(exercise('right', 'passed'), means())).toEqual({
      outcome: 'confirmed',
      words: 'Handed in as passed, and so it is here. Well.',
    });
    expect(await tryAgain(exercise('wrong', 'passed'), means())).toEqual({
      outcome: 'differs',
      words: 'Handed in as passed, and here it does not pass. The sign is wrong.',
    });
    expect(await tryAgain(exercise('right', 'tried'), means())).toMatchObject({ outcome: 'differs' });
    expect(await tryAgain(exercise('wrong', 'tried'), means())).toMatchObject({ outcome: 'confirmed' });
    expect(await tryAgain(exercise('', 'passed'), means())).toMatchObject({ outcome: 'not-run' });
    expect(await tryAgain(exercise('right', 'passed', 'constructor/x'), means())).toMatchObject({ outcome: 'not-run' });
    const endless = means({
      judge: () => Promise.resolve({ passed: false, mistake: 'stopped', message: 'It had not ended.' }),
    });
    expect(await tryAgain(exercise('wrong', 'tried'), endless)).toMatchObject({ outcome: 'failed' });
  });

  it('says of a run both numbers', async () => {
    expect(await tryAgain(claimed(claim), means())).toEqual({
      outcome: 'confirmed',
      words: 'Handed in: 8,000 of 10,000 right after 1,000 images. Here: 8,000 of 10,000.',
    });
    expect(await tryAgain(claimed({ ...claim, correct: 9900 }), means())).toEqual({
      outcome: 'differs',
      words: 'Handed in: 9,900 of 10,000 right after 1,000 images. Here: 8,000 of 10,000.',
    });
    const plain: TrainedAgain = { ...here, correct: 8010, arithmetic: { name: 'simd-plain', maths: '0123abcd' } };
    expect(await tryAgain(claimed(claim), means({ train: () => Promise.resolve(plain) }))).toMatchObject({
      outcome: 'confirmed',
    });
  });

  it('names weights that are not those of the run, though by one bit', async () => {
    const withWeights = (weights: string) =>
      ({ kind: 'claim', id: 'run 1', handed: { title: 'mine', claim, weights } }) as const;
    expect(await tryAgain(withWeights(textOfWeights(WEIGHTS)), means())).toMatchObject({ outcome: 'confirmed' });
    const others = textOfWeights([WEIGHTS[0]!, tensor('0.bias', 0)]);
    const evaluate = () => Promise.resolve(8000);
    expect(await tryAgain(withWeights(others), means({ evaluate }))).toEqual({
      outcome: 'differs',
      words:
        'Handed in: 8,000 of 10,000 right after 1,000 images. Here: 8,000 of 10,000. The weights that came along are not those of this run: they have 8,000 of 10,000 right, and 1 of their numbers are others.',
    });
    for (const odd of ['', 'AAAA', '<b>', textOfWeights([...WEIGHTS, ...WEIGHTS])])
      expect((await tryAgain(withWeights(odd), means())).words).toContain(
        'The weights that came along are not those of such a network.',
      );
    // By another arithmetic the bits are others anyway: then the count must be the claim's, within a few images.
    const plain: TrainedAgain = { ...here, correct: 8010, arithmetic: { name: 'simd-plain', maths: '0123abcd' } };
    const train = () => Promise.resolve(plain);
    expect(await tryAgain(withWeights(others), means({ train, evaluate: () => Promise.resolve(8003) }))).toMatchObject({
      outcome: 'confirmed',
    });
    expect(await tryAgain(withWeights(others), means({ train, evaluate: () => Promise.resolve(8600) }))).toMatchObject({
      outcome: 'differs',
    });
  });

  it('names a seed that there cannot be, and what is no claim, without training', async () => {
    const never = means({ train: () => Promise.reject(new Error('must not be asked')) });
    for (const forged of [
      { ...claim, specification: { ...specification, seed: -1 } },
      { ...claim, imagesSeen: 5000 },
      null,
      'x',
    ]) {
      const check = await tryAgain(claimed(forged), never);
      expect(check.outcome).toBe('failed');
      expect(check.words).toMatch(/^No run of the book makes this claim\. /);
    }
  });

  it('never rejects', async () => {
    const broken = means({
      judge: () => Promise.reject(new Error('no frame')),
      train: () => Promise.reject(new Error('no engine')),
    });
    expect(await tryAgain(exercise('right', 'passed'), broken)).toEqual({ outcome: 'failed', words: 'no frame' });
    expect(await tryAgain(claimed(claim), broken)).toMatchObject({ outcome: 'failed' });
  });

  it('is as bad as the worst of it', () => {
    const of = (...outcomes: readonly ('confirmed' | 'differs' | 'failed')[]) =>
      worstOf(outcomes.map((outcome) => ({ outcome, words: '' })));
    expect([of(), of('confirmed'), of('confirmed', 'failed'), of('failed', 'differs')]).toEqual([
      null,
      'confirmed',
      'failed',
      'differs',
    ]);
  });
});
