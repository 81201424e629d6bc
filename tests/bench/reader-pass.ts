/** What an exercise's `update` gets: rows of weights that it changes in place. */
type Update = (
  weights: Float32Array[],
  image: Float32Array,
  label: Float32Array,
  alpha: number,
  imagesSeen: number,
) => unknown;

/**
 * One pass with the reader's own `update`: every image normalised, handed over with its one-hot label, in file order.
 * It stands alone, since it becomes one module with the exercise. Changes `weights` [784, 10] in place.
 */
export function readerPass(update: Update, images: Uint8Array, labels: Uint8Array, weights: Float32Array): number {
  const rows = Array.from({ length: 784 }, (_, i) => weights.subarray(i * 10, i * 10 + 10));
  const image = new Float32Array(784);
  const label = new Float32Array(10);
  const start = performance.now();
  for (let n = 0; n < labels.length; n++) {
    for (let i = 0; i < 784; i++) image[i] = images[n * 784 + i]! / 255;
    label.fill(0);
    label[labels[n]!] = 1;
    update(rows, image, label, 0.01, n);
  }
  return (performance.now() - start) / 1000;
}
