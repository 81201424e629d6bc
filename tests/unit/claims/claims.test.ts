import { describe, expect, it } from 'vitest';
import { ClaimError, ClaimSchema, readClaim, type Claim } from '../../../src/lib/claims/claim.ts';
import { readClaimLink, writeClaimLink } from '../../../src/lib/claims/claim-link.ts';
import { saysClaim, settingsOfLink } from '../../../src/lib/claims/says-claim.ts';
import { compareClaim, toleranceOf } from '../../../src/lib/claims/compare-claim.ts';
import { claimOf, leftBehind, whyNoClaim, type Claimed } from '../../../src/lib/claims/make-claim.ts';
import { DATA_SETS } from '../../../src/lib/data/data-sets.ts';
import { readLink, writeLink } from '../../../src/lib/systems/link.ts';
import { networkOf } from '../../../src/lib/systems/network.ts';
import * as v from 'valibot';

const MATHS = '0123abcd';
const { specification } = networkOf({ layers: [{ units: 64, activation: 'relu' }, { units: 10 }], seed: 3 });
const claim: Claim = {
  version: 1,
  specification,
  epochs: 5,
  trainCount: 50_000,
  validation: { from: 50_000, count: 10_000 },
  arithmetic: { name: 'simd-fused', maths: MATHS },
  imagesSeen: 250_000,
  correct: 9794,
  of: 10_000,
};
/** As it comes from a file. */
const sent = (change: object = {}): unknown => JSON.parse(JSON.stringify({ ...claim, ...change }));
const withSpecification = (change: object): unknown => sent({ specification: { ...specification, ...change } });

describe('a claim', () => {
  it('comes back whole from a file', () => {
    expect(readClaim(sent())).toEqual(claim);
    expect(v.is(ClaimSchema, sent())).toBe(true);
  });

  it('of convolutions, dropout and Adam comes back whole too', () => {
    const other = networkOf({
      convolutions: [{ filters: 8, size: 5, activation: 'relu', pool: 2 }],
      layers: [{ units: 32, activation: 'tanh', dropout: 0.25 }, { units: 10 }],
      optimizer: { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    });
    const mine = sent({ specification: other.specification });
    expect(readClaim(mine)).toEqual(mine);
  });

  const polluted = JSON.parse(`{"__proto__": {"units": 5}, ${JSON.stringify(claim).slice(1)}`) as unknown;
  const inLayer = JSON.parse(
    JSON.stringify(claim).replace('{"units":64', '{"__proto__":{"dropout":0.5},"units":64'),
  ) as unknown;
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'claim: expected an object, got nothing.'],
    ['a list', [claim], 'expected'],
    ['a text', '<img src=x onerror=alert(1)>', 'claim: expected an object, got “<img src=x onerror=alert(1)>”.'],
    ['a later version', sent({ version: 2 }), 'version: this is from a newer version of the book; open it there.'],
    [
      'more than can be right',
      sent({ correct: 10_001 }),
      'correct: expected a whole number from 0 to 10,000, got 10001.',
    ],
    [
      'a number that is a text',
      sent({ correct: '9794' }),
      'correct: expected a whole number from 0 to 10,000, got “9794”.',
    ],
    ['half an image', sent({ correct: 9794.5 }), 'correct: expected a whole number from 0 to 10,000, got 9794.5.'],
    ['fewer test images than there are', sent({ of: 9800 }), 'of: expected all 10000 test images, got 9800.'],
    [
      'more images than its epochs have',
      sent({ imagesSeen: 250_030 }),
      'imagesSeen: expected at most 250000, 5 times 50000; got 250030.',
    ],
    ['part of a batch', sent({ imagesSeen: 100 }), 'imagesSeen: expected whole batches of 30, got 100.'],
    ['a million epochs', sent({ epochs: 1e6 }), 'epochs: expected a whole number from 1 to 200, got 1000000.'],
    ['no epochs', sent({ epochs: undefined }), 'epochs'],
    ['something besides', sent({ command: 'rm' }), 'claim: “command” means nothing here.'],
    [
      'another arithmetic',
      sent({ arithmetic: { name: 'constructor', maths: MATHS } }),
      'arithmetic: expected reference, simd-plain, simd-fused, webgpu, got “constructor”.',
    ],
    [
      'HTML as arithmetic',
      sent({ arithmetic: { name: 'reference', maths: '<b>hi</b>' } }),
      'maths: expected eight hexadecimal digits, got “<b>hi</b>”.',
    ],
    [
      'a layer of a billion',
      withSpecification({ layers: [{ ...specification.layers[0], units: 1e9 }, specification.layers[1]] }),
      'units: expected at most 4096, got 1000000000.',
    ],
    [
      'a thousand layers',
      withSpecification({ layers: Array.from({ length: 1000 }, () => specification.layers[1]) }),
      'layers: expected at most 13, got 1000.',
    ],
    [
      'more weights than fit',
      withSpecification({
        layers: [
          ...Array.from({ length: 3 }, () => ({ ...specification.layers[0], units: 4096 })),
          specification.layers[1],
        ],
      }),
      'layers: expected at most 16777216 weights and biases, got 36818954.',
    ],
    [
      'layers that are none',
      withSpecification({ layers: 'constructor' }),
      'layers: expected at most 13, got “constructor”.',
    ],
    [
      'layers of nothing',
      withSpecification({ layers: [null, null] }),
      'layer 1: expected units, activation and bias; got null.',
    ],
    [
      'an activation from the prototype',
      withSpecification({ layers: [{ ...specification.layers[0], activation: 'toString' }, specification.layers[1]] }),
      'layer 1, activation: expected one of',
    ],
    [
      'another data set',
      withSpecification({ data: '__proto__' }),
      `data: expected one of ${Object.keys(DATA_SETS).join(', ')}; got "__proto__".`,
    ],
    [
      'a batch of everything and more',
      withSpecification({ batchSize: 1e12 }),
      'batchSize: expected at most 60000, got 1000000000000.',
    ],
    ['a setting that this version does not know', withSpecification({ noSuchSetting: 0.1 }), 'specification: expected'],
    [
      'eleven outputs',
      withSpecification({ layers: [specification.layers[0], { ...specification.layers[1], units: 11 }] }),
      'layers: expected 10 units in the last, got 11.',
    ],
    ['a prototype for itself', polluted, 'claim'],
    [
      'a prototype for its layer',
      inLayer,
      'layer 1: expected units, activation, bias, dropout; got “__proto__” besides.',
    ],
    [
      'validation beyond the last image',
      sent({ validation: { from: 59_999, count: 2 } }),
      'validation: expected images up to 60000, got 2 from 59999.',
    ],
  ])('is refused in words where it says %s', (_what, value, message) => {
    expect(() => readClaim(value)).toThrow(ClaimError);
    expect(() => readClaim(value)).toThrow(message);
    expect(({} as Record<string, unknown>)['units']).toBeUndefined();
  });

  it('says of endless texts only their beginning', () => {
    const endless = 'x'.repeat(1e6);
    for (const value of [sent({ correct: endless }), sent({ [endless]: 1 }), withSpecification({ loss: endless })])
      try {
        readClaim(value);
        expect.unreachable();
      } catch (error) {
        expect((error as Error).message.length).toBeLessThan(400);
      }
  });
});

describe('a claim as a link', () => {
  const link = writeClaimLink(claim);

  it('is readable, and comes back whole', () => {
    expect(link).toBe(
      'layers=64:relu,10&seed=3&epochs=5&trainCount=50000&validation=50000:10000&claim=1&right=9794&of=10000&seen=250000&by=simd-fused&maths=0123abcd',
    );
    expect(readClaimLink(`#${link}`)).toEqual(claim);
  });

  it('opens as settings where claims are not known: those come first', () => {
    expect(settingsOfLink(`#${link}`)).toBe(link.split('&claim=')[0]);
    expect(readLink(settingsOfLink(link)).problems).toEqual([]);
  });

  it('is told from one that holds settings only', () => {
    expect(saysClaim(`#${link}`)).toBe(true);
    expect(saysClaim(`#${writeLink(networkOf({ layers: [{ units: 10 }] }))}`)).toBe(false);
    expect(saysClaim('#shelf')).toBe(false);
    expect(saysClaim('')).toBe(false);
  });

  it.each([
    ['no result', link.replace('&right=9794', ''), 'correct: expected'],
    [
      'a result of letters',
      link.replace('9794', 'all'),
      'correct: expected a whole number from 0 to 10,000, got “all”.',
    ],
    ['a result with a sign', link.replace('9794', '-1'), 'got “-1”.'],
    ['a result in other writing', link.replace('9794', '0x10'), 'got “0x10”.'],
    ['HTML', link.replace('9794', encodeURIComponent('<script>alert(1)</script>')), 'got “<script>alert(1)</script>”.'],
    ['two results', `${link}&right=1`, 'The link says “right” twice.'],
    ['no layers', link.replace('layers=64:relu,10&', ''), 'The link says no layers.'],
    ['a layer that cannot be taken', link.replace('relu', 'magic'), 'layers, number 1, activation: expected'],
    ['something that means nothing', `${link}&__proto__=1`, 'The link also says “__proto__”'],
    ['a newer version', link.replace('claim=1', 'claim=2'), 'from a newer version'],
    ['a network of a trillion', link.replace('64:relu', '1e12:relu'), 'units: expected at most 4096'],
    ['more letters than any link', `${link}&x=${'1'.repeat(5000)}`, 'no link of the book has so many'],
  ])('is refused in words where it has %s', (_what, text, message) => {
    expect(() => readClaimLink(text)).toThrow(ClaimError);
    expect(() => readClaimLink(text)).toThrow(message);
  });
});

const run: Claimed = {
  settings: { specification, epochs: 5, testAt: [0, 250_000], trainCount: 50_000, validation: claim.validation! },
  title: '784-64-10',
  state: 'finished',
  by: 'simd',
  arithmetic: [claim.arithmetic],
  stretches: [],
  validations: [],
  tests: [
    { imagesSeen: 0, correct: 980, of: 10_000, loss: 2.3 },
    { imagesSeen: 250_000, correct: 9794, of: 10_000, loss: 0.07 },
  ],
};

describe('a run’s claim', () => {
  it('is of its last test', () => expect(claimOf(run)).toEqual(claim));

  it('names what stays behind', () => {
    expect(leftBehind(run)).toEqual(['the trained weights (whoever opens it trains them again)', '1 earlier tests']);
  });

  it.each<[string, Partial<Claimed>, string]>([
    ['own code', { code: 'export const update = 1' }, 'Your own code'],
    ['a finished model', { loaded: 'a model' }, 'brought in'],
    [
      'own images',
      { settings: { ...run.settings, specification: { ...specification, data: 'own' as 'mnist' } } },
      'images of your own',
    ],
    ['no test', { tests: [run.tests[0]!] }, 'not tested'],
    ['a run that trains', { state: 'running' }, 'not over'],
    ['an optimizer that began anew', { anew: true }, 'began anew'],
    ['two engines', { arithmetic: [claim.arithmetic, { name: 'reference', maths: MATHS }] }, 'Two engines'],
    ['an old run', { arithmetic: undefined as never }, 'did not note how'],
  ])('is not made of %s, and says why', (_what, change, why) => {
    const other = { ...run, ...change };
    expect(whyNoClaim(other)).toContain(why);
    expect(() => claimOf(other)).toThrow(ClaimError);
  });
});

describe('a claim trained again', () => {
  const again = (correct: number, name = claim.arithmetic.name, maths = MATHS) =>
    compareClaim(claim, { arithmetic: { name, maths }, correct, of: 10_000, imagesSeen: 250_000 });

  it('is confirmed by the same count', () => expect(again(9794)).toEqual({ kind: 'confirmed', why: null }));

  it('differs by a single image where the arithmetic is the same', () =>
    expect(again(9795)).toEqual({ kind: 'differs', apart: 1, tolerance: 0, why: null }));

  it('agrees within three roots of the wrong ones by another arithmetic, and says why', () => {
    // 206 wrong: 3 · 14.3527 = 43.06
    expect(toleranceOf(claim)).toBe(44);
    expect(again(9794 - 44, 'simd-plain')).toMatchObject({ kind: 'agrees', apart: 44, tolerance: 44 });
    expect(again(9794 + 44, 'reference')).toMatchObject({ kind: 'agrees', apart: 44 });
    expect(again(9794 - 45, 'simd-plain')).toMatchObject({ kind: 'differs', apart: 45, tolerance: 44 });
    expect(again(9700, 'simd-plain')).toMatchObject({
      why: 'it was computed by WebAssembly that multiplies and adds with one rounding, and here by WebAssembly that rounds after each multiplication and each addition',
    });
  });

  it('agrees at most where the browser’s own functions are others', () => {
    expect(again(9790, 'simd-fused', 'ffffffff')).toMatchObject({ kind: 'agrees', apart: 4 });
    expect(again(9794, 'simd-fused', 'ffffffff')).toMatchObject({ kind: 'confirmed' });
    expect(again(9794, 'simd-fused', 'ffffffff')).not.toMatchObject({ why: null });
  });

  it('is never held to the image on graphics cards', () => {
    const card: Claim = { ...claim, arithmetic: { name: 'webgpu', maths: MATHS } };
    const trained = { arithmetic: card.arithmetic, correct: 9790, of: 10_000, imagesSeen: 250_000 };
    expect(compareClaim(card, trained)).toMatchObject({
      kind: 'agrees',
      why: expect.stringContaining('graphics card'),
    });
  });

  it('is compared after as many images only', () => {
    expect(() => compareClaim(claim, { ...claim, imagesSeen: 200_000 })).toThrow(RangeError);
  });
});
