import type { CheckRandom } from './check-kit/check-random.ts';
import type { Judging } from './check-kit/exercise.ts';
import type { Inputs, ImageSort, Sort } from './check-kit/inputs.ts';
import type { Fresh, Plain } from './check-kit/plain.ts';
import type { Verdict } from './contract.ts';

/** What `check.ts` gets beside the reader's exports. */
export interface CheckTools extends Judging {
  readonly random: CheckRandom;
  /** Arguments by their properties: signs, sizes, zeros, kinds of images. */
  readonly inputs: Inputs;
  /** What a kind of numbers or of images is called after "with": a question's `what`. */
  readonly words: Readonly<Record<Sort, string>> & { readonly images: Readonly<Record<ImageSort, string>> };
  /** An argument that is made anew for everyone who is asked, such as a generator of random numbers. */
  fresh<T>(make: () => T): Fresh<T>;
  /** A copy of a reader's value, read once and by index; whatever is no number or list of them, in words. */
  plain(value: unknown): Plain;
  /** Milliseconds of the browser's own clock, whatever readers' code has made of `performance`. */
  now(): number;
  /** Resolves after so many milliseconds, by the browser's own timer. */
  wait(milliseconds: number): Promise<void>;
  /** A number as short text. */
  show(value: number): string;
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
