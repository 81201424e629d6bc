import { madd, PANEL_ROW, valueAt } from './lanes';
import { ENTRY } from './lists';
import { ADAM, ADD, apply, decayShare, firstShare, minusRate, MOMENTUM, NESTEROV, RMSPROP, SGD } from './optimizers';

/** z = x W + b for 32 units: the panel at `w` and the next, `apart` bytes on. z [count, stride bytes], bias [32]. */
export function forwardTwo(starts: usize, count: usize, w: usize, panel: usize, bias: usize, z: usize, stride: usize): void {
  const w2 = w + panel;
  for (let n: usize = 0; n < count; n++) {
    const end: usize = load<u32>(starts + (n + 1) * 4);
    let a0 = v128.load(bias);
    let a1 = v128.load(bias, 16);
    let a2 = v128.load(bias, 32);
    let a3 = v128.load(bias, 48);
    let a4 = v128.load(bias, 64);
    let a5 = v128.load(bias, 80);
    let a6 = v128.load(bias, 96);
    let a7 = v128.load(bias, 112);
    for (let entry: usize = load<u32>(starts + n * 4); entry < end; entry += ENTRY) {
      const row: usize = load<u32>(entry);
      const x = valueAt(entry);
      const p = w + row;
      const q = w2 + row;
      a0 = madd(v128.load(p), x, a0);
      a1 = madd(v128.load(p, 16), x, a1);
      a2 = madd(v128.load(p, 32), x, a2);
      a3 = madd(v128.load(p, 48), x, a3);
      a4 = madd(v128.load(q), x, a4);
      a5 = madd(v128.load(q, 16), x, a5);
      a6 = madd(v128.load(q, 32), x, a6);
      a7 = madd(v128.load(q, 48), x, a7);
    }
    const to = z + n * stride;
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to, a2, 32);
    v128.store(to, a3, 48);
    v128.store(to, a4, 64);
    v128.store(to, a5, 80);
    v128.store(to, a6, 96);
    v128.store(to, a7, 112);
  }
}

/** As `forwardTwo`, for the 16 units of one panel. */
export function forwardOne(starts: usize, count: usize, w: usize, bias: usize, z: usize, stride: usize): void {
  for (let n: usize = 0; n < count; n++) {
    const end: usize = load<u32>(starts + (n + 1) * 4);
    let a0 = v128.load(bias);
    let a1 = v128.load(bias, 16);
    let a2 = v128.load(bias, 32);
    let a3 = v128.load(bias, 48);
    for (let entry: usize = load<u32>(starts + n * 4); entry < end; entry += ENTRY) {
      const p = w + <usize>load<u32>(entry);
      const x = valueAt(entry);
      a0 = madd(v128.load(p), x, a0);
      a1 = madd(v128.load(p, 16), x, a1);
      a2 = madd(v128.load(p, 32), x, a2);
      a3 = madd(v128.load(p, 48), x, a3);
    }
    const to = z + n * stride;
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to, a2, 32);
    v128.store(to, a3, 48);
  }
}

/**
 * Gradient and step of the rows of two panels in one visit: g = start + Σ_n x_n δ_n over the images that have the
 * row's pixel. `rows` and `sorted` come from `sortByPixel`; `delta` is the 32 columns of δ, `start` [32] what every
 * row's gradient begins with.
 */
export function updateTwoAdd(rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  updateTwoBy(ADD, rows, records, sorted, delta, start, w, panel, apart);
}
export function updateTwoSgd(rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  updateTwoBy(SGD, rows, records, sorted, delta, start, w, panel, apart);
}
export function updateTwoMomentum(rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  updateTwoBy(MOMENTUM, rows, records, sorted, delta, start, w, panel, apart);
}
export function updateTwoNesterov(rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  updateTwoBy(NESTEROV, rows, records, sorted, delta, start, w, panel, apart);
}
export function updateTwoAdam(rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  updateTwoBy(ADAM, rows, records, sorted, delta, start, w, panel, apart);
}
export function updateTwoRmsprop(rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  updateTwoBy(RMSPROP, rows, records, sorted, delta, start, w, panel, apart);
}
// @ts-ignore: decorator
@inline
function updateTwoBy(kind: i32, rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, panel: usize, apart: usize): void {
  const eta = minusRate();
  const share = firstShare();
  const l2 = decayShare();
  let entry = sorted;
  for (const last = rows + records * ENTRY; rows < last; rows += ENTRY) {
    const end: usize = load<u32>(rows, 4);
    let a0 = v128.load(start);
    let a1 = v128.load(start, 16);
    let a2 = v128.load(start, 32);
    let a3 = v128.load(start, 48);
    let a4 = v128.load(start, 64);
    let a5 = v128.load(start, 80);
    let a6 = v128.load(start, 96);
    let a7 = v128.load(start, 112);
    for (; entry < end; entry += ENTRY) {
      const d = delta + <usize>load<u32>(entry);
      const x = valueAt(entry);
      a0 = madd(v128.load(d), x, a0);
      a1 = madd(v128.load(d, 16), x, a1);
      a2 = madd(v128.load(d, 32), x, a2);
      a3 = madd(v128.load(d, 48), x, a3);
      a4 = madd(v128.load(d, 64), x, a4);
      a5 = madd(v128.load(d, 80), x, a5);
      a6 = madd(v128.load(d, 96), x, a6);
      a7 = madd(v128.load(d, 112), x, a7);
    }
    const p = w + <usize>load<u32>(rows);
    const q = p + panel;
    apply(kind, p, apart, a0, eta, share, l2);
    apply(kind, p + 16, apart, a1, eta, share, l2);
    apply(kind, p + 32, apart, a2, eta, share, l2);
    apply(kind, p + 48, apart, a3, eta, share, l2);
    apply(kind, q, apart, a4, eta, share, l2);
    apply(kind, q + 16, apart, a5, eta, share, l2);
    apply(kind, q + 32, apart, a6, eta, share, l2);
    apply(kind, q + 48, apart, a7, eta, share, l2);
  }
}

/** As `updateTwo`, for one panel. */
export function updateOne(kind: i32, rows: usize, records: usize, sorted: usize, delta: usize, start: usize, w: usize, apart: usize): void {
  const eta = minusRate();
  const share = firstShare();
  const l2 = decayShare();
  let entry = sorted;
  for (const last = rows + records * ENTRY; rows < last; rows += ENTRY) {
    const end: usize = load<u32>(rows, 4);
    let a0 = v128.load(start);
    let a1 = v128.load(start, 16);
    let a2 = v128.load(start, 32);
    let a3 = v128.load(start, 48);
    for (; entry < end; entry += ENTRY) {
      const d = delta + <usize>load<u32>(entry);
      const x = valueAt(entry);
      a0 = madd(v128.load(d), x, a0);
      a1 = madd(v128.load(d, 16), x, a1);
      a2 = madd(v128.load(d, 32), x, a2);
      a3 = madd(v128.load(d, 48), x, a3);
    }
    const p = w + <usize>load<u32>(rows);
    apply(kind, p, apart, a0, eta, share, l2);
    apply(kind, p + 16, apart, a1, eta, share, l2);
    apply(kind, p + 32, apart, a2, eta, share, l2);
    apply(kind, p + 48, apart, a3, eta, share, l2);
  }
}

/** out = bias - Σ_i w_i over the rows of one panel: what an image of nothing but -1 gives. */
export function foldRows(w: usize, inputs: usize, bias: usize, out: usize): void {
  let a0 = v128.load(bias);
  let a1 = v128.load(bias, 16);
  let a2 = v128.load(bias, 32);
  let a3 = v128.load(bias, 48);
  for (const end = w + inputs * PANEL_ROW; w < end; w += PANEL_ROW) {
    a0 = f32x4.sub(a0, v128.load(w));
    a1 = f32x4.sub(a1, v128.load(w, 16));
    a2 = f32x4.sub(a2, v128.load(w, 32));
    a3 = f32x4.sub(a3, v128.load(w, 48));
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, a2, 32);
  v128.store(out, a3, 48);
}

/** out = factor · Σ_n δ_n, `width` columns (a multiple of 4) of δ [count, stride bytes]. */
export function sumRows(delta: usize, count: usize, stride: usize, width: usize, factor: f32, out: usize): void {
  const f = f32x4.splat(factor);
  for (let j: usize = 0; j < width * 4; j += 16) {
    let sum = f32x4.splat(0);
    for (let n: usize = 0; n < count; n++) sum = f32x4.add(sum, v128.load(delta + n * stride + j));
    v128.store(out + j, f32x4.mul(sum, f));
  }
}
