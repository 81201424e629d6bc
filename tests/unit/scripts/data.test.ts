import { mkdtemp, writeFile, rm, copyFile, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isComplete, readOriginal } from '../../../scripts/data/main.ts';
import { idxImages, idxLabels } from '../../../src/lib/data/idx.ts';

function idx(magic: number, dimensions: readonly number[], body: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * dimensions.length);
  head.writeUInt32BE(magic, 0);
  dimensions.forEach((size, axis) => head.writeUInt32BE(size, 4 + 4 * axis));
  return Buffer.concat([head, body]);
}

describe('reading IDX files', () => {
  it('gives the pixels and labels behind the header', () => {
    const pixels = Uint8Array.from({ length: 2 * 784 }, (_, k) => k % 256);
    expect(idxImages('two', idx(0x803, [2, 28, 28], pixels), 28)).toEqual(Buffer.from(pixels));
    expect(idxLabels('three', idx(0x801, [3], Uint8Array.of(7, 2, 1)))).toEqual(Buffer.of(7, 2, 1));
  });
  it('names a wrong magic number', () => {
    expect(() => idxLabels('labels', idx(0x803, [3], new Uint8Array(3)))).toThrow(
      'labels: expected the IDX magic number 0x00000801, got 0x00000803.',
    );
  });
  it('names another image size', () => {
    expect(() => idxImages('images', idx(0x803, [1, 32, 32], new Uint8Array(1024)), 28)).toThrow(
      'expected images of 28 x 28, got 32 x 32',
    );
  });
  it('names a short file', () => {
    expect(() => idxImages('images', idx(0x803, [2, 28, 28], new Uint8Array(784)), 28)).toThrow(
      'expected 1568 bytes of pixels, got 784',
    );
    expect(() => idxLabels('labels', Buffer.from([0, 0]))).toThrow('expected a header of 8 bytes, got 2 bytes');
  });
});

describe('preparing the data', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'mnist-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('refuses an original whose MD5 is not that of MNIST', async () => {
    await writeFile(path.join(folder, 't10k-labels-idx1-ubyte'), idx(0x801, [1], Uint8Array.of(1)));
    const original = {
      file: 't10k-labels-idx1-ubyte',
      md5: '27ae3e4e09519cfbb04c329615203637',
      set: 'test',
      kind: 'labels',
    } as const;
    await expect(readOriginal(folder, original, 28)).rejects.toThrow(/expected MD5 27ae3e4e.* got .* Reinstall/);
  });
  it('says how to get an original that is absent', async () => {
    const original = {
      file: 'train-labels-idx1-ubyte',
      md5: 'a25bea736e30d166cdddb491f175f624',
      set: 'train',
      kind: 'labels',
    } as const;
    await expect(readOriginal(folder, original, 28)).rejects.toThrow('not found. Run "npm ci"');
  });
  it('sees a damaged shard and a missing manifest as incomplete', async () => {
    expect(await isComplete('mnist', folder)).toBe(false);
    const prepared = path.resolve('public/data/mnist');
    const manifest = JSON.parse(await readFile(path.join(prepared, 'manifest.json'), 'utf8')) as {
      files: { file: string }[];
    };
    for (const { file } of manifest.files) await copyFile(path.join(prepared, file), path.join(folder, file));
    await copyFile(path.join(prepared, 'manifest.json'), path.join(folder, 'manifest.json'));
    expect(await isComplete('mnist', folder)).toBe(true);
    const shard = path.join(folder, 'train-labels.bin');
    const bytes = await readFile(shard);
    bytes[100] = bytes[100]! ^ 1;
    await writeFile(shard, bytes);
    expect(await isComplete('mnist', folder)).toBe(false);
  });
});
