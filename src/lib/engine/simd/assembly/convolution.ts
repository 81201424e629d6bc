import { BIAS, CHANNELS, CHANNEL_STRIDE, DEPTH, FILTERS, OUTPUTS, OUTPUT_SIDE, OUTPUT_STRIDE, PANELS, PLACE_STRIDE, POOL, POOLED_SIDE, ROWS, SIDE, SIZE, WEIGHT, WIDTH, WINNERS, X, X_STRIDE, Z, field, rowVectors } from './convolution-record';
import { madd, splatAt } from './lanes';

/** Filters of a panel, and bytes of its rows. */
const GROUP: usize = 8;
const GROUP_ROW: usize = GROUP * 4;

/** Lays the weights out for the way forward (`PANELS`) and, with `back`, for the way back (`ROWS`). */
export function arrangeKernels(layer: usize, back: bool): void {
  const channels = field(layer, CHANNELS);
  const depth = field(layer, DEPTH);
  const size = field(layer, SIZE);
  const row = rowVectors(layer) * 16;
  let weight = field(layer, WEIGHT);
  for (let k: usize = 0, filters = field(layer, FILTERS); k < filters; k++) {
    const panel = field(layer, PANELS) + (k / GROUP) * size * size * depth * GROUP_ROW + (k % GROUP) * 4;
    const rows = field(layer, ROWS) + k * size * row;
    for (let c: usize = 0; c < channels; c++) {
      for (let u: usize = 0; u < size; u++) {
        for (let v: usize = 0; v < size; v++, weight += 4) {
          const value = load<f32>(weight);
          store<f32>(panel + ((u * size + v) * depth + c) * GROUP_ROW, value);
          if (back) store<f32>(rows + u * row + (v * depth + c) * 4, value);
        }
      }
    }
  }
}

/** Sums, then the largest of each window, for `count` images; the activation, which rises everywhere, may come after. */
export function convolve(layer: usize, count: usize): void {
  const groups = field(layer, WIDTH) / GROUP;
  const panel = field(layer, SIZE) * field(layer, SIZE) * field(layer, DEPTH) * GROUP_ROW;
  const winners = field(layer, POOLED_SIDE) * field(layer, POOLED_SIDE) * field(layer, WIDTH) * 4;
  for (let n: usize = 0; n < count; n++) {
    const x = field(layer, X) + n * field(layer, X_STRIDE);
    for (let g: usize = 0; g < groups; g++) {
      sumGroup(layer, x, field(layer, PANELS) + g * panel, field(layer, BIAS) + g * GROUP_ROW, field(layer, Z) + g * GROUP_ROW);
    }
    poolImage(layer, field(layer, WINNERS) + n * winners, field(layer, OUTPUTS) + n * field(layer, OUTPUT_STRIDE));
  }
}

/** Z = b + Σ W X for 8 filters of one image. */
function sumGroup(layer: usize, x: usize, w: usize, bias: usize, z: usize): void {
  const outputSide = field(layer, OUTPUT_SIDE);
  const size = field(layer, SIZE);
  const place = field(layer, DEPTH) * 4;
  const row = field(layer, SIDE) * place;
  const width = field(layer, WIDTH) * 4;
  for (let y: usize = 0; y < outputSide; y++, x += row) {
    let left: usize = 0;
    for (; left + 4 <= outputSide; left += 4, z += 4 * width) sumFour(x + left * place, place, row, size, w, bias, z, width);
    for (; left < outputSide; left++, z += width) sumOne(x + left * place, place, row, size, w, bias, z);
  }
}

/** 8 filters at four places side by side: eight sums in registers. */
// @ts-ignore: decorator
@inline
function sumFour(x: usize, place: usize, row: usize, size: usize, w: usize, bias: usize, z: usize, width: usize): void {
  const low = v128.load(bias);
  const high = v128.load(bias, 16);
  let a0 = low;
  let a1 = high;
  let b0 = low;
  let b1 = high;
  let c0 = low;
  let c1 = high;
  let d0 = low;
  let d1 = high;
  const two = 2 * place;
  const three = 3 * place;
  for (const last = x + size * row; x < last; x += row) {
    for (let p = x, end = x + size * place; p < end; p += 4, w += GROUP_ROW) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, 16);
      const a = splatAt(p);
      const b = splatAt(p + place);
      const c = splatAt(p + two);
      const d = splatAt(p + three);
      a0 = madd(w0, a, a0);
      a1 = madd(w1, a, a1);
      b0 = madd(w0, b, b0);
      b1 = madd(w1, b, b1);
      c0 = madd(w0, c, c0);
      c1 = madd(w1, c, c1);
      d0 = madd(w0, d, d0);
      d1 = madd(w1, d, d1);
    }
  }
  v128.store(z, a0);
  v128.store(z, a1, 16);
  z += width;
  v128.store(z, b0);
  v128.store(z, b1, 16);
  z += width;
  v128.store(z, c0);
  v128.store(z, c1, 16);
  z += width;
  v128.store(z, d0);
  v128.store(z, d1, 16);
}

// @ts-ignore: decorator
@inline
function sumOne(x: usize, place: usize, row: usize, size: usize, w: usize, bias: usize, z: usize): void {
  let a0 = v128.load(bias);
  let a1 = v128.load(bias, 16);
  for (const last = x + size * row; x < last; x += row) {
    for (let p = x, end = x + size * place; p < end; p += 4, w += GROUP_ROW) {
      const a = splatAt(p);
      a0 = madd(v128.load(w), a, a0);
      a1 = madd(v128.load(w, 16), a, a1);
    }
  }
  v128.store(z, a0);
  v128.store(z, a1, 16);
}

/** The largest of each window of `Z`, and where it comes from: the first of equals, or NaN if there is one. */
function poolImage(layer: usize, winners: usize, outputs: usize): void {
  const outputSide = field(layer, OUTPUT_SIDE);
  const pool = field(layer, POOL);
  const pooledSide = field(layer, POOLED_SIDE);
  const width = field(layer, WIDTH) * 4;
  const place = field(layer, DEPTH) * 4;
  const row = field(layer, SIDE) * place;
  for (let y: usize = 0; y < pooledSide; y++) {
    for (let x: usize = 0; x < pooledSide; x++, outputs += field(layer, PLACE_STRIDE)) {
      const window = field(layer, Z) + (y * outputSide + x) * pool * width;
      const corner = pool * (y * row + x * place);
      for (let k: usize = 0; k < width; k += 16, winners += 16) {
        let best = v128.load(window + k);
        let winner = i32x4.splat(<i32>corner);
        for (let v: usize = 0; v < pool; v++) {
          for (let h: usize = 0; h < pool; h++) {
            const value = v128.load(window + k + (v * outputSide + h) * width);
            const better = v128.or(f32x4.gt(value, best), f32x4.ne(value, value));
            best = v128.bitselect(value, best, better);
            winner = v128.bitselect(i32x4.splat(<i32>(corner + v * row + h * place)), winner, better);
          }
        }
        v128.store(winners, winner);
        storeFour(layer, outputs, k / 4, best);
      }
    }
  }
}

/** Four filters' outputs, which may lie apart; those that only fill up the group are left out where they do. */
// @ts-ignore: decorator
@inline
function storeFour(layer: usize, outputs: usize, k: usize, value: v128): void {
  const apart = field(layer, CHANNEL_STRIDE);
  const to = outputs + k * apart;
  if (apart === 4) {
    v128.store(to, value);
    return;
  }
  const filters = field(layer, FILTERS);
  if (k < filters) v128.store32_lane(to, value, 0);
  if (k + 1 < filters) v128.store32_lane(to + apart, value, 1);
  if (k + 2 < filters) v128.store32_lane(to + 2 * apart, value, 2);
  if (k + 3 < filters) v128.store32_lane(to + 3 * apart, value, 3);
}
