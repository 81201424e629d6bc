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
    const batch = images.slice(0, batchSize);
    const greys = new Float32Array(batch.length * pixels);
    batch.forEach((image, n) => {
      for (let i = 0; i < pixels; i++) {
        greys[n * pixels + i] = image[i] / 255;
      }
    });
    const [x, y] = tf.tidy(() => {
      const right = [...labels.slice(0, batchSize)];
      const places = tf.tensor(right, [right.length], 'int32');
      return [
        tf.tensor2d(greys, [batch.length, pixels]),
        tf.cast(tf.oneHot(places, 10), 'float32'),
      ];
    });
    const loss = (await model.trainOnBatch(x, y)) as number;
    tf.dispose([x, y]);
    total += loss * batch.length;
  }
  return total / images.length;
}
