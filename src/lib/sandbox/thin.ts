interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What `thinned` keeps of the points of one place, at most. */
export const POINTS_A_PLACE = 5;

/** Of the points from one to another: the first, the lowest, the highest, the first gap and the last. */
function telling(y: readonly number[], from: number, to: number): readonly number[] {
  let [low, high, gap] = [-1, -1, -1];
  for (let i = from; i <= to; i++) {
    if (!Number.isFinite(y[i])) {
      if (gap < 0) gap = i;
      continue;
    }
    if (low < 0 || y[i]! < y[low]!) low = i;
    if (high < 0 || y[i]! > y[high]!) high = i;
  }
  return [...new Set([from, low, high, gap, to])].filter((i) => i >= 0).sort((a, b) => a - b);
}

const goesRight = (x: readonly number[]): boolean =>
  x.every((value, i) => Number.isFinite(value) && (i === 0 || x[i - 1]! <= value));

/**
 * A line with at most `most` points. One that runs from left to right looks the same over `most` / 5 places side by side:
 * each keeps its lowest and highest point. Of another every so-many-th point is kept, and the last.
 */
export function thinned(line: Line, most: number): Line {
  const { x, y } = line;
  if (x.length <= most) return line;
  const kept: number[] = [];
  if (goesRight(x)) {
    const places = Math.floor(most / POINTS_A_PLACE);
    const [left, right] = [x[0]!, x.at(-1)!];
    const placeOf = (i: number): number =>
      right > left ? Math.min(places - 1, Math.floor(((x[i]! - left) / (right - left)) * places)) : 0;
    for (let from = 0, i = 1; i <= x.length; i++) {
      if (i < x.length && placeOf(i) === placeOf(from)) continue;
      kept.push(...telling(y, from, i - 1));
      from = i;
    }
  } else {
    const step = Math.ceil(x.length / (most - 1));
    for (let i = 0; i < x.length; i++) if (i % step === 0 || i === x.length - 1) kept.push(i);
  }
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}
