const BINS = 512;
/** Of the weights, so many may lie beyond the end of the scale; they are drawn in its end colour. */
const BEYOND = 0.01;
const RUNGS = [1, 1.5, 2, 3, 4, 5, 7, 10];

/** The smallest rung of 1, 1.5, 2, 3, 4, 5, 7, 10 times a power of ten that is not below `value`. */
export function rungAbove(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const rung = RUNGS.find((r) => r * power >= value * (1 - 1e-6)) ?? 10;
  return Number((rung * power).toPrecision(2));
}

/** Largest |w|; numbers that are not finite are passed over. */
export function largestWeight(weights: Float32Array): number {
  let largest = 0;
  for (const weight of weights) {
    const size = Math.abs(weight);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

/**
 * The end of a colour scale for these weights, -end to +end with zero in the middle: a round number,
 * so that it rarely moves while training, below which all but a few of the largest weights lie.
 */
export function scaleEnd(weights: Float32Array): number {
  const largest = largestWeight(weights);
  if (largest === 0) return 1;
  const bins = new Uint32Array(BINS);
  let finite = 0;
  for (const weight of weights) {
    const size = Math.abs(weight);
    if (!(size <= largest)) continue;
    bins[Math.min(BINS - 1, Math.floor((size / largest) * BINS))]!++;
    finite++;
  }
  let beyond = 0;
  let bin = BINS - 1;
  while (bin > 0 && beyond + bins[bin]! <= finite * BEYOND) beyond += bins[bin--]!;
  return rungAbove(((bin + 1) / BINS) * largest);
}

/** Digits after the point that tell weights of this size apart. */
export const digitsFor = (end: number): number =>
  end >= 1000 ? 0 : end >= 10 ? 1 : end >= 0.5 ? 2 : end >= 0.05 ? 3 : 4;
