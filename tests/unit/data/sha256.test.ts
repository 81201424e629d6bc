import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/lib/data/sha256.ts';

describe('SHA-256 where the browser keeps its own back', () => {
  it('gives the published values', async () => {
    // FIPS 180-4 examples.
    expect(await sha256(new TextEncoder().encode('abc'), null)).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await sha256(new Uint8Array(0), null)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('agrees with Node and with the browser’s own at every length around a block, and inside a larger buffer', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 37 + 11) & 0xff);
    for (let length = 0; length < 200; length++) {
      const part = bytes.subarray(7, 7 + length);
      const digest = createHash('sha256').update(part).digest('hex');
      expect([await sha256(part, null), await sha256(part)]).toEqual([digest, digest]);
    }
  });
});
