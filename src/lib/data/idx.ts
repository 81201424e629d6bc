/** Magic numbers of the IDX format: unsigned bytes in 1 or 3 dimensions. */
const LABELS_MAGIC = 0x0000_0801;
const IMAGES_MAGIC = 0x0000_0803;

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

function header(name: string, file: Buffer, magic: number, bytes: number): number {
  if (file.length < bytes) throw new Error(`${name}: expected a header of ${bytes} bytes, got ${file.length} bytes.`);
  const found = file.readUInt32BE(0);
  if (found !== magic) throw new Error(`${name}: expected the IDX magic number ${hex(magic)}, got ${hex(found)}.`);
  return file.readUInt32BE(4);
}

/** Pixels of an IDX file of images with so many pixels a side, [count, side · side], without its 16-byte header. */
export function idxImages(name: string, file: Buffer, side: number): Buffer {
  const count = header(name, file, IMAGES_MAGIC, 16);
  const [rows, columns] = [file.readUInt32BE(8), file.readUInt32BE(12)];
  if (rows !== side || columns !== side)
    throw new Error(`${name}: expected images of ${side} x ${side}, got ${rows} x ${columns}.`);
  const body = file.subarray(16);
  if (body.length !== count * side ** 2)
    throw new Error(`${name}: expected ${count * side ** 2} bytes of pixels, got ${body.length}.`);
  return body;
}

/** Labels of an IDX label file, [count], without its 8-byte header. */
export function idxLabels(name: string, file: Buffer): Buffer {
  const count = header(name, file, LABELS_MAGIC, 8);
  const body = file.subarray(8);
  if (body.length !== count) throw new Error(`${name}: expected ${count} labels, got ${body.length} bytes.`);
  return body;
}
