import { madd } from './lanes';

/** The activations done here; the numbers are those of `kernels.ts`. */
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

/** a = f(z) in place: `width` columns (a multiple of 4) of [count, stride bytes]. */
export function activate(kind: i32, z: usize, count: usize, stride: usize, width: usize, leak: f32): void {
  const slope = f32x4.splat(leak);
  for (let n: usize = 0; n < count; n++, z += stride) {
    for (let at = z, end = z + width * 4; at < end; at += 16) {
      const value = v128.load(at);
      let a: v128;
      if (kind === RELU) a = f32x4.max(value, f32x4.splat(0));
      else if (kind === LEAKY_RELU) a = f32x4.max(value, f32x4.mul(value, slope));
      else if (kind === SIGMOID) a = sigmoid(value);
      else a = tanh(value);
      v128.store(at, a);
    }
  }
}

/** δ ← δ · f'(z), from a = f(z). */
export function slopes(kind: i32, delta: usize, dStride: usize, a: usize, aStride: usize, count: usize, width: usize, leak: f32): void {
  const one = f32x4.splat(1);
  const low = f32x4.splat(leak);
  for (let n: usize = 0; n < count; n++, delta += dStride, a += aStride) {
    for (let j: usize = 0; j < width * 4; j += 16) {
      const value = v128.load(a + j);
      let slope: v128;
      if (kind === RELU) slope = v128.and(one, f32x4.gt(value, f32x4.splat(0)));
      else if (kind === LEAKY_RELU) slope = v128.bitselect(one, low, f32x4.gt(value, f32x4.splat(0)));
      else if (kind === SIGMOID) slope = f32x4.mul(value, f32x4.sub(one, value));
      else slope = f32x4.sub(one, f32x4.mul(value, value));
      v128.store(delta + j, f32x4.mul(v128.load(delta + j), slope));
    }
  }
}

/** into = a · mask: rows of `width` numbers, the mask without gaps [count, width]. */
export function multiplyMask(a: usize, stride: usize, mask: usize, count: usize, width: usize, into: usize, intoStride: usize): void {
  for (let n: usize = 0; n < count; n++) {
    const from = a + n * stride;
    const to = into + n * intoStride;
    let j: usize = 0;
    for (; j + 4 <= width; j += 4, mask += 16) v128.store(to + j * 4, f32x4.mul(v128.load(from + j * 4), v128.load(mask)));
    for (; j < width; j++, mask += 4) store<f32>(to + j * 4, load<f32>(from + j * 4) * load<f32>(mask));
  }
}
