interface Line {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** `to` is the last of the points that share a place, `from` the first. */
function ends(y: readonly number[], from: number, to: number): readonly number[] {
  let [low, high] = [from, from];
  for (let i = from; i <= to; i++) {
    // A gap in the line stays a gap: nothing is left out here.
    if (!Number.isFinite(y[i])) return Array.from({ length: to - from + 1 }, (_, k) => from + k);
    if (y[i]! < y[low]!) low = i;
    if (y[i]! > y[high]!) high = i;
  }
  return [...new Set([from, low, high, to])].sort((a, b) => a - b);
}

/**
 * The points of a line that runs from left to right that can be told apart over `places` places side by side: of those
 * that share a place the first, the lowest, the highest and the last. A line that turns back, or has few points, stays.
 */
export function thinned({ x, y }: Line, places: number): Line {
  if (x.length <= 2 * places || !x.every((value, i) => Number.isFinite(value) && (i === 0 || x[i - 1]! <= value)))
    return { x, y };
  const [left, right] = [x[0]!, x.at(-1)!];
  const placeOf = (i: number): number =>
    right > left ? Math.min(places - 1, Math.floor(((x[i]! - left) / (right - left)) * places)) : 0;
  const kept: number[] = [];
  for (let from = 0, i = 1; i <= x.length; i++) {
    if (i < x.length && placeOf(i) === placeOf(from)) continue;
    kept.push(...ends(y, from, i - 1));
    from = i;
  }
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}
