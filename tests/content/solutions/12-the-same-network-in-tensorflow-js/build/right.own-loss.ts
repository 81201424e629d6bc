import * as tf from 'tf';

/** 784 inputs, a hidden layer with a leak, 10 scores; ready to train. */
export function makeModel(hidden: number): tf.LayersModel {
  const model = tf.sequential();

  model.add(tf.layers.dense({ units: hidden, inputShape: [784] }));
  model.add(tf.layers.leakyReLU({ alpha: 0.01 }));
  model.add(tf.layers.dense({ units: 10 }));

  model.compile({
    optimizer: tf.train.momentum(0.003, 0.9),
    loss: (labels, scores) => tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(scores)), 1))),
  });
  return model;
}
