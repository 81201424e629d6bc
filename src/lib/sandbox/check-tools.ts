import { dataSetNamed, pixelsOf } from '../data/data-sets.ts';
import { RandomState } from '../nn/random.ts';
import type { CheckTools } from './check-contract.ts';
import type { CheckRandom } from './check-kit/check-random.ts';
import { createInputs, IMAGES, SORTS } from './check-kit/inputs.ts';
import { judging } from './check-kit/judge.ts';
import { copyOut, Fresh } from './check-kit/plain.ts';
import { describe, show } from './check-kit/words.ts';

// Taken before readers' code can change them.
const now = performance.now.bind(performance);
const later = globalThis.setTimeout;

const SHARE_OF_INK = 0.19; // of the pixels of the book's own data set, these are not zero

/** A check's random numbers: the book's generator with a seed of its own. */
export function createCheckRandom(seed: number): CheckRandom {
  const state = new RandomState(seed);
  const uniform = (low = 0, high = 1): number => state.uniform(low, high);
  const integer = (low: number, high: number): number => low + Math.floor(state.randomSample() * (high - low));
  const vector = (length: number, low = -1, high = 1): Float32Array<ArrayBuffer> =>
    Float32Array.from({ length }, () => state.uniform(low, high));
  return {
    seed,
    uniform,
    integer,
    vector,
    matrix: (rows, columns, low = -1, high = 1) => Array.from({ length: rows }, () => vector(columns, low, high)),
    image: () =>
      Float32Array.from({ length: pixelsOf(dataSetNamed()) }, () =>
        state.randomSample() < SHARE_OF_INK ? integer(1, 256) / 255 : 0,
      ),
  };
}

/** A list or a typed array; both can be walked through. */
const isRow = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** The numbers of a number, a vector or a matrix in one list with its shape; null for anything else. */
function flatten(value: unknown): { readonly shape: string; readonly numbers: readonly number[] } | null {
  if (typeof value === 'number') return { shape: 'number', numbers: [value] };
  if (!isRow(value)) return null;
  const lengths: number[] = [];
  const numbers: number[] = [];
  for (const item of value) {
    if (isRow(item)) lengths.push(item.length);
    for (const number of isRow(item) ? item : [item]) {
      if (typeof number !== 'number') return null;
      numbers.push(number);
    }
  }
  if (lengths.length > 0 && lengths.length !== value.length) return null;
  return { shape: lengths.length > 0 ? `rows ${lengths.join()}` : `vector ${value.length}`, numbers };
}

/** |actual - expected| ≤ tolerance · max |expected| for every number; where all expected are 0, ≤ tolerance. */
function close(actual: unknown, expected: unknown, tolerance = 1e-4): boolean {
  const found = flatten(actual);
  const wanted = flatten(expected);
  if (!wanted) throw new TypeError(`close, expected value: expected numbers, got ${describe(expected)}`);
  if (found?.shape !== wanted.shape) return false;
  let largest = 0;
  for (const number of wanted.numbers) largest = Math.max(largest, Math.abs(number));
  const allowed = tolerance * (largest || 1);
  // Not `> allowed`: NaN is never close.
  return wanted.numbers.every((number, i) => Math.abs(found.numbers[i]! - number) <= allowed);
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return (value as Float32Array).slice();
  return value;
}

/** What a check gets beside the reader's exports. The same seed gives the same questions. */
export function createCheckTools(seed: number): CheckTools {
  const random = createCheckRandom(seed);
  return {
    ...judging,
    random,
    inputs: createInputs(random),
    words: { ...SORTS, images: IMAGES },
    fresh: (make) => new Fresh(make),
    plain: (value) => copyOut(value),
    show,
    now,
    wait: (milliseconds) => new Promise((resolve) => void later(resolve, milliseconds)),
    close,
    describe,
    copy: <T>(value: T): T => copyOf(value) as T,
    pass: (message) => ({ passed: true, message }),
    fail: (mistake, message) => ({ passed: false, mistake, message }),
  };
}
