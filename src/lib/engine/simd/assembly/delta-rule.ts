import { PANEL_ROW } from './lanes';
import { ENTRY } from './lists';

/** Units of which the delta rule keeps the sums in registers, two by two. */
const UNITS: usize = 10;

/** 2^100: sums near the largest 32-bit float may pass it on the way. */
const HUGE: f32 = 1.2676506e30;
/** The bits of a 64-bit float that hold its exponent. */
const EXPONENT: i64 = 0x7ff0000000000000;
/** Added to these bits: a factor of 1.5 x 2^29. A 64-bit float has 29 bits more than one of 32. */
const LAST_BIT: i64 = (29 << 52) + (1 << 51);

/** To 64 bits. */
// @ts-ignore: decorator
@inline
function wide(pair: v128): v128 {
  return f64x2.promote_low_f32x4(pair);
}

/** To 32 bits. */
// @ts-ignore: decorator
@inline
function narrow(pair: v128): v128 {
  return f32x4.demote_f64x2_zero(pair);
}

/**
 * The delta rule on one image after the other, at most 10 units. Every product and sum is made in 64 bits and then
 * rounded to 32, as `lib/nn/delta-rule.ts` does it, so the weights are the same to the bit.
 * `starts`: lists of the images; `prediction` [16] is working space. Adds to `score`: [sum of the loss, right answers].
 * Ends after an image whose loss is no finite number; returns the number of images done.
 */
export function deltaRule(starts: usize, labels: usize, count: usize, w: usize, units: usize, alpha: f64, prediction: usize, score: usize): usize {
  store<i64>(prediction, EXPONENT, 48); // for `predictOne`
  store<i64>(prediction, LAST_BIT, 56);
  for (let n: usize = 0; n < count; n++) {
    const first: usize = load<u32>(starts + n * 4);
    const end: usize = load<u32>(starts + (n + 1) * 4);
    predictOne(first, end, w, prediction);
    if (!areSmall(prediction, units)) predictHuge(first, end, w, prediction);
    const label = <usize>load<u8>(labels + n);
    let best: usize = 0;
    let loss: f64 = 0;
    for (let j: usize = 0; j < units; j++) {
      const y = load<f32>(prediction + j * 4);
      if (y > load<f32>(prediction + best * 4)) best = j;
    }
    if (best === label) store<f64>(score, load<f64>(score, 8) + 1, 8);
    store<f32>(prediction + label * 4, <f32>(<f64>load<f32>(prediction + label * 4) - 1)); // now δ
    for (let j: usize = 0; j < units; j++) {
      const delta = <f64>load<f32>(prediction + j * 4);
      loss += delta * delta;
    }
    updateOneImage(first, end, w, prediction, alpha);
    const lossSum = load<f64>(score) + loss;
    store<f64>(score, lossSum);
    if (!isFinite(lossSum)) return n + 1;
  }
  return count;
}

/**
 * A number of 64 bits rounded as a 32-bit float would be, left in 64 bits. Added to 1.5 times a power of two whose
 * last bit is worth as much as the last bit of such a float, it loses what is below, ties to even. Two conversions do
 * the same and take twice as long. What a 32-bit float could not hold is left: above 2^128 (see `predictHuge`), and
 * the bits that such a float loses below 2^-126, where no weight of these networks is but zero.
 * The two constants are loaded, since a browser makes a constant anew wherever it is used.
 */
// @ts-ignore: decorator
@inline
function rounded(value: v128, exponent: v128, lastBit: v128): v128 {
  const large = i64x2.add(v128.and(value, exponent), lastBit);
  return f64x2.sub(f64x2.add(value, large), large);
}

// @ts-ignore: decorator
@inline
function predictOne(entry: usize, end: usize, w: usize, prediction: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let a4 = f64x2.splat(0);
  const exponent = v128.load64_splat(prediction, 48);
  const lastBit = v128.load64_splat(prediction, 56);
  for (; entry < end; entry += ENTRY) {
    const p = w + <usize>load<u32>(entry);
    const x = f64x2.splat(<f64>load<f32>(entry, 4));
    a0 = rounded(f64x2.add(a0, f64x2.mul(x, wide(v128.load64_zero(p)))), exponent, lastBit);
    a1 = rounded(f64x2.add(a1, f64x2.mul(x, wide(v128.load64_zero(p, 8)))), exponent, lastBit);
    a2 = rounded(f64x2.add(a2, f64x2.mul(x, wide(v128.load64_zero(p, 16)))), exponent, lastBit);
    a3 = rounded(f64x2.add(a3, f64x2.mul(x, wide(v128.load64_zero(p, 24)))), exponent, lastBit);
    a4 = rounded(f64x2.add(a4, f64x2.mul(x, wide(v128.load64_zero(p, 32)))), exponent, lastBit);
  }
  v128.store64_lane(prediction, narrow(a0), 0);
  v128.store64_lane(prediction, narrow(a1), 0, 8);
  v128.store64_lane(prediction, narrow(a2), 0, 16);
  v128.store64_lane(prediction, narrow(a3), 0, 24);
  v128.store64_lane(prediction, narrow(a4), 0, 32);
}

// @ts-ignore: decorator
@inline
function areSmall(prediction: usize, units: usize): bool {
  let largest: f32 = 0;
  for (let j: usize = 0; j < units; j++) largest = max(largest, abs(load<f32>(prediction + j * 4)));
  return largest < HUGE; // false for NaN
}

/** As `predictOne`, where a sum may become too large for a 32-bit float: such a sum is infinite from there on. */
function predictHuge(entry: usize, end: usize, w: usize, prediction: usize): void {
  for (let j: usize = 0; j < UNITS; j++) store<f32>(prediction + j * 4, 0);
  for (; entry < end; entry += ENTRY) {
    const p = w + <usize>load<u32>(entry);
    const x = <f64>load<f32>(entry, 4);
    for (let j: usize = 0; j < UNITS; j++) {
      const sum = <f64>load<f32>(prediction + j * 4) + x * <f64>load<f32>(p + j * 4);
      store<f32>(prediction + j * 4, <f32>sum);
    }
  }
}

// @ts-ignore: decorator
@inline
function updateOneImage(entry: usize, end: usize, w: usize, delta: usize, alpha: f64): void {
  const d0 = wide(v128.load64_zero(delta));
  const d1 = wide(v128.load64_zero(delta, 8));
  const d2 = wide(v128.load64_zero(delta, 16));
  const d3 = wide(v128.load64_zero(delta, 24));
  const d4 = wide(v128.load64_zero(delta, 32));
  for (; entry < end; entry += ENTRY) {
    const p = w + <usize>load<u32>(entry);
    const step = f64x2.splat(alpha * <f64>load<f32>(entry, 4));
    v128.store64_lane(p, narrow(f64x2.sub(wide(v128.load64_zero(p)), f64x2.mul(step, d0))), 0);
    v128.store64_lane(p, narrow(f64x2.sub(wide(v128.load64_zero(p, 8)), f64x2.mul(step, d1))), 0, 8);
    v128.store64_lane(p, narrow(f64x2.sub(wide(v128.load64_zero(p, 16)), f64x2.mul(step, d2))), 0, 16);
    v128.store64_lane(p, narrow(f64x2.sub(wide(v128.load64_zero(p, 24)), f64x2.mul(step, d3))), 0, 24);
    v128.store64_lane(p, narrow(f64x2.sub(wide(v128.load64_zero(p, 32)), f64x2.mul(step, d4))), 0, 32);
  }
}

/** z = x W with sums of 64 bits, as `Network.forward` has them, for at most 10 units: z [count, 16]. */
export function exactForward(starts: usize, count: usize, w: usize, z: usize): void {
  for (let n: usize = 0; n < count; n++, z += PANEL_ROW) {
    const end: usize = load<u32>(starts + (n + 1) * 4);
    let a0 = f64x2.splat(0);
    let a1 = f64x2.splat(0);
    let a2 = f64x2.splat(0);
    let a3 = f64x2.splat(0);
    let a4 = f64x2.splat(0);
    for (let entry: usize = load<u32>(starts + n * 4); entry < end; entry += ENTRY) {
      const p = w + <usize>load<u32>(entry);
      const x = f64x2.splat(<f64>load<f32>(entry, 4));
      a0 = f64x2.add(a0, f64x2.mul(x, wide(v128.load64_zero(p))));
      a1 = f64x2.add(a1, f64x2.mul(x, wide(v128.load64_zero(p, 8))));
      a2 = f64x2.add(a2, f64x2.mul(x, wide(v128.load64_zero(p, 16))));
      a3 = f64x2.add(a3, f64x2.mul(x, wide(v128.load64_zero(p, 24))));
      a4 = f64x2.add(a4, f64x2.mul(x, wide(v128.load64_zero(p, 32))));
    }
    v128.store64_lane(z, narrow(a0), 0);
    v128.store64_lane(z, narrow(a1), 0, 8);
    v128.store64_lane(z, narrow(a2), 0, 16);
    v128.store64_lane(z, narrow(a3), 0, 24);
    v128.store64_lane(z, narrow(a4), 0, 32);
  }
}
