/** Size of the state. */
export const WORDS = 624;
const SHIFT = 397; // distance between the two words that make a new one
const MAX_SEED = 0xffff_ffff;

/** All that a generator remembers: put it back with `setState` and the same numbers follow. */
export interface RandomStateSnapshot {
  readonly words: Uint32Array<ArrayBuffer>; // [624]
  /** How many of the 624 words are used up. */
  readonly position: number;
  /** The second number of the last normal pair, if nobody has taken it yet. */
  readonly spareNormal: number | null;
}

/**
 * The Mersenne Twister MT19937 as NumPy's `RandomState(seed)`: the same seed gives the same numbers here and in Python.
 * Source: Matsumoto and Nishimura, "Mersenne Twister", 1998; seeding and outputs as NumPy's legacy generator.
 */
export class RandomState {
  readonly #words = new Uint32Array(WORDS);
  #position = WORDS;
  #spareNormal: number | null = null;

  /** `seed` is a whole number from 0 to 2^32 - 1. Throws a RangeError for anything else. */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
      throw new RangeError(`seed: expected a whole number from 0 to ${MAX_SEED}, got ${String(seed)}`);
    }
    const words = this.#words;
    words[0] = seed;
    for (let i = 1; i < WORDS; i++) {
      const previous = words[i - 1]!;
      words[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /** A whole number from 0 to 2^32 - 1. */
  nextUint32(): number {
    if (this.#position === WORDS) this.#refill();
    let y = this.#words[this.#position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** As `count` calls of `nextUint32`, at a fraction of their time. */
  skip(count: number): void {
    let left = count;
    while (left > WORDS - this.#position) {
      left -= WORDS - this.#position;
      this.#refill();
    }
    this.#position += left;
  }

  /** Uniform in [0, 1) with 53 random bits, as `random_sample()` and `rand()`. */
  randomSample(): number {
    const high = this.nextUint32() >>> 5; // 27 bits
    const low = this.nextUint32() >>> 6; // 26 bits
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** Uniform in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.randomSample();
  }

  /** Normal with mean 0 and standard deviation 1, by Marsaglia's polar method: two at a time, the second is kept. */
  standardNormal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    let x: number;
    let y: number;
    let squared: number;
    do {
      x = 2 * this.randomSample() - 1;
      y = 2 * this.randomSample() - 1;
      squared = x * x + y * y;
    } while (squared >= 1 || squared === 0);
    const factor = Math.sqrt((-2 * Math.log(squared)) / squared);
    this.#spareNormal = factor * x;
    return factor * y;
  }

  /** The numbers 0 to count - 1 in a random order. */
  permutation(count: number): Uint32Array<ArrayBuffer> {
    if (!Number.isInteger(count) || count < 0 || count > MAX_SEED) {
      throw new RangeError(
        `permutation: expected a whole number of things from 0 to ${MAX_SEED}, got ${String(count)}`,
      );
    }
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    this.shuffle(order);
    return order;
  }

  /** Puts the items in a random order, in place (Fisher and Yates, from the back). */
  shuffle(items: { readonly length: number; [index: number]: number }): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.#upTo(i);
      const held = items[i]!;
      items[i] = items[j]!;
      items[j] = held;
    }
  }

  /** A copy of the state, from which `setState` goes on. */
  getState(): RandomStateSnapshot {
    return { words: this.#words.slice(), position: this.#position, spareNormal: this.#spareNormal };
  }

  setState(state: RandomStateSnapshot): void {
    if (state.words.length !== WORDS) {
      throw new RangeError(`random state: expected ${WORDS} words, got ${state.words.length}`);
    }
    if (!Number.isInteger(state.position) || state.position < 0 || state.position > WORDS) {
      throw new RangeError(`random state: expected a position from 0 to ${WORDS}, got ${state.position}`);
    }
    this.#words.set(state.words);
    this.#position = state.position;
    this.#spareNormal = state.spareNormal;
  }

  /** A whole number from 0 to `max` (inclusive): masked draws until one fits. */
  #upTo(max: number): number {
    const mask = 0xffff_ffff >>> Math.clz32(max);
    let value: number;
    do {
      value = (this.nextUint32() & mask) >>> 0;
    } while (value > max);
    return value;
  }

  #refill(): void {
    const words = this.#words;
    for (let i = 0; i < WORDS; i++) {
      const y = (words[i]! & 0x8000_0000) | (words[(i + 1) % WORDS]! & 0x7fff_ffff);
      words[i] = words[(i + SHIFT) % WORDS]! ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908_b0df);
    }
    this.#position = 0;
  }
}
