import type { Verdict } from './contract.ts';

/** Numbers for a check, from the book's one generator; a check draws its own seed, so no answer can be typed in. */
export interface CheckRandom {
  readonly seed: number;
  /** Uniform in [low, high). */
  uniform(low?: number, high?: number): number;
  /** Whole number in [low, high). */
  integer(low: number, high: number): number;
  vector(length: number, low?: number, high?: number): Float32Array<ArrayBuffer>;
  matrix(rows: number, columns: number, low?: number, high?: number): Float32Array<ArrayBuffer>[];
  /** An image like MNIST's: [784], four fifths of it zero. */
  image(): Float32Array<ArrayBuffer>;
}

/** What `check.ts` gets beside the reader's exports. */
export interface CheckTools {
  readonly random: CheckRandom;
  /** True when every number agrees within `tolerance` relative to the largest expected one (default 1e-4); false for other shapes or NaN. */
  close(actual: unknown, expected: unknown, tolerance?: number): boolean;
  /** A plain-words shape, such as `10 numbers`, `784 rows of 10`, `a number`, `nothing (undefined)`. */
  describe(value: unknown): string;
  /** A deep copy of vectors and matrices, to see what a function changed. */
  copy<T>(value: T): T;
  pass(message: string): Verdict;
  fail(mistake: string, message: string): Verdict;
}

/**
 * The default export of every `check.ts`. It judges behaviour on random inputs, never text.
 * `reader` holds the exports of the reader's module; they may be missing or of any type.
 */
export type Check = (reader: Readonly<Record<string, unknown>>, tools: CheckTools) => Verdict | Promise<Verdict>;
