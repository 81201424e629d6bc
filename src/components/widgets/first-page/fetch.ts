import { inflateInto } from '../../../lib/data/gzip.ts';
import { packedSize, PARTS, unpackSnapshots, type PartName } from './snapshots.ts';

/** The snapshots of a file, unpacked; errors where it cannot be fetched or is not whole. */
export async function fetchPart(name: PartName, pixels: number, outputs: number): Promise<Float32Array<ArrayBuffer>[]> {
  const root = document.documentElement.dataset['root'] ?? './';
  const answer = await fetch(new URL(`${root}data/first-page/${name}.bin`, document.baseURI));
  if (!answer.ok) throw new Error(`The weights could not be fetched (${answer.status}).`);
  const bytes = new Uint8Array(packedSize(PARTS[name].length, pixels * outputs));
  await inflateInto(`${name}.bin`, new Uint8Array(await answer.arrayBuffer()), bytes);
  return unpackSnapshots(bytes, pixels, outputs);
}
