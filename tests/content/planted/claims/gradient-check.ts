import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { lastOf, numbersIn, told } from './numbers.ts';
import type { RecordedCall } from './record.ts';

/** A slope of the losses of this check is known to so much from two losses in 32 bits. */
const NEAR = 0.01;
const STEP = 2 ** -7;

/** The slopes of the loss that a call was given, measured anew with its own function. */
function slopesFor({ handed, given }: RecordedCall): number[] {
  const [loss, values] = handed as [() => number, Float32Array];
  const start = numbersIn(given[1]);
  const left = values.slice();
  const at = (k: number, step: number): number => {
    values.set(start);
    values[k]! += step;
    return loss();
  };
  const slopes = start.map((_, k) => (at(k, STEP) - at(k, -STEP)) / (2 * STEP));
  values.set(left);
  return slopes;
}

const slopeCall = (seen: Seen): { call: RecordedCall; k: number; slope: number; truth: number; offsets: number[] } => {
  const call = lastOf(seen, 'slopeOf');
  const k = call.given[2] as number;
  const start = numbersIn(call.given[1]);
  const offsets = call.inner.map(({ state }) => numbersIn(state![1])[k]! - start[k]!);
  return { call, k, slope: call.result as number, truth: slopesFor(call)[k]!, offsets };
};
const gapCall = (seen: Seen): { call: RecordedCall; gap: number; gaps: number[]; most: number } => {
  const call = lastOf(seen, 'largestGap');
  const slopes = slopesFor(call);
  const gaps = numbersIn(call.given[2]).map((value, k) => value - slopes[k]!);
  return { call, gap: call.result as number, gaps, most: Math.max(...gaps.map(Math.abs)) };
};
const near = (a: number, b: number, times = 1): boolean => Math.abs(a - b) <= times * NEAR;
const longest = (offsets: readonly number[]): number => Math.max(...offsets.map(Math.abs));
const notANumber = (value: unknown): boolean => typeof value !== 'number' || Number.isNaN(value);
const moved =
  (name: string) =>
  (seen: Seen, [, i, is, was]: RegExpExecArray): boolean => {
    const { given, after } = lastOf(seen, name);
    const [before, now] = [numbersIn(given[1])[Number(i)], numbersIn(after[1])[Number(i)]];
    return before !== now && told(now, is) && told(before, was);
  };

export const gradientCheck: readonly Claim[] = [
  [/After slopeOf, values\[(\d+)\] is (\S+) and was (\S+)\. /, moved('slopeOf')],
  [/After largestGap, values\[(\d+)\] is (\S+) and was (\S+)\. /, moved('largestGap')],
  [/slopeOf should give a number; yours gives/, (seen) => notANumber(slopeCall(seen).slope)],
  [/The loss was never worked out\./, (seen) => slopeCall(seen).offsets.length === 0],
  [
    /For the slope by values\[(\d+)\] you moved values\[(\d+)\]\./,
    (seen, [, own, other]) => {
      const { call, k } = slopeCall(seen);
      const place = Number(other);
      const start = numbersIn(call.given[1])[place]!;
      return k === Number(own) && call.inner.some(({ state }) => numbersIn(state![1])[place] !== start);
    },
  ],
  [
    /Whenever the loss was worked out, values\[(\d+)\] stood where it was\./,
    (seen, [, own]) => {
      const { k, offsets } = slopeCall(seen);
      return k === Number(own) && offsets.length > 1 && offsets.every((offset) => offset === 0);
    },
  ],
  [
    /The loss was worked out once, with values\[(\d+)\] where it was\./,
    (seen, [, own]) => {
      const { k, offsets } = slopeCall(seen);
      return k === Number(own) && offsets.length === 1 && offsets[0] === 0;
    },
  ],
  [/The slope is twice what it should be\./, (seen) => near(slopeCall(seen).slope, 2 * slopeCall(seen).truth, 2)],
  [/The slope has the wrong sign:/, (seen) => near(slopeCall(seen).slope, -slopeCall(seen).truth)],
  [
    /This is the difference of the two losses itself\./,
    (seen) => {
      const { call, slope } = slopeCall(seen);
      const losses = call.inner.map(({ result }) => result as number);
      return losses.some((a) => losses.some((b) => Math.abs(a - b - slope) <= 1e-5 + 1e-3 * Math.abs(slope)));
    },
  ],
  [
    /Going to one side only,/,
    (seen) => {
      const { offsets } = slopeCall(seen);
      return Math.min(...offsets) >= 0 || Math.max(...offsets) <= 0;
    },
  ],
  [/The step is so small that it is lost in rounding:/, (seen) => longest(slopeCall(seen).offsets) < 0.002],
  [/one so small that a 32-bit float/, (seen) => longest(slopeCall(seen).offsets) === 0],
  [/The step is so large that the loss has bent by then\./, (seen) => longest(slopeCall(seen).offsets) > 0.1],
  [
    /The slope is not what a small step up and a small step down show;/,
    (seen) => {
      const { slope, truth, offsets } = slopeCall(seen);
      return !near(slope, truth, 0.3) || Math.min(...offsets) >= 0 || Math.max(...offsets) <= 0;
    },
  ],
  [
    /The slope by values\[(\d+)\] is (\S+); yours is (\S+)\./,
    (seen, [, own, is, yours]) => {
      const { k, slope, truth } = slopeCall(seen);
      return k === Number(own) && near(truth, Number(is)) && (told(slope, yours) || String(slope) === yours);
    },
  ],
  [
    /largestGap changed gradient\[(\d+)\]\./,
    (seen, [, i]) => {
      const { given, after } = lastOf(seen, 'largestGap');
      return numbersIn(given[2])[Number(i)] !== numbersIn(after[2])[Number(i)];
    },
  ],
  [/largestGap should give a number; yours gives/, (seen) => notANumber(gapCall(seen).gap)],
  [
    /A fault of (\S+) was planted in gradient\[(\d+)\], and largestGap says (\S+)\./,
    (seen, [, fault, place, says]) => {
      const { gap, gaps } = gapCall(seen);
      return near(gaps[Number(place)]!, Number(fault)) && (told(gap, says) || String(gap) === says);
    },
  ],
  [/Compare at every k, from 0/, (seen) => near(gapCall(seen).gap, 0) && gapCall(seen).most > 0.3],
  [
    /A mean hides a single fault/,
    (seen) => {
      const { gap, gaps } = gapCall(seen);
      return near(gap, gaps.reduce((sum, one) => sum + Math.abs(one), 0) / gaps.length);
    },
  ],
  [/largestGap says \S+ A gap counts to either side: Math\.abs\./, (seen) => gapCall(seen).gap < 0],
  [/It should be the largest distance between/, (seen) => !near(gapCall(seen).gap, gapCall(seen).most, 0.5)],
  [
    /Every slope of a gradient was off, by (\S+) at most, and largestGap says (\S+)\./,
    (seen, [, most, says]) =>
      near(gapCall(seen).most, Number(most)) && (told(gapCall(seen).gap, says) || String(gapCall(seen).gap) === says),
  ],
  [
    /The gaps are added up\./,
    (seen) => {
      const { gap, gaps } = gapCall(seen);
      return near(
        gap,
        gaps.reduce((sum, one) => sum + Math.abs(one), 0),
        gaps.length,
      );
    },
  ],
  [/That is the last one\./, (seen) => near(gapCall(seen).gap, Math.abs(gapCall(seen).gaps.at(-1)!))],
  [
    /All of a gradient was right, and largestGap says (\S+)\./,
    (seen, [, says]) =>
      gapCall(seen).most <= NEAR && (told(gapCall(seen).gap, says) || String(gapCall(seen).gap) === says),
  ],
  [
    /Nearly right\./,
    (seen) => {
      const { slope, truth } = slopeCall(seen);
      return near(slope, truth, (0.2 * Math.max(1, Math.abs(truth))) / NEAR);
    },
  ],
  [
    /In this test the loss depends on (?:one number|(\d+) numbers)\./,
    ({ calls }, [, count = '1']) => numbersIn(calls.at(-1)!.given[1]).length === Number(count),
  ],
  [
    /Only values\[k\] may take a step|It only measures|It is only read|From a step lower to a step higher|Either it takes no step, or|A mean hides a single fault|A gap counts to either side/,
    OF_THE_LESSON,
  ],
];
