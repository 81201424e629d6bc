import { AsyncZipDeflate, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { SiteFiles } from './edition.ts';

/** What is packed already: packing it again takes time and gives nothing. */
const PACKED = /\.(?:bin|woff2|png|gz)$/;
/** From this length on a file is packed in a worker, so that a page that packs is not held up. */
const LARGE = 100_000; // bytes

/** The earliest time that a zip can hold: packed again, the same files give the same bytes. */
const TIME = new Date(1980, 0, 2);

type Entry = ZipDeflate | AsyncZipDeflate | ZipPassThrough;

function entryFor(path: string, { length }: Uint8Array, level: 6 | 9): Entry {
  if (PACKED.test(path)) return new ZipPassThrough(path);
  return length < LARGE ? new ZipDeflate(path, { level }) : new AsyncZipDeflate(path, { level });
}

interface PackOptions {
  /** How hard it tries, as zlib has it. */
  readonly level: 6 | 9;
  /** Called after each file with the bytes that went in so far. */
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** One zip of these files, in pieces, file after file. Errors: the signal's reason. */
export async function zipped(files: SiteFiles, { level, onBytes, signal }: PackOptions): Promise<BlobPart[]> {
  const pieces: BlobPart[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  let done = 0;
  try {
    for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      signal?.throwIfAborted();
      const entry = entryFor(path, bytes, level);
      entry.mtime = TIME;
      zip.add(entry);
      await new Promise<void>((resolve, reject) => {
        const give = entry.ondata;
        entry.ondata = (error, data, isLast) => {
          give(error, data, isLast);
          if (error) reject(error);
          else if (isLast) resolve();
        };
        // What a worker packs is handed over to it: the file itself stays as it is.
        entry.push(entry instanceof AsyncZipDeflate ? bytes.slice() : bytes, true);
      });
      onBytes?.((done += bytes.length));
    }
    zip.end();
    return pieces;
  } catch (error) {
    zip.terminate();
    throw error;
  }
}
