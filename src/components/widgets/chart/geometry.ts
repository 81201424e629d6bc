/** Sizes in CSS pixels, the same for the frame drawn at build and for the live chart, so that nothing moves. */
export const ACCURACY = { height: 216, marginTop: 26, marginRight: 26, marginBottom: 20, marginLeft: 50 } as const;
export const LOSS = { height: 158, marginTop: 26, marginRight: 26, marginBottom: 38, marginLeft: 50 } as const;

export const ACCURACY_LABEL = '↑ correct of the 10,000 test images, %';
export const LOSS_LABEL = '↑ loss on the test images, mean (log scale)';
export const IMAGES_LABEL = 'images seen →';

/** Ticks at round numbers, few enough to be read at any width: `most` steps or fewer. */
export function imageTicks(imagesMax: number, most = 6): number[] {
  const steps = [10_000, 20_000, 60_000, 120_000, 300_000, 600_000, 1_200_000];
  const step = steps.find((size) => imagesMax / size <= most) ?? imagesMax;
  return Array.from({ length: Math.floor(imagesMax / step) + 1 }, (_, k) => k * step);
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
