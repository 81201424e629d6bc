/** Epochs up to which a run is tested within each of them. */
const SHORT = 3;
/** Tests within an epoch of a short run. */
const WITHIN = 6;

/**
 * Image counts at which a run of `epochs` times `trainCount` images is scored on the 10,000 test images: before training,
 * at the end of each epoch, in a short run also within the epochs, and wherever a source published a figure.
 */
export function testPoints(epochs: number, trainCount: number, published: readonly number[] = []): number[] {
  const points = new Set([0]);
  const parts = epochs <= SHORT ? WITHIN : 1;
  for (let part = 1; part <= epochs * parts; part++) points.add(Math.round((part * trainCount) / parts));
  for (const images of published) if (images >= 0 && images <= epochs * trainCount) points.add(images);
  return [...points].sort((a, b) => a - b);
}
