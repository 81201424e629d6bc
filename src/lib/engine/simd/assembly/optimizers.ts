import { madd } from './lanes';

/** How a gradient is used; the numbers are those of `kernels.ts`. */
export const ADD: i32 = 0; // only added to the gradients kept so far
export const SGD: i32 = 1;
export const MOMENTUM: i32 = 2;
export const NESTEROV: i32 = 3;
export const ADAM: i32 = 4;
export const RMSPROP: i32 = 5;

let rate: f32 = 0;
let first: f32 = 0;
let second: f32 = 0;
let firstRest: f32 = 1;
let secondRest: f32 = 1;
let epsilon: f32 = 0;
let correction: f32 = 1;
let decay: f32 = 0;

/**
 * The settings of the steps that follow. `rate` is the learning rate (Adam: with its correction); `first` the
 * momentum, β1 or ρ; `second` β2; the rests are 1 less these, taken where numbers have 64 bits: 1 - 0.99999 of 32 bits
 * is wrong in the third digit. `correction` is 1 / √(1 - β2^t); `decay` the L2 share.
 */
export function setOptimizer(newRate: f32, newFirst: f32, newFirstRest: f32, newSecond: f32, newSecondRest: f32, newEpsilon: f32, newCorrection: f32, newDecay: f32): void {
  rate = newRate;
  first = newFirst;
  firstRest = newFirstRest;
  second = newSecond;
  secondRest = newSecondRest;
  epsilon = newEpsilon;
  correction = newCorrection;
  decay = newDecay;
}

// The settings as a kernel holds them, four times each.
// @ts-ignore: decorator
@inline
export function minusRate(): v128 {
  return f32x4.splat(-rate);
}
// @ts-ignore: decorator
@inline
export function firstShare(): v128 {
  return f32x4.splat(first);
}
// @ts-ignore: decorator
@inline
export function decayShare(): v128 {
  return f32x4.splat(decay);
}

/**
 * One step for the four weights at `w`, whose gradient is `gradient`; what is remembered about them lies `apart`
 * bytes on, and again so many. The three settings come from `minusRate`, `firstShare` and `decayShare`, once a loop.
 */
// @ts-ignore: decorator
@inline
export function apply(kind: i32, w: usize, apart: usize, gradient: v128, eta: v128, share: v128, l2: v128): void {
  const one = w + apart;
  if (kind === ADD) {
    v128.store(one, f32x4.add(v128.load(one), gradient));
    return;
  }
  const weight = v128.load(w);
  const g = madd(weight, l2, gradient);
  if (kind === MOMENTUM) {
    const velocity = madd(v128.load(one), share, g);
    v128.store(one, velocity);
    v128.store(w, madd(velocity, eta, weight));
  } else if (kind === SGD) {
    v128.store(w, madd(g, eta, weight));
  } else if (kind === NESTEROV) {
    const velocity = madd(v128.load(one), share, g);
    v128.store(one, velocity);
    v128.store(w, madd(madd(velocity, share, g), eta, weight));
  } else if (kind === ADAM) {
    const two = one + apart;
    const mean = madd(v128.load(one), share, f32x4.mul(f32x4.splat(firstRest), g));
    const square = madd(v128.load(two), f32x4.splat(second), f32x4.mul(f32x4.mul(f32x4.splat(secondRest), g), g));
    v128.store(one, mean);
    v128.store(two, square);
    const below = madd(f32x4.sqrt(square), f32x4.splat(correction), f32x4.splat(epsilon));
    v128.store(w, f32x4.add(weight, f32x4.div(f32x4.mul(eta, mean), below)));
  } else {
    const square = madd(v128.load(one), share, f32x4.mul(f32x4.mul(f32x4.splat(firstRest), g), g));
    v128.store(one, square);
    const below = f32x4.add(f32x4.sqrt(square), f32x4.splat(epsilon));
    v128.store(w, f32x4.add(weight, f32x4.div(f32x4.mul(eta, g), below)));
  }
}

/** One step of a whole tensor of `size` numbers (a multiple of 4) along the gradients at `gradients`. */
export function updateAll(kind: i32, w: usize, apart: usize, gradients: usize, size: usize): void {
  const eta = minusRate();
  const share = firstShare();
  const l2 = decayShare();
  for (let k: usize = 0; k < size * 4; k += 16) apply(kind, w + k, apart, v128.load(gradients + k), eta, share, l2);
}

/**
 * Makes numbers too small to matter zero: what is remembered about a weight without gradient shrinks by a factor
 * each step, and processors count a hundred times slower once it is below 1e-38. NaN stays.
 */
export function flushTiny(address: usize, size: usize): void {
  const tiny = f32x4.splat(1e-30);
  for (const end = address + size * 4; address < end; address += 16) {
    const value = v128.load(address);
    v128.store(address, v128.andnot(value, f32x4.lt(f32x4.abs(value), tiny)));
  }
}
