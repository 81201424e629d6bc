import { ENTRY } from './lists';
import { PANEL_ROW } from './lanes';

/** A record: row offset, factor of the memory, factor of the weights' move. */
const RECORD: usize = 12;

function power(base: f64, exponent: u32): f64 {
  let result: f64 = 1;
  for (; exponent > 0; exponent >>= 1) {
    if (exponent & 1) result *= base;
    base *= base;
  }
  return result;
}

/**
 * Lists the rows that missed updates because no image had their pixel. Without a gradient k steps of momentum are
 * v ← μ^k v and w ← w - η μ (1 - μ^k) / (1 - μ) v. `move` is η μ / (1 - μ) (0 when memories fade without moving
 * weights), `rows` the records of `sortByPixel`, `seen` [inputs] the step up to which each row is done. Marks them
 * done up to `step`; returns the number of records written to `lagging`.
 */
export function listLagging(rows: usize, records: usize, seen: usize, step: u32, fade: f64, move: f64, lagging: usize): usize {
  let record = lagging;
  for (const last = rows + records * ENTRY; rows < last; rows += ENTRY) {
    const offset: usize = load<u32>(rows);
    const place = seen + offset / (PANEL_ROW / 4);
    const missed = step - load<u32>(place);
    if (missed === 0) continue;
    store<u32>(place, step);
    const faded = power(fade, missed);
    store<u32>(record, <u32>offset);
    store<f32>(record, <f32>faded, 4);
    store<f32>(record, <f32>(-move * (1 - faded)), 8);
    record += RECORD;
  }
  return (record - lagging) / RECORD;
}

/** Says that these rows have had the update of `step`. */
export function markSeen(rows: usize, records: usize, seen: usize, step: u32): void {
  for (const last = rows + records * ENTRY; rows < last; rows += ENTRY) store<u32>(seen + <usize>load<u32>(rows) / (PANEL_ROW / 4), step);
}

/** Does for `panels` panels what `listLagging` found. */
export function catchUp(lagging: usize, records: usize, w: usize, panel: usize, panels: usize, apart: usize): void {
  const tiny = f32x4.splat(1e-30);
  for (const last = w + panels * panel; w < last; w += panel) {
    let record = lagging;
    for (const end = lagging + records * RECORD; record < end; record += RECORD) {
      const p = w + <usize>load<u32>(record);
      const fade = v128.load32_splat(record, 4);
      const move = v128.load32_splat(record, 8);
      for (let j: usize = 0; j < PANEL_ROW; j += 16) {
        const velocity = v128.load(p + j + apart);
        v128.store(p + j, f32x4.add(v128.load(p + j), f32x4.mul(velocity, move)));
        const faded = f32x4.mul(velocity, fade);
        v128.store(p + j + apart, v128.andnot(faded, f32x4.lt(f32x4.abs(faded), tiny)));
      }
    }
  }
}
