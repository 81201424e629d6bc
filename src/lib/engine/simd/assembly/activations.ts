import { madd } from './lanes';

/** The activations done here; the numbers are those of `kernels.ts`. */
export const IDENTITY: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;
export const LEAKY_RELU: i32 = 4;

/**
 * e^x, within 2e-7 of the exact value: x = k ln 2 + r, e^x = 2^k e^r, and e^r by a polynomial.
 * Source: S. L. Moshier, Cephes, `expf`.
 */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88)), f32x4.splat(-87));
  const k = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)));
  let r = madd(k, f32x4.splat(-0.693359375), clamped);
  r = madd(k, f32x4.splat(2.12194440e-4), r);
  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(madd(f32x4.mul(p, r), r, r), f32x4.splat(1));
  return f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23));
}

// @ts-ignore: decorator
@inline
function sigmoid(z: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(z))));
}

/** By a polynomial near zero, else by e^2|z|. Source: Cephes, `tanhf`. */
// @ts-ignore: decorator
@inline
function tanh(z: v128): v128 {
  const size = f32x4.abs(z);
  const square = f32x4.mul(z, z);
  let p = f32x4.splat(-5.70498872745e-3);
  p = madd(p, square, f32x4.splat(2.06390887954e-2));
  p = madd(p, square, f32x4.splat(-5.37397155531e-2));
  p = madd(p, square, f32x4.splat(1.33314422036e-1));
  p = madd(p, square, f32x4.splat(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, square), z, z);
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(one, exp(f32x4.add(size, size)))));
  const signed = v128.or(far, v128.and(z, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/**
 * a = f(z) in place: `width` columns (a multiple of 4) of [count, stride bytes]. Where there is a mask, without gaps
 * [count, units], a · mask goes to `dropped` in the same visit; beyond the units it is of no use.
 */
export function activate(kind: i32, z: usize, count: usize, stride: usize, width: usize, leak: f32, mask: usize, units: usize, dropped: usize): void {
  if (mask === 0) {
    for (let n: usize = 0; n < count; n++, z += stride) {
      for (let j: usize = 0; j < width * 4; j += 16) v128.store(z + j, activated(kind, v128.load(z + j), leak));
    }
    return;
  }
  for (let n: usize = 0; n < count; n++, z += stride, dropped += stride, mask += units * 4) {
    for (let j: usize = 0; j < width * 4; j += 16) {
      const a = activated(kind, v128.load(z + j), leak);
      v128.store(z + j, a);
      v128.store(dropped + j, f32x4.mul(a, v128.load(mask + j)));
    }
  }
}

// @ts-ignore: decorator
@inline
function activated(kind: i32, z: v128, leak: f32): v128 {
  if (kind === RELU) return f32x4.max(z, f32x4.splat(0));
  if (kind === LEAKY_RELU) return f32x4.max(z, f32x4.mul(z, f32x4.splat(leak)));
  if (kind === SIGMOID) return sigmoid(z);
  if (kind === TANH) return tanh(z);
  return z;
}

/**
 * δ ← δ · f'(z), from a = f(z); where there is a mask, first δ ← δ · mask. `units` of each row count, the others up to
 * `width` are zero.
 */
export function slopes(kind: i32, delta: usize, stride: usize, a: usize, count: usize, width: usize, leak: f32, mask: usize, units: usize): void {
  for (let n: usize = 0; n < count; n++, delta += stride, a += stride) {
    for (let j: usize = 0; j < width * 4; j += 16) {
      let value = v128.load(delta + j);
      if (mask !== 0) value = f32x4.mul(value, v128.load(mask + j));
      v128.store(delta + j, kind === IDENTITY ? value : f32x4.mul(value, slope(kind, v128.load(a + j), leak)));
    }
    if (mask !== 0) mask += units * 4;
  }
}

// @ts-ignore: decorator
@inline
function slope(kind: i32, a: v128, leak: f32): v128 {
  const one = f32x4.splat(1);
  if (kind === RELU) return v128.and(one, f32x4.gt(a, f32x4.splat(0)));
  if (kind === LEAKY_RELU) return v128.bitselect(one, f32x4.splat(leak), f32x4.gt(a, f32x4.splat(0)));
  if (kind === SIGMOID) return f32x4.mul(a, f32x4.sub(one, a));
  return f32x4.sub(one, f32x4.mul(a, a));
}
