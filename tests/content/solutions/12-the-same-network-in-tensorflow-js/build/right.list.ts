import * as tf from 'tf';

export const makeModel = (hidden: number) => {
  const layers = [
    tf.layers.dense({ units: hidden, inputShape: [784] }),
    tf.layers.leakyReLU({ alpha: 0.01 }),
    tf.layers.dense({ units: 10, activation: 'linear' }),
  ];
  const model = tf.sequential({ layers });
  model.compile({ optimizer: tf.train.momentum(0.003, 0.9), loss: (labels, scores) => tf.losses.softmaxCrossEntropy(labels, scores) });
  return model;
};
