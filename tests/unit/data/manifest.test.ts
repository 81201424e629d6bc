import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { mnist } from '../../../src/lib/data/mnist.ts';
import { parseManifest, type ManifestEntry } from '../../../src/lib/data/manifest.ts';
import { DATA_FOLDER } from '../../support/file-server.ts';

const text = await readFile(`${DATA_FOLDER}manifest.json`, 'utf8');

/** The real manifest with one thing changed. */
function changed(
  change: (manifest: { version: unknown; files: Record<keyof ManifestEntry, unknown>[] }) => void,
): string {
  const manifest = JSON.parse(text);
  change(manifest);
  return JSON.stringify(manifest);
}

describe('parseManifest', () => {
  it('reads the prepared manifest: 60,000 and 10,000 images in shards of 10,000', () => {
    const manifest = parseManifest(text, mnist);
    expect(manifest.files.map((entry) => entry.name)).toEqual([
      'train-0',
      'train-1',
      'train-2',
      'train-3',
      'train-4',
      'train-5',
      'train-labels',
      'test-0',
      'test-labels',
    ]);
    expect(manifest.files[3]).toMatchObject({
      from: 30_000,
      count: 10_000,
      rawBytes: 7_840_000,
      set: 'train',
      kind: 'images',
    });
  });

  it.each([
    ['no JSON', '<!doctype html>', 'manifest.json: expected JSON, got "<!doctype html>".'],
    ['a list', '[]', 'manifest.json: version: expected 1, got nothing.'],
    ['another version', changed((m) => (m.version = 2)), 'manifest.json: version: expected 1, got 2.'],
    [
      'a wrong size',
      changed((m) => (m.files[3]!.bytes = 'x')),
      'manifest.json: files[3].bytes: expected a whole number, got "x".',
    ],
    [
      'a wrong hash',
      changed((m) => (m.files[0]!.sha256 = 'abc')),
      'manifest.json: files[0].sha256: expected 64 hexadecimal digits, got "abc".',
    ],
    [
      'a path out of the folder',
      changed((m) => (m.files[1]!.file = '../x.bin')),
      'manifest.json: files[1].file: expected a plain file name, got "../x.bin".',
    ],
    [
      'an address',
      changed((m) => (m.files[1]!.file = 'https://x.test/a')),
      'manifest.json: files[1].file: expected a plain file name, got "https://x.test/a".',
    ],
    [
      'sizes that contradict',
      changed((m) => (m.files[2]!.rawBytes = 5)),
      'manifest.json: files[2].rawBytes: expected 7840000, got 5.',
    ],
    [
      'a missing shard',
      changed((m) => m.files.splice(2, 1)),
      'manifest.json: train images: expected a file that begins at 20000, got train-3.bin from 30000.',
    ],
    [
      'a missing last shard',
      changed((m) => m.files.splice(5, 1)),
      'manifest.json: train images: expected 60000 in all, got 50000.',
    ],
    [
      'missing labels',
      changed((m) => m.files.splice(8, 1)),
      'manifest.json: test labels: expected 10000 in all, got 0.',
    ],
  ])('names what is wrong: %s', (_case, wrong, message) => {
    expect(() => parseManifest(wrong, mnist)).toThrow(expect.objectContaining({ reason: 'wrong-manifest', message }));
  });
});
