import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DigitSet } from './contract.ts';
import type { SetName } from './data-set.ts';
import { BOOKS_OWN, dataSetNamed, pixelsOf, type DataSetId } from './data-sets.ts';
import { MANIFEST_FILE, parseManifest, type Manifest } from './manifest.ts';

/* The files of a data set as pages fetch them, read in Node while the site is built: it runs in the root of the project. */

const fileOf = (data: DataSetId, name: string): string =>
  path.join(process.cwd(), 'public/data', dataSetNamed(data).files.folder, name);

/** What files a data set has. Throws an error that says what to do where they are not prepared. */
export function readManifest(data: DataSetId = BOOKS_OWN): Manifest {
  const file = fileOf(data, MANIFEST_FILE);
  if (!existsSync(file)) throw new Error(`${file}: not found. Run "npm run data", which prepares the images.`);
  return parseManifest(readFileSync(file, 'utf8'), dataSetNamed(data));
}

const read = new Map<string, DigitSet>();

/** All images of a set with their labels. */
export function readSet(set: SetName, data: DataSetId = BOOKS_OWN): DigitSet {
  const key = `${data} ${set}`;
  const known = read.get(key);
  if (known) return known;
  const dataSet = dataSetNamed(data);
  const count = dataSet.counts[set];
  const bytes = { images: new Uint8Array(count * pixelsOf(dataSet)), labels: new Uint8Array(count) };
  for (const { file, kind, from, set: of } of readManifest(data).files)
    if (of === set) bytes[kind].set(gunzipSync(readFileSync(fileOf(data, file))), from * (bytes[kind].length / count));
  const made = { count, ...bytes };
  read.set(key, made);
  return made;
}
