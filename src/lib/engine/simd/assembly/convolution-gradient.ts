import { BIAS_GRADIENT, CHANNELS, CHANNEL_STRIDE, DELTA, DELTA_X, DEPTH, ENTRIES, FILTERS, GRADIENT, OUTPUT_STRIDE, PLACE_STRIDE, POOLED_SIDE, ROWS, SIDE, SIZE, STARTS, TILES, WIDTH, WINNERS, X, X_STRIDE, field, rowVectors } from './convolution-record';
import { madd, splatAt } from './lanes';
import { ENTRY } from './lists';

/** Vectors of a gradient that are kept in registers. */
const TILE: usize = 8;

/**
 * Lists, filter by filter, the deltas that are not zero, each with the address of the patch of inputs that its kernel
 * was laid on. Of a window only the winner has one, so there are few. Writes the gradient of the biases on the way.
 */
export function listPatches(layer: usize, count: usize): void {
  const places = field(layer, POOLED_SIDE) * field(layer, POOLED_SIDE);
  const width = field(layer, WIDTH) * 4;
  const placeStride = field(layer, PLACE_STRIDE);
  let entry = field(layer, ENTRIES);
  const filters = field(layer, FILTERS);
  for (let k: usize = 0; k < filters; k++) {
    store<u32>(field(layer, STARTS) + k * 4, <u32>entry);
    let sum: f32 = 0;
    let winner = field(layer, WINNERS) + k * 4;
    for (let n: usize = 0; n < count; n++) {
      const x = field(layer, X) + n * field(layer, X_STRIDE);
      let delta = field(layer, DELTA) + n * field(layer, OUTPUT_STRIDE) + k * field(layer, CHANNEL_STRIDE);
      for (const end = winner + places * width; winner < end; winner += width, delta += placeStride) {
        const value = load<f32>(delta);
        if (value === 0) continue;
        store<u32>(entry, <u32>x + load<u32>(winner));
        store<f32>(entry, value, 4);
        entry += ENTRY;
        sum += value;
      }
    }
    store<f32>(field(layer, BIAS_GRADIENT) + k * 4, sum);
  }
  store<u32>(field(layer, STARTS) + filters * 4, <u32>entry);
}

/** The gradient of the kernels: Σ δ · patch over the entries of `listPatches`. */
export function kernelGradient(layer: usize): void {
  const perRow = rowVectors(layer);
  const vectors = field(layer, SIZE) * perRow;
  const row = field(layer, SIDE) * field(layer, DEPTH) * 4;
  let tile = field(layer, TILES);
  for (let k: usize = 0, filters = field(layer, FILTERS); k < filters; k++) {
    const from: usize = load<u32>(field(layer, STARTS) + k * 4);
    const end: usize = load<u32>(field(layer, STARTS) + k * 4 + 4);
    for (let first: usize = 0; first < vectors; first += TILE, tile += 16 * TILE) gradientTile(from, end, first, vectors - 1, perRow, row, tile);
  }
  collectGradient(layer, perRow);
}

/** How far from a patch's corner one of its vectors lies. */
// @ts-ignore: decorator
@inline
function offsetOf(vector: usize, last: usize, perRow: usize, row: usize): usize {
  const which = min(vector, last);
  return (which / perRow) * row + (which % perRow) * 16;
}

function gradientTile(entry: usize, end: usize, first: usize, last: usize, perRow: usize, row: usize, tile: usize): void {
  const o0 = offsetOf(first, last, perRow, row);
  const o1 = offsetOf(first + 1, last, perRow, row);
  const o2 = offsetOf(first + 2, last, perRow, row);
  const o3 = offsetOf(first + 3, last, perRow, row);
  const o4 = offsetOf(first + 4, last, perRow, row);
  const o5 = offsetOf(first + 5, last, perRow, row);
  const o6 = offsetOf(first + 6, last, perRow, row);
  const o7 = offsetOf(first + 7, last, perRow, row);
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (; entry < end; entry += ENTRY) {
    const patch: usize = load<u32>(entry);
    const delta = splatAt(entry + 4);
    s0 = madd(v128.load(patch + o0), delta, s0);
    s1 = madd(v128.load(patch + o1), delta, s1);
    s2 = madd(v128.load(patch + o2), delta, s2);
    s3 = madd(v128.load(patch + o3), delta, s3);
    s4 = madd(v128.load(patch + o4), delta, s4);
    s5 = madd(v128.load(patch + o5), delta, s5);
    s6 = madd(v128.load(patch + o6), delta, s6);
    s7 = madd(v128.load(patch + o7), delta, s7);
  }
  v128.store(tile, s0);
  v128.store(tile, s1, 16);
  v128.store(tile, s2, 32);
  v128.store(tile, s3, 48);
  v128.store(tile, s4, 64);
  v128.store(tile, s5, 80);
  v128.store(tile, s6, 96);
  v128.store(tile, s7, 112);
}

/** From `TILES` to `GRADIENT`. */
function collectGradient(layer: usize, perRow: usize): void {
  const channels = field(layer, CHANNELS);
  const depth = field(layer, DEPTH);
  const size = field(layer, SIZE);
  const tiles = ((size * perRow + TILE - 1) / TILE) * TILE * 16;
  let gradient = field(layer, GRADIENT);
  for (let k: usize = 0, filters = field(layer, FILTERS); k < filters; k++) {
    const tile = field(layer, TILES) + k * tiles;
    for (let c: usize = 0; c < channels; c++) {
      for (let u: usize = 0; u < size; u++) {
        for (let v: usize = 0; v < size; v++, gradient += 4) store<f32>(gradient, load<f32>(tile + u * perRow * 16 + (v * depth + c) * 4));
      }
    }
  }
}

/** δ of the layer before: each entry gives its patch the kernel, times its delta. For a depth of whole groups. */
export function patchDelta(layer: usize, count: usize): void {
  const size = field(layer, SIZE);
  const kernelRow = size * field(layer, DEPTH) * 4;
  const row = field(layer, SIDE) * field(layer, DEPTH) * 4;
  const shift = field(layer, DELTA_X) - field(layer, X);
  memory.fill(field(layer, DELTA_X), 0, count * field(layer, X_STRIDE));
  for (let k: usize = 0, filters = field(layer, FILTERS); k < filters; k++) {
    const end: usize = load<u32>(field(layer, STARTS) + k * 4 + 4);
    const kernel = field(layer, ROWS) + k * size * kernelRow;
    for (let entry: usize = load<u32>(field(layer, STARTS) + k * 4); entry < end; entry += ENTRY) {
      const delta = splatAt(entry + 4);
      let to = <usize>load<u32>(entry) + shift;
      let w = kernel;
      for (let u: usize = 0; u < size; u++, to += row) {
        for (let t = to, last = to + kernelRow; t < last; t += 32, w += 32) {
          v128.store(t, madd(v128.load(w), delta, v128.load(t)));
          v128.store(t, madd(v128.load(w, 16), delta, v128.load(t, 16)), 16);
        }
      }
    }
  }
}
