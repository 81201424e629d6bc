/** Epochs up to which a run is tested within each of them. */
const SHORT = 3;
/** Tests within an epoch of a short run. */
const WITHIN = 6;
/** Further ones within the first images, and between two tests, of a run image by image: its accuracy goes up and down. */
const FIRST = [100, 1000] as const;
const EVERY = 2000;
const EVERY_LATER = 10_000;

/**
 * Image counts at which a run of `epochs` times `trainCount` images is scored on the 10,000 test images: before training,
 * at the end of each epoch, in a short run also within the epochs, and wherever a source published a figure. `closely`
 * means after 100, 1,000 and then every 2,000 images of the first epoch and every 10,000 of the others instead.
 */
export function testPoints(
  { epochs, trainCount, closely = false }: { epochs: number; trainCount: number; closely?: boolean },
  published: readonly number[] = [],
): number[] {
  const total = epochs * trainCount;
  const points = new Set([0, total]);
  if (closely) {
    for (const images of FIRST) points.add(images);
    for (let images = EVERY; images <= trainCount; images += EVERY) points.add(images);
    for (let images = trainCount + EVERY_LATER; images <= total; images += EVERY_LATER) points.add(images);
  } else {
    const parts = epochs <= SHORT ? WITHIN : 1;
    for (let part = 1; part <= epochs * parts; part++) points.add(Math.round((part * trainCount) / parts));
  }
  for (const images of published) points.add(images);
  return [...points].filter((images) => images >= 0 && images <= total).sort((a, b) => a - b);
}
