/**
 * Writes the data sets for the browser: gzip shards of images, labels and a manifest, in public/data/NAME, from the
 * originals of `sources.ts`. Run by `npm run data`; does nothing where the files are there and whole.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { dataSetNamed, pixelsOf, type BookSetId } from '../../src/lib/data/data-sets.ts';
import { ORIGINS } from '../../src/lib/data/origins.ts';
import { parseManifest, type ManifestEntry } from '../../src/lib/data/manifest.ts';
import { idxImages, idxLabels } from '../../src/lib/data/idx.ts';
import { namesOf } from '../../src/lib/settings/choose.ts';
import { SOURCES, type Original } from './sources.ts';

const compress = promisify(gzip);
const digest = (algorithm: 'md5' | 'sha256', bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** True when every file of the manifest of a data set in `folder` is there with its size and SHA-256. */
export async function isComplete(id: BookSetId, folder: string): Promise<boolean> {
  try {
    const manifest = parseManifest(await readFile(path.join(folder, 'manifest.json'), 'utf8'), dataSetNamed(id));
    for (const entry of manifest.files) {
      const bytes = await readFile(path.join(folder, entry.file));
      if (bytes.length !== entry.bytes || digest('sha256', bytes) !== entry.sha256) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** Reads one original, with images of so many pixels a side, and checks its MD5. */
export async function readOriginal(folder: string, original: Original, side: number): Promise<Uint8Array> {
  const file = path.join(folder, original.file);
  if (!existsSync(file))
    throw new Error(`${original.file}: not found. Run "npm ci" to install what it is in, then "npm run data".`);
  const bytes = await readFile(file);
  const md5 = digest('md5', bytes);
  if (md5 !== original.md5) {
    throw new Error(
      `${original.file}: expected MD5 ${original.md5}, got ${md5}. Reinstall the package that it is in ("npm ci"), then run "npm run data".`,
    );
  }
  return original.kind === 'images' ? idxImages(original.file, bytes, side) : idxLabels(original.file, bytes);
}

async function writeData(id: BookSetId, target: string): Promise<void> {
  const { folder, originals } = SOURCES[id];
  const dataSet = dataSetNamed(id);
  const { shard } = dataSet.files;
  // Written beside and renamed at the end, so that a stopped run never leaves half a data set that looks whole.
  const work = `${target}.partial`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const files: ManifestEntry[] = [];
  for (const original of originals) {
    const body = await readOriginal(folder(), original, dataSet.side);
    const images = original.kind === 'images';
    const item = images ? pixelsOf(dataSet) : 1;
    const per = images ? shard : body.length;
    for (let from = 0; from * item < body.length; from += per) {
      const raw = body.subarray(from * item, (from + per) * item);
      const name = images ? `${original.set}-${from / shard}` : `${original.set}-labels`;
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
    source: ORIGINS[id].source,
    license: ORIGINS[id].licence,
    files,
  };
  await writeFile(path.join(work, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(target, { recursive: true, force: true });
  await rename(work, target);
}

/** Writes a data set unless it is there. */
async function prepare(id: BookSetId, root: string): Promise<void> {
  const { name, counts, files } = dataSetNamed(id);
  const target = path.resolve(root, 'public/data', files.folder); // without the slash at its end
  const images = `${(counts.train + counts.test).toLocaleString('en-US')} images`;
  if (await isComplete(id, target)) return console.log(`${name} is prepared: ${images}, every file checked.`);
  console.log(`Preparing ${name}: ${images}, once, about half a minute.`);
  try {
    await writeData(id, target);
    console.log(`${name} is prepared in ${path.relative(root, target).replaceAll(path.sep, '/')}.`);
  } catch (error) {
    console.error(`Could not prepare ${name}. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  for (const id of namesOf(SOURCES)) await prepare(id, fileURLToPath(new URL('../../', import.meta.url)));
