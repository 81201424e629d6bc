import { PANEL_ROW } from './lanes';
import { ENTRY, inkOf } from './lists';

/** Units of which the delta rule keeps the sums in registers, two by two. */
const UNITS: usize = 10;
/** Bytes of a row of its weights, in 64 bits: five pairs. */
const ROW: usize = 8 * UNITS;

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
 * rounded to 32, as `lib/nn/delta-rule.ts` does it, so the weights are the same to the bit. They lie in 64 bits, row by
 * row, [pixels, 10], so that nothing is converted on the way. `bytes` [count, inputs]; `table` [256]: each grey value's
 * number; `entries` and `prediction` [16] are working space. Adds to `score`: [sum of the loss, right answers]. Ends after
 * an image whose loss is no finite number; returns the number of images done.
 */
export function deltaRule(bytes: usize, inputs: usize, table: usize, entries: usize, labels: usize, count: usize, w: usize, units: usize, alpha: f64, prediction: usize, score: usize): usize {
  for (let n: usize = 0; n < count; n++) {
    const end = predictOne(bytes + n * inputs, inputs, table, entries, w, prediction);
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
    updateOneImage(entries, end, w, prediction, alpha);
    const lossSum = load<f64>(score) + loss;
    store<f64>(score, lossSum);
    if (!isFinite(lossSum)) return n + 1;
  }
  return count;
}

/** Rounded to 32 bits, left in 64. */
// @ts-ignore: decorator
@inline
function rounded(pair: v128): v128 {
  return wide(narrow(pair));
}

/**
 * Lists the image's pixels that are not zero, and adds up their rows of weights meanwhile: a sum waits for the one
 * before it, and the listing is done in that time. Returns the end of the entries.
 */
// @ts-ignore: decorator
@inline
function predictOne(image: usize, inputs: usize, table: usize, entry: usize, w: usize, prediction: usize): usize {
  let a0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let a4 = f64x2.splat(0);
  for (let i: usize = 0; i < inputs; i += 64) {
    let ink = inkOf(image + i);
    // What follows belongs to the next image.
    if (inputs - i < 64) ink &= (<u64>1 << <u64>(inputs - i)) - 1;
    for (; ink !== 0; ink &= ink - 1) {
      const pixel = i + <usize>ctz(ink);
      const value = load<f32>(table + (<usize>load<u8>(image + pixel) << 2));
      store<u32>(entry, <u32>(pixel * ROW));
      store<f32>(entry, value, 4);
      entry += ENTRY;
      const p = w + pixel * ROW;
      const x = f64x2.splat(<f64>value);
      a0 = rounded(f64x2.add(a0, f64x2.mul(x, v128.load(p))));
      a1 = rounded(f64x2.add(a1, f64x2.mul(x, v128.load(p, 16))));
      a2 = rounded(f64x2.add(a2, f64x2.mul(x, v128.load(p, 32))));
      a3 = rounded(f64x2.add(a3, f64x2.mul(x, v128.load(p, 48))));
      a4 = rounded(f64x2.add(a4, f64x2.mul(x, v128.load(p, 64))));
    }
  }
  v128.store64_lane(prediction, narrow(a0), 0);
  v128.store64_lane(prediction, narrow(a1), 0, 8);
  v128.store64_lane(prediction, narrow(a2), 0, 16);
  v128.store64_lane(prediction, narrow(a3), 0, 24);
  v128.store64_lane(prediction, narrow(a4), 0, 32);
  return entry;
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
    v128.store(p, rounded(f64x2.sub(v128.load(p), f64x2.mul(step, d0))));
    v128.store(p, rounded(f64x2.sub(v128.load(p, 16), f64x2.mul(step, d1))), 16);
    v128.store(p, rounded(f64x2.sub(v128.load(p, 32), f64x2.mul(step, d2))), 32);
    v128.store(p, rounded(f64x2.sub(v128.load(p, 48), f64x2.mul(step, d3))), 48);
    v128.store(p, rounded(f64x2.sub(v128.load(p, 64), f64x2.mul(step, d4))), 64);
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
      const offset: usize = load<u32>(entry); // of a row of a panel
      const p = w + offset + offset / (PANEL_ROW / (ROW - PANEL_ROW));
      const x = f64x2.splat(<f64>load<f32>(entry, 4));
      a0 = f64x2.add(a0, f64x2.mul(x, v128.load(p)));
      a1 = f64x2.add(a1, f64x2.mul(x, v128.load(p, 16)));
      a2 = f64x2.add(a2, f64x2.mul(x, v128.load(p, 32)));
      a3 = f64x2.add(a3, f64x2.mul(x, v128.load(p, 48)));
      a4 = f64x2.add(a4, f64x2.mul(x, v128.load(p, 64)));
    }
    v128.store64_lane(z, narrow(a0), 0);
    v128.store64_lane(z, narrow(a1), 0, 8);
    v128.store64_lane(z, narrow(a2), 0, 16);
    v128.store64_lane(z, narrow(a3), 0, 24);
    v128.store64_lane(z, narrow(a4), 0, 32);
  }
}
