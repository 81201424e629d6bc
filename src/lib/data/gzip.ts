import { fault } from './data-error.ts';

/** Every gzip file begins with these two bytes (RFC 1952). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Unpacks a gzip file into `target`, which it must fill exactly. */
export async function inflateInto(
  file: string,
  packed: Uint8Array<ArrayBuffer>,
  target: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (typeof DecompressionStream === 'undefined') throw fault.cannotInflate(file);
  let filled = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (filled + part.value.length <= target.length) target.set(part.value, filled);
      filled += part.value.length;
    }
  } catch (cause) {
    throw fault.inflate(file, cause);
  }
  if (filled !== target.length) throw fault.length(`${file}, unpacked,`, target.length, filled);
}
