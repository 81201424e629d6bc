// The places of a layer's record, in 32-bit words, as `convolution-layout.ts` writes them (there by number, here by name). Strides are in bytes.
// Pictures lie place by place: all channels of a place, filled up to whole groups of 8, then the next place.
export const SIDE: usize = 0; // of the inputs
export const CHANNELS: usize = 4;
export const DEPTH: usize = 8; // numbers of a place of the inputs
export const FILTERS: usize = 12;
export const WIDTH: usize = 16; // numbers of a place of the sums
export const SIZE: usize = 20; // of a kernel
export const OUTPUT_SIDE: usize = 24;
export const POOL: usize = 28;
export const POOLED_SIDE: usize = 32;
export const X: usize = 36; // [count, side, side, depth]
export const X_STRIDE: usize = 40;
export const WEIGHT: usize = 44; // [filters, channels, size, size]
export const BIAS: usize = 48; // [width]
export const PANELS: usize = 52; // [width / 8, size, size, depth, 8]
export const ROWS: usize = 56; // [filters, size, row]; a row is size · depth numbers, filled up to whole vectors
export const Z: usize = 60; // [outputSide, outputSide, width], of one image
export const WINNERS: usize = 64; // [count, pooledSide, pooledSide, width]: where in the image's inputs the best window begins
export const OUTPUTS: usize = 68;
export const DELTA: usize = 72;
export const OUTPUT_STRIDE: usize = 76; // from image to image, of outputs and delta
export const PLACE_STRIDE: usize = 80; // from place to place
export const CHANNEL_STRIDE: usize = 84; // from filter to filter
export const ENTRIES: usize = 88;
export const STARTS: usize = 92; // [filters + 1]
export const TILES: usize = 96; // [filters, vectors, 4], as `ROWS`, vectors filled up to whole tiles
export const GRADIENT: usize = 100; // as `WEIGHT`
export const BIAS_GRADIENT: usize = 104;
export const DELTA_X: usize = 108; // as `X`

// @ts-ignore: decorator
@inline
export function field(layer: usize, place: usize): usize {
  return <usize>load<u32>(layer + place);
}

/** Vectors of a row of a kernel. */
// @ts-ignore: decorator
@inline
export function rowVectors(layer: usize): usize {
  return (field(layer, SIZE) * field(layer, DEPTH) + 3) / 4;
}
