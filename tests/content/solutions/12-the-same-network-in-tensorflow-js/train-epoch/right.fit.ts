import * as tf from 'tf';

export async function trainEpoch(model: tf.LayersModel, images: Uint8Array[], labels: Uint8Array, batchSize: number) {
  const [x, y] = tf.tidy(() => [
    tf.div(tf.tensor2d(images.map((image) => [...image])), 255),
    tf.cast(tf.oneHot(tf.tensor([...labels], [labels.length], 'int32'), 10), 'float32'),
  ]);
  const { history } = await model.fit(x, y, { epochs: 1, batchSize, shuffle: false, verbose: 0 });
  tf.dispose([x, y]);
  return history.loss[0];
}
