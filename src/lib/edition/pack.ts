import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { SiteFiles } from './edition.ts';

/** What is packed already: packing it again takes time and gives nothing. */
const PACKED = /\.(?:bin|woff2|png|gz|pagefind|pf_\w+)$/;

/** The earliest time that a zip can hold: packed again, the same files give the same bytes. */
const TIME = new Date(1980, 0, 2);

/**
 * One zip of these files, piece by piece: the bytes of each file before those of the next, so that a page that packs
 * can draw between two. `level` of 0 to 9 as zlib has it.
 */
export function* zipped(files: SiteFiles, level: 6 | 9): Generator<Uint8Array<ArrayBuffer>> {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = PACKED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level });
    entry.mtime = TIME;
    zip.add(entry);
    entry.push(bytes, true);
    yield* pieces;
    pieces = [];
  }
  zip.end();
  yield* pieces;
}
