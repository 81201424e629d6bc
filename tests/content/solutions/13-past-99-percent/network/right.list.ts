import * as tf from 'tf';

export const makeNetwork = (filters1: number, filters2: number) => {
  const convolution = (filters: number, first = {}) => [
    tf.layers.conv2d({ filters, kernelSize: [5, 5], activation: 'relu', ...first }),
    tf.layers.maxPooling2d({ poolSize: [2, 2], strides: 2 }),
  ];
  const model = tf.sequential({
    layers: [...convolution(filters1, { inputShape: [28, 28, 1] }), ...convolution(filters2), tf.layers.flatten(), tf.layers.dense({ units: 10 })],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: (labels, scores) => tf.losses.softmaxCrossEntropy(labels, scores) });
  return model;
};
