import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../src/lib/claims/claim.ts';
import { imagesWords, verdictWords } from '../../../../src/lib/claims/claim-words.ts';
import { writeClaimLink } from '../../../../src/lib/claims/claim-link.ts';
import { foresee, replayOf, trainedAgain, verdictOf } from '../../../../src/components/widgets/workbench/replay.ts';
import { arithmeticHere } from '../../../../src/lib/engine/arithmetic.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';

const here = arithmeticHere('simd-plain');
const claim: Claim = {
  version: 1,
  specification: networkOf({ layers: [{ units: 10 }] }).specification,
  epochs: 2,
  trainCount: 600,
  validation: null,
  arithmetic: here,
  imagesSeen: 1200,
  correct: 8000,
  of: 10_000,
};
const link = writeClaimLink(claim);
const run = (change: Partial<RunRecord>): RunRecord =>
  ({
    id: '1',
    checks: link,
    arithmetic: [here],
    tests: [
      { imagesSeen: 0, correct: 900, of: 10_000, loss: 2 },
      { imagesSeen: 1200, correct: 8000, of: 10_000, loss: 0.7 },
    ],
    ...change,
  }) as RunRecord;

describe('a claim that is trained again', () => {
  it('is judged by the newest run that was trained for it', () => {
    const runs = [run({ id: '1' }), run({ id: '2' }), run({ id: '3', checks: 'another' })];
    expect(replayOf(runs, link)?.id).toBe('2');
    expect(replayOf([], link)).toBeUndefined();
  });

  it('says nothing before the run was tested after as many images, or when it lost its way', () => {
    expect(trainedAgain(claim, run({ tests: run({}).tests.slice(0, 1) }))).toBeNull();
    expect(verdictOf(claim, run({ anew: true }))).toBeNull();
    expect(verdictOf(claim, run({}))?.verdict).toEqual({ kind: 'confirmed', why: null });
  });

  it('counts as rounded otherwise where any part of the run was', () => {
    const mixed = run({
      arithmetic: [here, arithmeticHere('reference')],
      tests: [{ ...run({}).tests[1]!, correct: 7990 }],
    });
    expect(verdictOf(claim, mixed)?.verdict).toMatchObject({ kind: 'agrees', apart: 10, tolerance: 135 }); // 3 √2000 = 134.2
  });

  it('knows beforehand what this machine cannot do alike', () => {
    expect(foresee(claim)).toBeNull();
    expect(foresee({ ...claim, arithmetic: { ...here, maths: 'ffffffff' } })).toMatchObject({ tolerance: 135 });
    expect(foresee({ ...claim, arithmetic: arithmeticHere('webgpu') })?.why).toContain('graphics card');
  });
});

describe('the words of a verdict', () => {
  const words = (correct: number, arithmetic = here) => {
    const trained = { arithmetic, correct, of: 10_000, imagesSeen: 1200 };
    const judged = verdictOf(claim, run({ arithmetic: [arithmetic], tests: [{ ...trained, loss: 1 }] }))!;
    return verdictWords(claim, judged.trained, judged.verdict);
  };
  it('name both numbers, and why', () => {
    expect(words(8000)).toEqual({ short: 'Confirmed, to the image', why: '8,000 of 10,000 here as well.' });
    expect(words(7999).short).toBe('Differs');
    expect(words(7999).why).toMatch(/^8,000 of 10,000 claimed, 7,999 of 10,000 here: 1 image apart\./);
    expect(words(7900, arithmeticHere('reference'))).toEqual({
      short: 'Agrees, as nearly as can be told',
      why: '8,000 of 10,000 claimed, 7,900 of 10,000 here: 100 images apart. It was computed by WebAssembly that rounds after each multiplication and each addition, and here by the readable engine on the processor, which explains up to 135.',
    });
    expect(words(7000, arithmeticHere('reference')).why).toContain('but that explains 135 at most');
  });
  it('say how many images those were', () => {
    expect(imagesWords(claim)).toBe('1,200 images (2 epochs of 600)');
    expect(imagesWords({ ...claim, imagesSeen: 600 })).toBe('600 images (1 epoch)');
    expect(imagesWords({ ...claim, imagesSeen: 30 })).toBe('30 images');
  });
});
