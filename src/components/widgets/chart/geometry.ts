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

/** Moves labels apart until neighbours are `gap` away from each other, keeping their order. */
export function spread(values: readonly number[], gap: number): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const placed = [...values];
  for (let k = 1; k < order.length; k++) {
    const below = placed[order[k - 1]!]!;
    if (placed[order[k]!]! < below + gap) placed[order[k]!] = below + gap;
  }
  return placed;
}
