import { madd, PANEL_ROW, splatAt, sums } from './lanes';
import { apply, decayShare, firstShare, minusRate } from './optimizers';

/**
 * z = a W + b. a [count, aStride bytes] with `inputs` columns; W in `panels` panels, `panel` bytes each;
 * bias [16 · panels]; z [count, zStride bytes].
 */
export function denseForward(a: usize, aStride: usize, inputs: usize, w: usize, panel: usize, panels: usize, bias: usize, z: usize, zStride: usize, count: usize): void {
  for (let p: usize = 0; p < panels; p++) {
    let n: usize = 0;
    for (; n + 2 <= count; n += 2) forwardPair(a + n * aStride, aStride, inputs, w, bias, z + n * zStride, zStride);
    if (n < count) forwardSingle(a + n * aStride, inputs, w, bias, z + n * zStride);
    w += panel;
    bias += PANEL_ROW;
    z += PANEL_ROW;
  }
}

/** 16 units of two images: eight sums in registers. */
function forwardPair(a: usize, aStride: usize, inputs: usize, w: usize, bias: usize, z: usize, zStride: usize): void {
  let s0 = v128.load(bias);
  let s1 = v128.load(bias, 16);
  let s2 = v128.load(bias, 32);
  let s3 = v128.load(bias, 48);
  let t0 = s0;
  let t1 = s1;
  let t2 = s2;
  let t3 = s3;
  for (const end = a + inputs * 4; a < end; a += 4, w += PANEL_ROW) {
    const x = splatAt(a);
    const y = splatAt(a + aStride);
    const w0 = v128.load(w);
    const w1 = v128.load(w, 16);
    const w2 = v128.load(w, 32);
    const w3 = v128.load(w, 48);
    s0 = madd(w0, x, s0);
    s1 = madd(w1, x, s1);
    s2 = madd(w2, x, s2);
    s3 = madd(w3, x, s3);
    t0 = madd(w0, y, t0);
    t1 = madd(w1, y, t1);
    t2 = madd(w2, y, t2);
    t3 = madd(w3, y, t3);
  }
  v128.store(z, s0);
  v128.store(z, s1, 16);
  v128.store(z, s2, 32);
  v128.store(z, s3, 48);
  z += zStride;
  v128.store(z, t0);
  v128.store(z, t1, 16);
  v128.store(z, t2, 32);
  v128.store(z, t3, 48);
}

function forwardSingle(a: usize, inputs: usize, w: usize, bias: usize, z: usize): void {
  let s0 = v128.load(bias);
  let s1 = v128.load(bias, 16);
  let s2 = v128.load(bias, 32);
  let s3 = v128.load(bias, 48);
  for (const end = a + inputs * 4; a < end; a += 4, w += PANEL_ROW) {
    const x = splatAt(a);
    s0 = madd(v128.load(w), x, s0);
    s1 = madd(v128.load(w, 16), x, s1);
    s2 = madd(v128.load(w, 32), x, s2);
    s3 = madd(v128.load(w, 48), x, s3);
  }
  v128.store(z, s0);
  v128.store(z, s1, 16);
  v128.store(z, s2, 32);
  v128.store(z, s3, 48);
}

/** Gradient aᵀ δ and step of every weight in one visit. */
export function denseUpdate(kind: i32, a: usize, aStride: usize, inputs: usize, delta: usize, dStride: usize, count: usize, w: usize, panel: usize, panels: usize, apart: usize): void {
  const eta = minusRate();
  const share = firstShare();
  const l2 = decayShare();
  for (let p: usize = 0; p < panels; p++) {
    let i: usize = 0;
    for (; i + 2 <= inputs; i += 2) updatePair(kind, a + i * 4, aStride, delta, dStride, count, w + i * PANEL_ROW, apart, eta, share, l2);
    if (i < inputs) updateSingle(kind, a + i * 4, aStride, delta, dStride, count, w + i * PANEL_ROW, apart, eta, share, l2);
    w += panel;
    delta += PANEL_ROW;
  }
}

/** Two rows of a panel. */
// @ts-ignore: decorator
@inline
function updatePair(kind: i32, a: usize, aStride: usize, delta: usize, dStride: usize, count: usize, w: usize, apart: usize, eta: v128, share: v128, l2: v128): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let t0 = f32x4.splat(0);
  let t1 = f32x4.splat(0);
  let t2 = f32x4.splat(0);
  let t3 = f32x4.splat(0);
  let d = delta;
  for (let n: usize = 0; n < count; n++) {
    const x = v128.load32_splat(a);
    const y = v128.load32_splat(a, 4);
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    const d2 = v128.load(d, 32);
    const d3 = v128.load(d, 48);
    s0 = madd(d0, x, s0);
    s1 = madd(d1, x, s1);
    s2 = madd(d2, x, s2);
    s3 = madd(d3, x, s3);
    t0 = madd(d0, y, t0);
    t1 = madd(d1, y, t1);
    t2 = madd(d2, y, t2);
    t3 = madd(d3, y, t3);
    a += aStride;
    d += dStride;
  }
  apply(kind, w, apart, s0, eta, share, l2);
  apply(kind, w + 16, apart, s1, eta, share, l2);
  apply(kind, w + 32, apart, s2, eta, share, l2);
  apply(kind, w + 48, apart, s3, eta, share, l2);
  apply(kind, w + 64, apart, t0, eta, share, l2);
  apply(kind, w + 80, apart, t1, eta, share, l2);
  apply(kind, w + 96, apart, t2, eta, share, l2);
  apply(kind, w + 112, apart, t3, eta, share, l2);
}

function updateSingle(kind: i32, a: usize, aStride: usize, delta: usize, dStride: usize, count: usize, w: usize, apart: usize, eta: v128, share: v128, l2: v128): void {
  for (let j: usize = 0; j < PANEL_ROW; j += 16) {
    let s = f32x4.splat(0);
    for (let n: usize = 0; n < count; n++) s = madd(v128.load(delta + n * dStride + j), splatAt(a + n * aStride), s);
    apply(kind, w + j, apart, s, eta, share, l2);
  }
}

/** δ of the layer before = δ Wᵀ, four of its columns at a time: `rows` is a multiple of 4, and W has zeros beyond its own. */
export function denseDelta(delta: usize, dStride: usize, count: usize, w: usize, panel: usize, panels: usize, rows: usize, into: usize, intoStride: usize): void {
  for (let i: usize = 0; i < rows; i += 4) {
    let n: usize = 0;
    for (; n + 2 <= count; n += 2) deltaPair(delta + n * dStride, dStride, w, panel, panels, into + n * intoStride, intoStride);
    if (n < count) deltaSingle(delta + n * dStride, w, panel, panels, into + n * intoStride);
    w += 4 * PANEL_ROW;
    into += 16;
  }
}

function deltaPair(delta: usize, dStride: usize, w: usize, panel: usize, panels: usize, into: usize, intoStride: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let t0 = f32x4.splat(0);
  let t1 = f32x4.splat(0);
  let t2 = f32x4.splat(0);
  let t3 = f32x4.splat(0);
  for (let p: usize = 0; p < panels; p++) {
    for (let j: usize = 0; j < PANEL_ROW; j += 16) {
      const x = v128.load(delta + j);
      const y = v128.load(delta + j + dStride);
      const w0 = v128.load(w + j);
      const w1 = v128.load(w + j, 64);
      const w2 = v128.load(w + j, 128);
      const w3 = v128.load(w + j, 192);
      s0 = madd(w0, x, s0);
      s1 = madd(w1, x, s1);
      s2 = madd(w2, x, s2);
      s3 = madd(w3, x, s3);
      t0 = madd(w0, y, t0);
      t1 = madd(w1, y, t1);
      t2 = madd(w2, y, t2);
      t3 = madd(w3, y, t3);
    }
    delta += PANEL_ROW;
    w += panel;
  }
  v128.store(into, sums(s0, s1, s2, s3));
  v128.store(into + intoStride, sums(t0, t1, t2, t3));
}

function deltaSingle(delta: usize, w: usize, panel: usize, panels: usize, into: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let p: usize = 0; p < panels; p++) {
    for (let j: usize = 0; j < PANEL_ROW; j += 16) {
      const x = v128.load(delta + j);
      s0 = madd(v128.load(w + j), x, s0);
      s1 = madd(v128.load(w + j, 64), x, s1);
      s2 = madd(v128.load(w + j, 128), x, s2);
      s3 = madd(v128.load(w + j, 192), x, s3);
    }
    delta += PANEL_ROW;
    w += panel;
  }
  v128.store(into, sums(s0, s1, s2, s3));
}
