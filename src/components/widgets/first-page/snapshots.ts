/** How many training images the layer of the first page has seen at each place of its slider. */
export const MOMENTS = [0, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 45_000, 60_000] as const;

/** Where the slider stands at first: a network that has seen few images, and is often wrong. */
export const FIRST = 1;

/** Files of `data/first-page/`: the first moment is fetched when the reader turns to the page, the rest for the slider. */
export const PARTS = {
  first: [FIRST],
  rest: MOMENTS.map((_, place) => place).filter((place) => place > FIRST),
} as const;
export type PartName = keyof typeof PARTS;

/** Weights are kept in 63 levels from the largest below zero to the largest above. */
const LEVELS = 31;

/** Snapshots of weights [pixels, outputs] in bytes: the largest |w| of each as a 32-bit float, little-endian, then a byte a weight, output by output. */
export function packSnapshots(snapshots: readonly Float32Array[], outputs: number): Uint8Array<ArrayBuffer> {
  const size = snapshots[0]?.length ?? 0;
  const bytes = new Uint8Array(snapshots.length * (4 + size));
  const view = new DataView(bytes.buffer);
  const pixels = size / outputs;
  snapshots.forEach((weights, s) => {
    const end = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0) || 1;
    view.setFloat32(4 * s, end, true);
    const from = 4 * snapshots.length + s * size;
    for (let j = 0; j < outputs; j++)
      for (let i = 0; i < pixels; i++)
        view.setInt8(from + j * pixels + i, Math.round((weights[i * outputs + j]! / end) * LEVELS));
  });
  return bytes;
}

/** Size in bytes of `count` snapshots of so many weights. */
export const packedSize = (count: number, weights: number): number => count * (4 + weights);

/** The snapshots that `packSnapshots` wrote. Throws a RangeError where the bytes are no whole number of them. */
export function unpackSnapshots(
  bytes: Uint8Array<ArrayBuffer>,
  pixels: number,
  outputs: number,
): Float32Array<ArrayBuffer>[] {
  const size = pixels * outputs;
  const count = bytes.length / (4 + size);
  if (!Number.isInteger(count) || count === 0)
    throw new RangeError(`snapshots: expected a multiple of ${4 + size} bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: count }, (_, s) => {
    const end = view.getFloat32(4 * s, true);
    const weights = new Float32Array(size);
    const from = 4 * count + s * size;
    for (let j = 0; j < outputs; j++)
      for (let i = 0; i < pixels; i++) weights[i * outputs + j] = (view.getInt8(from + j * pixels + i) / LEVELS) * end;
    return weights;
  });
}
