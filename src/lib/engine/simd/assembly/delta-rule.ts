import { PANEL_ROW } from './lanes';
import { ENTRY } from './lists';

/** Units of which the delta rule keeps the sums in registers, two by two. */
const UNITS: usize = 10;

// @ts-ignore: decorator
@inline
function two(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

/** To a 32-bit float and back. */
// @ts-ignore: decorator
@inline
function rounded(value: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(value));
}

// @ts-ignore: decorator
@inline
function keep(address: usize, value: v128): void {
  v128.store64_lane(address, f32x4.demote_f64x2_zero(value), 0);
}

/**
 * The delta rule on one image after the other, at most 10 units. Every product and sum is made in 64 bits and then
 * rounded to 32, as `lib/nn/delta-rule.ts` does it, so the weights are the same to the bit.
 * `starts`: lists of the images; `prediction` [16] is working space. Adds to `score`: [sum of the loss, right answers].
 * Ends after an image whose loss is no finite number; returns the number of images done.
 */
export function deltaRule(starts: usize, labels: usize, count: usize, w: usize, units: usize, alpha: f64, prediction: usize, score: usize): usize {
  for (let n: usize = 0; n < count; n++) {
    const first: usize = load<u32>(starts + n * 4);
    const end: usize = load<u32>(starts + (n + 1) * 4);
    predictOne(first, end, w, prediction);
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

// @ts-ignore: decorator
@inline
function predictOne(entry: usize, end: usize, w: usize, prediction: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let a4 = f64x2.splat(0);
  for (; entry < end; entry += ENTRY) {
    const p = w + <usize>load<u32>(entry);
    const x = f64x2.splat(<f64>load<f32>(entry, 4));
    a0 = rounded(f64x2.add(a0, f64x2.mul(x, two(p))));
    a1 = rounded(f64x2.add(a1, f64x2.mul(x, two(p + 8))));
    a2 = rounded(f64x2.add(a2, f64x2.mul(x, two(p + 16))));
    a3 = rounded(f64x2.add(a3, f64x2.mul(x, two(p + 24))));
    a4 = rounded(f64x2.add(a4, f64x2.mul(x, two(p + 32))));
  }
  keep(prediction, a0);
  keep(prediction + 8, a1);
  keep(prediction + 16, a2);
  keep(prediction + 24, a3);
  keep(prediction + 32, a4);
}

// @ts-ignore: decorator
@inline
function updateOneImage(entry: usize, end: usize, w: usize, delta: usize, alpha: f64): void {
  const d0 = two(delta);
  const d1 = two(delta + 8);
  const d2 = two(delta + 16);
  const d3 = two(delta + 24);
  const d4 = two(delta + 32);
  for (; entry < end; entry += ENTRY) {
    const p = w + <usize>load<u32>(entry);
    const step = f64x2.splat(alpha * <f64>load<f32>(entry, 4));
    keep(p, f64x2.sub(two(p), f64x2.mul(step, d0)));
    keep(p + 8, f64x2.sub(two(p + 8), f64x2.mul(step, d1)));
    keep(p + 16, f64x2.sub(two(p + 16), f64x2.mul(step, d2)));
    keep(p + 24, f64x2.sub(two(p + 24), f64x2.mul(step, d3)));
    keep(p + 32, f64x2.sub(two(p + 32), f64x2.mul(step, d4)));
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
      a0 = f64x2.add(a0, f64x2.mul(x, two(p)));
      a1 = f64x2.add(a1, f64x2.mul(x, two(p + 8)));
      a2 = f64x2.add(a2, f64x2.mul(x, two(p + 16)));
      a3 = f64x2.add(a3, f64x2.mul(x, two(p + 24)));
      a4 = f64x2.add(a4, f64x2.mul(x, two(p + 32)));
    }
    keep(z, a0);
    keep(z + 8, a1);
    keep(z + 16, a2);
    keep(z + 24, a3);
    keep(z + 32, a4);
  }
}
