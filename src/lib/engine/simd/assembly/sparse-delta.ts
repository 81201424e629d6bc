import { ENTRY } from './lists';
import { madd, PANEL, PANEL_ROW, sums } from './lanes';

/** Bytes of weights that are gone over again for each image: they stay in the second cache. */
const BLOCK: usize = 1 << 18;
/** Entries that are done together: as many sums stay in registers. */
const GROUP: usize = 8;

/**
 * δ of the layer before = δ Wᵀ only where its units gave something out: `starts` [count + 1] are their lists
 * (`listRows`), `cursors` [count] is working space. Everywhere else it becomes 0, which is what a silent unit gets.
 */
export function sparseDelta(starts: usize, cursors: usize, count: usize, delta: usize, dStride: usize, w: usize, panel: usize, panels: usize, rows: usize, into: usize, intoStride: usize): void {
  memory.copy(cursors, starts, count * 4);
  memory.fill(into, 0, count * intoStride);
  const step = max<usize>(GROUP, BLOCK / (panels * PANEL_ROW)) * PANEL_ROW;
  for (let limit = step; limit < rows * PANEL_ROW + step; limit += step) {
    for (let n: usize = 0; n < count; n++) {
      const end: usize = load<u32>(starts + (n + 1) * 4);
      let entry: usize = load<u32>(cursors + n * 4);
      while (entry < end && <usize>load<u32>(entry) < limit) {
        deltaGroup(entry, end - ENTRY, delta + n * dStride, w, panel, panels, into + n * intoStride);
        entry += GROUP * ENTRY;
      }
      store<u32>(cursors + n * 4, <u32>entry);
    }
  }
}

/** Eight entries, or as many as there are up to `last`: the last one then several times. */
function deltaGroup(entry: usize, last: usize, delta: usize, w: usize, panel: usize, panels: usize, into: usize): void {
  const o0: usize = load<u32>(entry);
  const o1: usize = load<u32>(min(entry + ENTRY, last));
  const o2: usize = load<u32>(min(entry + 2 * ENTRY, last));
  const o3: usize = load<u32>(min(entry + 3 * ENTRY, last));
  const o4: usize = load<u32>(min(entry + 4 * ENTRY, last));
  const o5: usize = load<u32>(min(entry + 5 * ENTRY, last));
  const o6: usize = load<u32>(min(entry + 6 * ENTRY, last));
  const o7: usize = load<u32>(min(entry + 7 * ENTRY, last));
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  for (const end = w + panels * panel; w < end; w += panel) {
    for (let j = w; j < w + PANEL_ROW; j += 16, delta += 16) {
      const x = v128.load(delta);
      s0 = madd(v128.load(j + o0), x, s0);
      s1 = madd(v128.load(j + o1), x, s1);
      s2 = madd(v128.load(j + o2), x, s2);
      s3 = madd(v128.load(j + o3), x, s3);
      s4 = madd(v128.load(j + o4), x, s4);
      s5 = madd(v128.load(j + o5), x, s5);
      s6 = madd(v128.load(j + o6), x, s6);
      s7 = madd(v128.load(j + o7), x, s7);
    }
  }
  const a = sums(s0, s1, s2, s3);
  const b = sums(s4, s5, s6, s7);
  v128.store_lane<f32>(into + o0 / PANEL, a, 0);
  v128.store_lane<f32>(into + o1 / PANEL, a, 1);
  v128.store_lane<f32>(into + o2 / PANEL, a, 2);
  v128.store_lane<f32>(into + o3 / PANEL, a, 3);
  v128.store_lane<f32>(into + o4 / PANEL, b, 0);
  v128.store_lane<f32>(into + o5 / PANEL, b, 1);
  v128.store_lane<f32>(into + o6 / PANEL, b, 2);
  v128.store_lane<f32>(into + o7 / PANEL, b, 3);
}
