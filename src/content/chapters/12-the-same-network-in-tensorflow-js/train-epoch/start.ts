import * as tf from 'tf';
import { digits, plot } from 'lab';

/** One pass in batches, in order. Gives the mean loss an image. */
export async function trainEpoch(
  model: tf.LayersModel,
  images: Uint8Array[], // [count, pixels], greys from 0 to 255
  labels: Uint8Array, // [count], digits
  batchSize: number,
): Promise<number> {
  const report = reporter(images.length, batchSize);
  let total = 0;
  for (let from = 0; from < images.length; from += batchSize) {
    // 1. The batch's images as one tensor [size, pixels],
    //    greys divided by 255. The last batch may be smaller.

    // 2. Its labels one-hot, [size, 10]: tf.oneHot of whole
    //    numbers ('int32'), then tf.cast to 'float32'.

    // 3. One step: await model.trainOnBatch(x, y) gives the loss.
    //    Add it to total, times the size of the batch.

    // 4. Free both tensors: tf.dispose([x, y]).

    await report(total);
  }
  return total / images.length;
}

/**
 * Says how an epoch goes: after 20 batches, so that you know how
 * long it takes here, and then after every 100.
 */
function reporter(count: number, batchSize: number) {
  const batches = Math.ceil(count / batchSize);
  let batch = 0;
  let start = 0;
  return async (total: number) => {
    await tf.nextFrame(); // so that the page hears from us
    batch++;
    if (batch === 5) start = performance.now(); // warmed up
    if (batch !== 20 && batch % 100 !== 0) return;
    const each = (performance.now() - start) / (batch - 5);
    const left = ((batches - batch) * each) / 1000;
    const loss = total / Math.min(batch * batchSize, count);
    console.log(
      `batch ${batch} of ${batches}: loss ${loss.toFixed(4)} so far,`,
      `${left.toFixed(0)} s left in this epoch`,
    );
  };
}

/** How many of these images the model gets right. */
async function countRight(
  model: tf.LayersModel,
  images: Uint8Array[],
  labels: Uint8Array,
): Promise<number> {
  let right = 0;
  for (let from = 0; from < images.length; from += 1000) {
    const some = images.slice(from, from + 1000);
    const guesses = tf.tidy(() => {
      const rows = some.map((image) => [...image]);
      const x = tf.div(tf.tensor2d(rows), 255);
      return tf.argMax(model.predict(x) as tf.Tensor, 1);
    });
    for (const [n, guess] of (await guesses.data()).entries()) {
      if (guess === labels[from + n]) right++;
    }
    guesses.dispose();
  }
  return right;
}

const model = tf.sequential();
model.add(tf.layers.dense({ units: 128, inputShape: [784] }));
model.add(tf.layers.leakyReLU({ alpha: 0.01 }));
model.add(tf.layers.dense({ units: 10 }));
model.compile({
  optimizer: tf.train.momentum(0.01, 0.9),
  loss: tf.losses.softmaxCrossEntropy,
});

// All 60,000 images, twice, in batches of 100.
const training = await digits('train', 0, 60_000);
const test = await digits('test', 0, 10_000);
const losses: number[] = [];
for (let epoch = 1; epoch <= 2; epoch++) {
  const start = performance.now();
  const { images, labels } = training;
  losses.push(await trainEpoch(model, images, labels, 100));
  const seconds = (performance.now() - start) / 1000;
  const right = await countRight(model, test.images, test.labels);
  console.log(`epoch ${epoch}: loss ${losses.at(-1)?.toFixed(4)}`);
  console.log(`${right} right, ${seconds.toFixed(1)} s`);
}
console.log(tf.getBackend(), tf.memory().numTensors, 'tensors');
plot(losses, { xLabel: 'epoch', yLabel: 'loss' });
