import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256, sha256Plain } from '../../../src/lib/data/sha256.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('SHA-256 without the browser', () => {
  it('gives the published values', () => {
    // FIPS 180-4 examples.
    expect(hex(sha256Plain(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(hex(sha256Plain(new Uint8Array(0)))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('agrees with Node at every length around a block, and inside a larger buffer', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 37 + 11) & 0xff);
    for (let length = 0; length < 200; length++) {
      const part = bytes.subarray(7, 7 + length);
      expect(hex(sha256Plain(part))).toBe(createHash('sha256').update(part).digest('hex'));
    }
  });

  it('is what `sha256` gives where the browser keeps its own back', async () => {
    const bytes = new TextEncoder().encode('a page on plain http');
    expect(await sha256(bytes, undefined)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
