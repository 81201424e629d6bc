/** Words of the generator's state. */
const WORDS: usize = 624;
/** Bytes from a word to the one that makes a new one with it and the next. */
const SHIFT: usize = 397 * 4;
/** Bytes from the state to the new words, while they are made, and to the count of words that are used up. */
const NEW: usize = WORDS * 4;
const POSITION: usize = 2 * NEW;

/**
 * The next 624 words of MT19937, four at a time: behind the old ones, as one row without end, then in their place.
 * Source: Matsumoto and Nishimura, "Mersenne Twister", 1998.
 */
function refill(state: usize): void {
  const top = i32x4.splat(0x80000000);
  for (let at = state, end = state + NEW; at < end; at += 16) {
    const y = v128.bitselect(v128.load(at), v128.load(at, 4), top);
    const odd = i32x4.neg(v128.and(y, i32x4.splat(1)));
    const twist = v128.xor(i32x4.shr_u(y, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
    v128.store(at, v128.xor(v128.load(at, SHIFT), twist), NEW);
  }
  memory.copy(state, state + NEW, NEW);
}

// @ts-ignore: decorator
@inline
function tempered(words: v128): v128 {
  let y = v128.xor(words, i32x4.shr_u(words, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.xor(y, i32x4.shr_u(y, 18));
}

/** Where the next word is; new ones are made when all are used up. */
function take(state: usize): usize {
  let position: usize = load<u32>(state, POSITION);
  if (position === WORDS) {
    refill(state);
    position = 0;
  }
  store<u32>(state, <u32>(position + 1), POSITION);
  return state + position * 4;
}

/** Uses up `count` words. */
export function skipWords(state: usize, count: usize): void {
  let position: usize = load<u32>(state, POSITION);
  for (; count > WORDS - position; position = 0) {
    count -= WORDS - position;
    refill(state);
  }
  store<u32>(state, <u32>(position + count), POSITION);
}

/**
 * Draws `count` numbers of 53 bits as NumPy's `random_sample` and writes for each `kept` or, if it is below the share
 * to drop, 0. That share times 2^53, rounded up, is `high` · 2^26 + `low`. `state` holds 624 words, room for as
 * many, and how many are used up.
 */
export function drawMask(state: usize, count: usize, high: i32, low: i32, kept: f32, into: usize): void {
  const highs = i32x4.splat(high);
  const lows = i32x4.splat(low);
  const keeps = f32x4.splat(kept);
  const end = into + count * 4;
  while (into < end) {
    let position: usize = load<u32>(state, POSITION);
    for (; position + 8 <= WORDS && into + 16 <= end; position += 8, into += 16) {
      const at = state + position * 4;
      const a = tempered(v128.load(at));
      const b = tempered(v128.load(at, 16));
      const upper = i32x4.shr_u(i32x4.shuffle(a, b, 0, 2, 4, 6), 5);
      const lower = i32x4.shr_u(i32x4.shuffle(a, b, 1, 3, 5, 7), 6);
      const above = v128.or(i32x4.gt_s(upper, highs), v128.and(i32x4.eq(upper, highs), i32x4.ge_s(lower, lows)));
      v128.store(into, v128.and(above, keeps));
    }
    store<u32>(state, <u32>position, POSITION);
    if (into === end) break;
    const upper = i32x4.extract_lane(tempered(v128.load32_zero(take(state))), 0) >>> 5;
    const lower = i32x4.extract_lane(tempered(v128.load32_zero(take(state))), 0) >>> 6;
    store<f32>(into, upper > high || (upper === high && lower >= low) ? kept : 0);
    into += 4;
  }
}
