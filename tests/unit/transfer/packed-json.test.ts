import { describe, expect, it } from 'vitest';
import { fromPackedJson, toPackedJson } from '../../../src/lib/transfer/packed-json.ts';

describe('packed JSON', () => {
  it('gives back every value that the stores hold, to the bit', () => {
    const value = {
      weights: Float32Array.of(1, -0, NaN, Infinity, 3.4e38, 1e-45),
      masks: Uint32Array.of(0, 0xffffffff),
      greys: Uint8Array.from({ length: 70_000 }, (_, i) => i % 251),
      sums: Float64Array.of(Math.PI),
      signs: Int32Array.of(-1, 2 ** 31 - 1),
      loss: [NaN, Infinity, -Infinity, -0, 0.1],
      words: 'a "quoted" line\nand another, $ and é',
      nothing: null,
      nested: { list: [{ is: true }] },
    };
    const text = toPackedJson(value);
    expect(text).not.toContain('\n');
    const back = fromPackedJson(text) as typeof value;
    expect(back).toEqual(value);
    expect(Object.is(back.loss[3], -0)).toBe(true);
    expect(Object.is(back.weights[1], -0)).toBe(true);
  });

  it('writes a part of a larger array as that part alone', () => {
    const large = Float32Array.of(1, 2, 3, 4);
    expect(fromPackedJson(toPackedJson(large.subarray(1, 3)))).toEqual(Float32Array.of(2, 3));
  });

  it('has the bytes that Python has', () => {
    // base64.b64encode(struct.pack("<3f", 1.5, -2.25, 0.1))
    expect(toPackedJson(Float32Array.of(1.5, -2.25, 0.1))).toBe('{"$":"Float32Array","base64":"AADAPwAAEMDNzMw9"}');
  });

  it.each([
    ['an unknown kind', '{"$":"Function","base64":""}'],
    ['a kind that every object has', '{"$":"constructor","base64":""}'],
    ['half a number', '{"$":"Float32Array","base64":"AACA"}'],
    ['bytes that are none', '{"$":"Float32Array","base64":"!!!!"}'],
    ['a number for bytes', '{"$":"Float32Array","base64":4}'],
    ['an unknown number', '{"$":"Seven"}'],
  ])('refuses %s', (_what, text) => {
    expect(() => fromPackedJson(text)).toThrow();
  });
});
