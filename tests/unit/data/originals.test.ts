import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMnist } from '../../../src/lib/data/originals.ts';

describe('readMnist', () => {
  it('reads the 10,000 test images and their labels', () => {
    const { count, images, labels } = readMnist('test');
    expect([count, images.length, labels.length]).toEqual([10_000, 7_840_000, 10_000]);
    expect([...labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    expect(Math.max(...images.subarray(0, 784))).toBe(255);
  });

  it('says what to do when the files are not there', () => {
    expect(() => readMnist('test', path.join(tmpdir(), 'no-such-folder'))).toThrow(
      'MNIST: cannot read t10k-images-idx3-ubyte',
    );
  });

  it('refuses a file that is not IDX', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mnist-'));
    writeFileSync(path.join(folder, 't10k-images-idx3-ubyte'), new Uint8Array(100));
    expect(() => readMnist('test', folder)).toThrow(
      't10k-images-idx3-ubyte: expected the IDX magic number 0x00000803, got 0x00000000',
    );
  });
});
