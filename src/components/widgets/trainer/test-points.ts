import { TRAIN_COUNT } from '../../../lib/data/contract.ts';

/**
 * Image counts at which a run is scored on the 10,000 test images: 0, 100, 1,000, then every 2,000 of the
 * first epoch and every 10,000 after it, and wherever the source published a count.
 */
export function testPoints(epochs: number, published: readonly number[] = []): number[] {
  const total = epochs * TRAIN_COUNT;
  const points = new Set([0, 100, 1_000]);
  for (let images = 2_000; images <= TRAIN_COUNT; images += 2_000) points.add(images);
  for (let images = TRAIN_COUNT + 10_000; images <= total; images += 10_000) points.add(images);
  for (const images of published) if (images >= 0 && images <= total) points.add(images);
  return [...points].sort((a, b) => a - b);
}
