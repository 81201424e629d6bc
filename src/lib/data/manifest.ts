import type { FileContent } from './contract.ts';
import type { DataSet, SetName } from './data-set.ts';
import { pixelsOf } from './data-sets.ts';
import { fault } from './data-error.ts';

/** One file of the data set: a gzip of raw pixels or of raw labels. */
export interface ManifestEntry extends FileContent {
  /** File name without its ending, such as `train-0`. */
  readonly name: string;
  readonly file: string;
  /** Size of the gzip file, and of what is in it. */
  readonly bytes: number;
  readonly rawBytes: number;
  /** SHA-256 in hexadecimal, of the gzip file and of what is in it. */
  readonly sha256: string;
  readonly rawSha256: string;
}

export interface Manifest {
  readonly version: 1;
  readonly source: string;
  readonly license: string;
  readonly files: readonly ManifestEntry[];
}

export const MANIFEST_FILE = 'manifest.json';

type Fields = Readonly<Record<string, unknown>>;

/** How a field must look: the words for the error, and the test. */
const FIELD = {
  plainName: ['a plain file name', (value: unknown) => typeof value === 'string' && /^[\w-]+(\.[\w-]+)*$/.test(value)],
  set: ['"train" or "test"', (value: unknown) => value === 'train' || value === 'test'],
  kind: ['"images" or "labels"', (value: unknown) => value === 'images' || value === 'labels'],
  count: ['a whole number', (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0],
  sha256: ['64 hexadecimal digits', (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)],
} as const;

const ENTRY: readonly (readonly [keyof ManifestEntry, keyof typeof FIELD])[] = [
  ['name', 'plainName'],
  ['file', 'plainName'],
  ['set', 'set'],
  ['kind', 'kind'],
  ['from', 'count'],
  ['count', 'count'],
  ['bytes', 'count'],
  ['rawBytes', 'count'],
  ['sha256', 'sha256'],
  ['rawSha256', 'sha256'],
];

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const found = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 40);

function parseEntry(value: unknown, index: number, pixels: number): ManifestEntry {
  const where = `files[${index}]`;
  if (!isFields(value)) throw fault.manifest(MANIFEST_FILE, `${where}: expected an object, got ${found(value)}`);
  for (const [key, kind] of ENTRY) {
    const [words, test] = FIELD[kind];
    if (!test(value[key]))
      throw fault.manifest(MANIFEST_FILE, `${where}.${key}: expected ${words}, got ${found(value[key])}`);
  }
  const entry = value as unknown as ManifestEntry;
  const rawBytes = entry.count * (entry.kind === 'images' ? pixels : 1);
  if (entry.rawBytes !== rawBytes)
    throw fault.manifest(MANIFEST_FILE, `${where}.rawBytes: expected ${rawBytes}, got ${entry.rawBytes}`);
  return entry;
}

/** The files of one kind must follow each other without gap or overlap, from 0 to the end of the set. */
function checkCover(files: readonly ManifestEntry[], set: SetName, kind: ManifestEntry['kind'], count: number): void {
  let next = 0;
  for (const entry of files.filter((file) => file.set === set && file.kind === kind).sort((a, b) => a.from - b.from)) {
    if (entry.from !== next)
      throw fault.manifest(
        MANIFEST_FILE,
        `${set} ${kind}: expected a file that begins at ${next}, got ${entry.file} from ${entry.from}`,
      );
    next += entry.count;
  }
  if (next !== count) throw fault.manifest(MANIFEST_FILE, `${set} ${kind}: expected ${count} in all, got ${next}`);
}

/** Reads the text of a data set's manifest; a DataError names the first field that is wrong. */
export function parseManifest(text: string, dataSet: DataSet): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw fault.manifest(MANIFEST_FILE, `expected JSON, got ${found(text.trimStart())}`, cause);
  }
  if (!isFields(value)) throw fault.manifest(MANIFEST_FILE, `expected an object, got ${found(value)}`);
  if (value['version'] !== 1)
    throw fault.manifest(MANIFEST_FILE, `version: expected 1, got ${found(value['version'])}`);
  if (!Array.isArray(value['files']))
    throw fault.manifest(MANIFEST_FILE, `files: expected a list, got ${found(value['files'])}`);
  const files = value['files'].map((entry, index) => parseEntry(entry, index, pixelsOf(dataSet)));
  for (const set of ['train', 'test'] as const) {
    for (const kind of ['images', 'labels'] as const) checkCover(files, set, kind, dataSet.counts[set]);
  }
  return { version: 1, source: String(value['source'] ?? ''), license: String(value['license'] ?? ''), files };
}
