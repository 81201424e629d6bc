/** Magic numbers of the IDX format: unsigned bytes in 1 or 3 dimensions. */
const LABELS_MAGIC = 0x0000_0801;
const IMAGES_MAGIC = 0x0000_0803;

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

/** The numbers of a header of so many bytes, from the number of items on. */
function header(name: string, file: Uint8Array, magic: number, bytes: number): readonly number[] {
  if (file.length < bytes) throw new Error(`${name}: expected a header of ${bytes} bytes, got ${file.length} bytes.`);
  const view = new DataView(file.buffer, file.byteOffset, bytes);
  const found = view.getUint32(0);
  if (found !== magic) throw new Error(`${name}: expected the IDX magic number ${hex(magic)}, got ${hex(found)}.`);
  return Array.from({ length: bytes / 4 - 1 }, (_, i) => view.getUint32(4 * (i + 1)));
}

/** Whether a file begins as IDX files do: two zeros, and the number of a type. */
export const isIdx = ([first, second, type]: Uint8Array): boolean =>
  first === 0 && second === 0 && type !== undefined && type >= 8 && type <= 14;

/** Whether an IDX file is of labels, by its magic number; any other should be of images. */
export const isOfLabels = (file: Uint8Array): boolean => file[3] === 1;

/** Pixels of an IDX file of images, [count, rows · columns], without its 16-byte header. */
export function idxPictures(
  name: string,
  file: Uint8Array,
): { readonly count: number; readonly rows: number; readonly columns: number; readonly pixels: Uint8Array } {
  const [count = 0, rows = 0, columns = 0] = header(name, file, IMAGES_MAGIC, 16);
  const pixels = file.subarray(16);
  if (pixels.length !== count * rows * columns)
    throw new Error(`${name}: expected ${count * rows * columns} bytes of pixels, got ${pixels.length}.`);
  return { count, rows, columns, pixels };
}

/** The same of images with so many pixels a side, [count, side · side]. */
export function idxImages(name: string, file: Uint8Array, side: number): Uint8Array {
  const [, rows, columns] = header(name, file, IMAGES_MAGIC, 16);
  if (rows !== side || columns !== side)
    throw new Error(`${name}: expected images of ${side} x ${side}, got ${rows} x ${columns}.`);
  return idxPictures(name, file).pixels;
}

/** Labels of an IDX label file, [count], without its 8-byte header. */
export function idxLabels(name: string, file: Uint8Array): Uint8Array {
  const [count = 0] = header(name, file, LABELS_MAGIC, 8);
  const body = file.subarray(8);
  if (body.length !== count) throw new Error(`${name}: expected ${count} labels, got ${body.length} bytes.`);
  return body;
}

/** Images with as many pixels a side, and their labels, as two IDX files. */
export function writeIdx(
  { images, labels }: { readonly images: Uint8Array; readonly labels: Uint8Array },
  side: number,
): { readonly images: Uint8Array<ArrayBuffer>; readonly labels: Uint8Array<ArrayBuffer> } {
  const file = (magic: number, sizes: readonly number[], body: Uint8Array): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(4 * (1 + sizes.length) + body.length);
    const view = new DataView(bytes.buffer);
    [magic, ...sizes].forEach((number, i) => view.setUint32(4 * i, number));
    bytes.set(body, 4 * (1 + sizes.length));
    return bytes;
  };
  return {
    images: file(IMAGES_MAGIC, [labels.length, side, side], images),
    labels: file(LABELS_MAGIC, [labels.length], labels),
  };
}
