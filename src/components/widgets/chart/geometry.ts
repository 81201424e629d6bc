/** Sizes in CSS pixels, the same for the frame drawn at build and for the live chart, so that nothing moves. */
export const CURVES = { height: 300, marginTop: 26, marginRight: 28, marginBottom: 38, marginLeft: 50 } as const;

export const LABELS = { accuracy: '↑ right, %', loss: '↑ loss, mean', logLoss: '↑ loss, mean (log scale)' } as const;
export const ALONG = { epochs: 'epochs →', images: 'images seen →' } as const;
export const PARAMETERS_LABEL = 'weights and biases (log scale) →';

/** The round step, 1, 2 or 5 times a power of ten, that cuts a range above 0 into at most `most` parts. */
export function roundStep(range: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(range / most));
  return [1, 2, 5, 10].map((digit) => digit * power).find((size) => range / size <= most)!;
}

/** Ticks for a count from 0 at round whole numbers, few enough to be read at any width: `most` steps or fewer. */
export function countTicks(count: number, most: number): number[] {
  const step = Math.max(1, roundStep(count, most));
  return Array.from({ length: Math.floor(count / step) + 1 }, (_, k) => k * step);
}

/** Whole decades around these losses, at least one; those that are not finite numbers above 0 are passed over. */
export function lossDomain(losses: Iterable<number>, otherwise: readonly [number, number]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const loss of losses) {
    if (!(loss > 0) || loss === Number.POSITIVE_INFINITY) continue;
    low = Math.min(low, loss);
    high = Math.max(high, loss);
  }
  if (high === 0) return otherwise;
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(high) - 1e-9));
  return [Number(`1e${from}`), Number(`1e${to}`)];
}

/** Powers of ten in a domain, thinned to at most `most`. */
export function decades([low, high]: readonly [number, number], most = 5): number[] {
  const from = Math.round(Math.log10(low));
  const to = Math.round(Math.log10(high));
  const every = Math.ceil((to - from + 1) / most);
  const ticks: number[] = [];
  for (let power = from; power <= to; power += every) ticks.push(Number(`1e${power}`));
  return ticks;
}

export const decadeWords = (value: number): string =>
  value >= 1e6 ? `1e${Math.round(Math.log10(value))}` : value.toLocaleString('en-US', { maximumFractionDigits: 6 });

/** Numbers of runs that are further apart than this, side by side, cannot touch. */
const BESIDE = 18; // px
/** The height of such a number. */
const ABOVE = 11; // px

/** Where a label would best stand, in pixels from the left and from the bottom. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The heights of labels, moved apart where they would touch, in their order; between 0 and `most` pixels, closer if there is no room. */
export function spread(places: readonly Place[], most: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]!.y - places[b]!.y);
  const heights = places.map(({ y }) => y);
  const gap = Math.min(ABOVE, most / Math.max(1, places.length - 1));
  const touching = (i: number, others: readonly number[]): number[] =>
    others.filter((j) => Math.abs(places[i]!.x - places[j]!.x) < BESIDE).map((j) => heights[j]!);
  for (const [k, i] of order.entries())
    heights[i] = Math.max(heights[i]!, ...touching(i, order.slice(0, k)).map((height) => height + gap));
  for (const [k, i] of [...order.entries()].reverse())
    heights[i] = Math.min(heights[i]!, most, ...touching(i, order.slice(k + 1)).map((height) => height - gap));
  return heights;
}
