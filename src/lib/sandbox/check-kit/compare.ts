import { isFields, isList, type Plain, Strange } from './plain.ts';

/** Relative to the largest number of a case: 32-bit sums in any order stay well within it. */
export const TOLERANCE = 2e-5;
/** Where everything expected is 0, this much is left to rounding. */
const NOTHING = 1e-9;

/** The largest size of the numbers; 0 for none. NaN and infinities have none. */
export function largestOf(value: Plain): number {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.abs(value) : 0;
  let largest = 0;
  if (isList(value)) {
    for (const item of value) {
      const size = largestOf(item);
      if (size > largest) largest = size;
    }
  }
  return largest;
}

/** In a `Float32Array`, what is below it becomes 0. */
const SMALLEST = 1e-37;

/** How far a number may be off where these are expected. */
export const allowedFor = (wanted: Plain, tolerance: number): number => {
  const largest = largestOf(wanted);
  return largest === 0 ? NOTHING : Math.max(tolerance * largest, SMALLEST);
};

/** In a `Float32Array` it is the same number. */
const LARGEST = 3.4e38;
const infinite = (value: number): boolean => value > LARGEST || value < -LARGEST;

function sameNumber(got: number, wanted: number, allowed: number): boolean {
  if (got === wanted) return true;
  // Not `> allowed`: NaN is never near.
  if (Math.abs(got - wanted) <= allowed) return true;
  if (Number.isNaN(wanted)) return Number.isNaN(got);
  return infinite(wanted) && infinite(got) && wanted > 0 === got > 0;
}

/** How far each number may be off, for the field of this name (`''` where there are no fields). */
export type Allowed = (field: string, wanted: Plain) => number;

/** Lists have the same lengths, numbers stand where numbers are wanted, and each is near. Broken numbers match only broken ones. */
export function agrees(got: Plain, wanted: Plain, allowed: Allowed, field = ''): boolean {
  if (isFields(wanted)) {
    if (!isFields(got)) return false;
    for (const name of Object.keys(wanted)) if (!agrees(got[name], wanted[name], allowed, name)) return false;
    return true;
  }
  return near(got, wanted, allowed(field, wanted));
}

function near(got: Plain, wanted: Plain, allowed: number): boolean {
  if (typeof wanted === 'number') return typeof got === 'number' && sameNumber(got, wanted, allowed);
  if (isList(wanted)) {
    if (!isList(got) || got.length !== wanted.length) return false;
    for (let k = 0; k < wanted.length; k++) if (!near(got[k], wanted[k], allowed)) return false;
    return true;
  }
  if (isFields(wanted)) {
    if (!isFields(got)) return false;
    for (const name of Object.keys(wanted)) if (!near(got[name], wanted[name], allowed)) return false;
    return true;
  }
  if (wanted instanceof Strange) return got instanceof Strange && got.words === wanted.words;
  return got === wanted;
}

/** No number among them is NaN or infinite. */
export function isSound(value: Plain): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (isList(value)) return value.every(isSound);
  if (isFields(value)) return Object.values(value).every(isSound);
  return true;
}

/** Lists of the same lengths, with the same kinds of things in them. */
export function sameShape(got: Plain, wanted: Plain): boolean {
  if (isList(wanted)) {
    return isList(got) && got.length === wanted.length && wanted.every((item, k) => sameShape(got[k], item));
  }
  if (isFields(wanted)) return isFields(got) && Object.keys(wanted).every((name) => sameShape(got[name], wanted[name]));
  return typeof got === typeof wanted;
}

/** A number of a result: where it stands, such as `[3][7]` or `.steps`, and what was wanted there. */
export interface Spot {
  readonly at: readonly (number | string)[];
  readonly wanted: Plain;
  readonly got: Plain;
}

/** The number that is furthest off, a broken one before all others. Both have the same shape. */
export function worstSpot(got: Plain, wanted: Plain): Spot {
  let worst: Spot = { at: [], wanted, got };
  let most = -1;
  const visit = (a: Plain, b: Plain, at: readonly (number | string)[]): void => {
    if (isList(b)) {
      for (let k = 0; k < b.length; k++) visit((a as readonly Plain[])[k], b[k], [...at, k]);
    } else if (isFields(b)) {
      for (const name of Object.keys(b)) visit((a as Record<string, Plain>)[name], b[name], [...at, name]);
    } else {
      const both = typeof a === 'number' && typeof b === 'number';
      const off = both ? Math.abs(a - b) : a === b ? 0 : Infinity;
      const weight = Number.isNaN(off) ? (Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity) : off;
      if (weight <= most) return;
      most = weight;
      worst = { at, wanted: b, got: a };
    }
  };
  visit(got, wanted, []);
  return worst;
}
