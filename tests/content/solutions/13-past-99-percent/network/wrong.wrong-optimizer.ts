import * as tf from 'tf';

/** Two convolutions, each pooled, and one dense layer of scores. */
export function makeNetwork(filters1: number, filters2: number) {
  const model = tf.sequential();

  model.add(tf.layers.conv2d({
    filters: filters1, kernelSize: 5, activation: 'relu',
    inputShape: [28, 28, 1],
  }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({
    filters: filters2, kernelSize: 5, activation: 'relu',
  }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 10 }));

  model.compile({
    optimizer: tf.train.sgd(0.00001),
    loss: tf.losses.softmaxCrossEntropy,
  });
  return model;
}
