import { PANEL_ROW } from './lanes';

/** An entry of a list: 4 bytes that say where, 4 bytes of value. */
export const ENTRY: usize = 8;

/** The bits of the 16 pixels at this address that are zero. */
// @ts-ignore: decorator
@inline
function blankOf(address: usize): u64 {
  return <u64>i8x16.bitmask(i8x16.eq(v128.load(address), i8x16.splat(0)));
}

/** The bits of the 64 pixels at this address that are not zero. */
// @ts-ignore: decorator
@inline
export function inkOf(address: usize): u64 {
  return ~(blankOf(address) | (blankOf(address + 16) << 16) | (blankOf(address + 32) << 32) | (blankOf(address + 48) << 48));
}

/**
 * Lists the pixels that are not zero, image by image. `bytes` [count, inputs]; `table` [256] gives each grey
 * value's number. Writes to `starts` [count + 1] the address at which each image's entries begin, and to
 * `entries` the offset of the pixel's row in a panel, and its value. Returns the end of the entries.
 */
export function listBytes(bytes: usize, count: usize, inputs: usize, table: usize, starts: usize, entries: usize): usize {
  const wholes = inputs & ~63;
  for (let n: usize = 0; n < count; n++) {
    store<u32>(starts + n * 4, <u32>entries);
    const image = bytes + n * inputs;
    for (let i: usize = 0; i < wholes; i += 64) {
      for (let ink = inkOf(image + i); ink !== 0; ink &= ink - 1) {
        const pixel = i + <usize>ctz(ink);
        store<u64>(entries, <u64>(pixel * PANEL_ROW) | (<u64>load<u32>(table + (<usize>load<u8>(image + pixel) << 2)) << 32));
        entries += ENTRY;
      }
    }
    for (let i = wholes; i < inputs; i++) {
      const grey = <usize>load<u8>(image + i);
      if (grey === 0) continue;
      store<u32>(entries, <u32>(i * PANEL_ROW));
      store<u32>(entries, load<u32>(table + (grey << 2)), 4);
      entries += ENTRY;
    }
  }
  store<u32>(starts + count * 4, <u32>entries);
  return entries;
}

/** As `listBytes`, of numbers [count, inputs]. */
export function listFloats(x: usize, count: usize, inputs: usize, starts: usize, entries: usize): usize {
  for (let n: usize = 0; n < count; n++) {
    store<u32>(starts + n * 4, <u32>entries);
    for (let i: usize = 0; i < inputs; i++, x += 4) {
      const value = load<f32>(x);
      if (value === 0) continue;
      store<u32>(entries, <u32>(i * PANEL_ROW));
      store<f32>(entries, value, 4);
      entries += ENTRY;
    }
  }
  store<u32>(starts + count * 4, <u32>entries);
  return entries;
}

/** Multiplies each entry by its place in `mask` [count, inputs] and drops those that become zero, in place. */
export function maskLists(mask: usize, count: usize, inputs: usize, starts: usize): usize {
  let kept: usize = load<u32>(starts);
  let from = kept;
  for (let n: usize = 0; n < count; n++) {
    const end: usize = load<u32>(starts + (n + 1) * 4);
    store<u32>(starts + n * 4, <u32>kept);
    for (; from < end; from += ENTRY) {
      const offset = load<u32>(from);
      const factor = load<f32>(mask + n * inputs * 4 + <usize>offset / (PANEL_ROW / 4));
      if (factor === 0) continue;
      store<u32>(kept, offset);
      store<f32>(kept, load<f32>(from, 4) * factor, 4);
      kept += ENTRY;
    }
    from = end;
  }
  store<u32>(starts + count * 4, <u32>kept);
  return kept;
}

/**
 * The same entries by pixel: a counting sort. `counts` [inputs] is working space. Writes to `rows` one record for
 * each pixel that some image has, or for every pixel if `all`: offset of its row in a panel, and the end of its
 * entries in `sorted`; each entry there is the offset of the image's row of deltas (a multiple of `stride`) and
 * the value. Returns the number of records.
 */
export function sortByPixel(starts: usize, count: usize, inputs: usize, stride: usize, counts: usize, rows: usize, sorted: usize, all: bool): usize {
  memory.fill(counts, 0, inputs * 4);
  const first: usize = load<u32>(starts);
  const last: usize = load<u32>(starts + count * 4);
  for (let entry = first; entry < last; entry += ENTRY) {
    const place = counts + <usize>load<u32>(entry) / (PANEL_ROW / 4);
    store<u32>(place, load<u32>(place) + 1);
  }
  let next = sorted;
  let record = rows;
  for (let i: usize = 0; i < inputs; i++) {
    const place = counts + i * 4;
    const many: usize = load<u32>(place);
    store<u32>(place, <u32>next);
    next += many * ENTRY;
    if (!all && many === 0) continue;
    store<u32>(record, <u32>(i * PANEL_ROW));
    store<u32>(record, <u32>next, 4);
    record += ENTRY;
  }
  for (let n: usize = 0; n < count; n++) {
    const end: usize = load<u32>(starts + (n + 1) * 4);
    const image = <u32>(n * stride);
    for (let entry: usize = load<u32>(starts + n * 4); entry < end; entry += ENTRY) {
      const place = counts + <usize>load<u32>(entry) / (PANEL_ROW / 4);
      const to: usize = load<u32>(place);
      store<u32>(to, image);
      store<u32>(to, load<u32>(entry, 4), 4);
      store<u32>(place, <u32>(to + ENTRY));
    }
  }
  return (record - rows) / ENTRY;
}

/**
 * As `listFloats`, of rows of `inputs` numbers, `stride` bytes apart, half of which are not zero for no reason that a
 * processor could foresee: every number is written, and overwritten by the next if it is zero. `entries` has room for
 * one more.
 */
export function listRows(x: usize, stride: usize, count: usize, inputs: usize, starts: usize, entries: usize): usize {
  for (let n: usize = 0; n < count; n++, x += stride) {
    store<u32>(starts + n * 4, <u32>entries);
    for (let i: usize = 0; i < inputs; i++) {
      const value = load<u32>(x + i * 4);
      store<u64>(entries, <u64>(i * PANEL_ROW) | (<u64>value << 32));
      entries += <usize>(value << 1 !== 0) * ENTRY; // neither 0 nor -0
    }
  }
  store<u32>(starts + count * 4, <u32>entries);
  return entries;
}
