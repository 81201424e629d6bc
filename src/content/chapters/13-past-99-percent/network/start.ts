import * as tf from 'tf';
import { digits, plot } from 'lab';

/** Two convolutions, each pooled, and one dense layer of scores. */
export function makeNetwork(filters1: number, filters2: number) {
  const model = tf.sequential();

  // 1. A convolution of filters1 kernels of 5 x 5, with ReLU.
  //    Its inputShape is [28, 28, 1]: rows, columns, channels.
  // 2. Max-pooling, 2 x 2.
  // 3. A second convolution, of filters2 kernels, and pooling.
  // 4. Flatten, and a dense layer of 10 scores.
  // 5. Compile: tf.train.adam(0.002), and the loss of chapter 12.

  return model;
}

/** Greys from 0 to 255 as pictures of one channel. */
function pictures(images: Uint8Array[]): tf.Tensor {
  const values = new Float32Array(images.length * 784);
  images.forEach((image, n) => {
    const shares = Float32Array.from(image, (grey) => grey / 255);
    values.set(shares, 784 * n);
  });
  return tf.tensor4d(values, [images.length, 28, 28, 1]);
}

function oneHot(labels: Uint8Array): tf.Tensor {
  const places = tf.tensor([...labels], [labels.length], 'int32');
  return tf.cast(tf.oneHot(places, 10), 'float32');
}

// One epoch over the first 6,000 images. Set count to 60,000,
// and epochs to 8, when you have a graphics card and some patience.
const [count, epochs] = [6_000, 1];
const model = makeNetwork(8, 16);
const { images, labels } = await digits('train', 0, count);
const test = await digits('test', 0, 1000);
const losses: number[] = [];
const built = model.layers.length > 0;
for (let epoch = 1; built && epoch <= epochs; epoch++) {
  for (let from = 0; from < images.length; from += 100) {
    const x = pictures(images.slice(from, from + 100));
    const y = tf.tidy(() => oneHot(labels.slice(from, from + 100)));
    losses.push((await model.trainOnBatch(x, y)) as number);
    tf.dispose([x, y]);
  }
  const guesses = tf.tidy(() => tf.argMax(
    model.predict(pictures(test.images)) as tf.Tensor, 1));
  const found = await guesses.data();
  const right = test.labels.filter((label, n) => label === found[n]);
  console.log(`epoch ${epoch}: ${right.length} of 1,000 right`);
}
if (built) plot(losses, { xLabel: 'step', yLabel: 'loss' });
