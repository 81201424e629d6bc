import { describe, expect, it } from 'vitest';
import { RandomState } from '../../../src/lib/nn/random.ts';
import numpy from '../../golden/fixtures/random.json' with { type: 'json' };

const take = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

/** Math.log may differ from C's in the last bit, and so may the normals. */
function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(4e-16 * Math.abs(expected));
}

describe('RandomState', () => {
  it('begins with the numbers that the book quotes for seed 10', () => {
    const random = new RandomState(10);
    expect(take(3, () => random.randomSample())).toEqual([0.771320643266746, 0.0207519493594015, 0.6336482349262754]);
  });

  for (const expected of numpy) {
    describe(`with seed ${expected.seed}, beside NumPy`, () => {
      it('draws the same uniform numbers, also beyond the first 624 words', () => {
        const random = new RandomState(expected.seed);
        const samples = take(2000, () => random.randomSample());
        expect(samples.slice(0, 5)).toEqual(expected.samples);
        expect(samples[1999]).toBe(expected.sample1999);
        const other = new RandomState(expected.seed);
        expect(take(5, () => other.uniform(-0.25, 3))).toEqual(expected.uniform);
      });

      it('draws the same normal numbers', () => {
        const random = new RandomState(expected.seed);
        const normals = take(1001, () => random.standardNormal());
        expected.normals.forEach((value, i) => expectNear(normals[i]!, value));
        expectNear(normals[1000]!, expected.normal1000);
      });

      it('shuffles into the same order', () => {
        expect([...new RandomState(expected.seed).permutation(12)]).toEqual(expected.permutation);
      });

      it('keeps its place when the kinds of draws are mixed', () => {
        const random = new RandomState(expected.seed);
        expectNear(random.standardNormal(), expected.mixed.normal);
        const order = random.permutation(60_000);
        for (const [i, value] of Object.entries(expected.mixed.order)) expect(order[Number(i)]).toBe(value);
        expect(order.reduce((sum, value, i) => sum + ((value * i) % 1_000_003), 0)).toBe(expected.mixed.orderSum);
        expect(random.randomSample()).toBe(expected.mixed.sample);
        expectNear(random.standardNormal(), expected.mixed.nextNormal);
      });
    });
  }

  it('goes on from a saved state as if nothing had happened', () => {
    const random = new RandomState(7);
    random.standardNormal(); // leaves the second of the pair waiting
    const state = random.getState();
    const ahead = take(700, () => random.standardNormal());
    const other = new RandomState(8);
    other.setState(state);
    expect(take(700, () => other.standardNormal())).toEqual(ahead);
    random.setState(state);
    expect(random.standardNormal()).toBe(ahead[0]);
  });

  it('shuffles nothing and one thing without complaint', () => {
    expect([...new RandomState(1).permutation(0)]).toEqual([]);
    expect([...new RandomState(1).permutation(1)]).toEqual([0]);
  });

  for (const seed of [-1, 2 ** 32, 1.5, Number.NaN, Infinity]) {
    it(`refuses the seed ${seed} and says which it takes`, () => {
      expect(() => new RandomState(seed)).toThrow(`seed: expected a whole number from 0 to 4294967295, got ${seed}`);
    });
  }

  it.each([0, 1, 623, 624, 625, 1248, 5000])('skips %i words as if they were drawn', (count) => {
    const [drawn, skipped] = [new RandomState(5), new RandomState(5)];
    for (const random of [drawn, skipped]) random.nextUint32();
    for (let k = 0; k < count; k++) drawn.nextUint32();
    skipped.skip(count);
    expect(skipped.getState().position).toBe(drawn.getState().position);
    expect([skipped.nextUint32(), skipped.nextUint32()]).toEqual([drawn.nextUint32(), drawn.nextUint32()]);
  });

  it('refuses a damaged state and an impossible count', () => {
    const random = new RandomState(1);
    const state = random.getState();
    expect(() => random.setState({ ...state, words: new Uint32Array(3) })).toThrow('expected 624 words, got 3');
    expect(() => random.setState({ ...state, position: 625 })).toThrow('expected a position from 0 to 624, got 625');
    expect(() => random.permutation(-1)).toThrow('permutation: expected a whole number of things');
  });
});
