import * as tf from 'tf';

/** One pass in batches, in order. Gives the mean loss an image. */
export async function trainEpoch(
  model: tf.LayersModel,
  images: Uint8Array[], // [count, pixels], greys from 0 to 255
  labels: Uint8Array, // [count], digits
  batchSize: number,
): Promise<number> {
  const pixels = images[0].length;
  let total = 0;
  for (let from = 0; from < images.length; from += batchSize) {
    const batch = images.slice(from, from + batchSize);
    const greys = new Float32Array(batch.length * pixels);
    batch.forEach((image, n) => {
      for (let i = 0; i < pixels; i++) {
        greys[n * pixels + i] = image[i] / 255;
      }
    });
    const [x, y] = tf.tidy(() => {
      return [
        tf.tensor2d(greys, [batch.length, pixels]),
        tf.tensor2d(batch.map((_, n) => Array.from({ length: 10 }, (_, j) => Number(j === labels[from + n])))),
      ];
    });
    const loss = (await model.trainOnBatch(x, y)) as number;
    tf.dispose([x, y]);
    total += loss * batch.length;
  }
  return total / images.length;
}
