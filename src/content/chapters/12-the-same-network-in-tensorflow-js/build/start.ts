import * as tf from 'tf';

/** 784 inputs, a leaky hidden layer, 10 scores; ready to train. */
export function makeModel(hidden: number): tf.LayersModel {
  const model = tf.sequential();

  // 1. Add a dense layer of `hidden` units. The first layer
  //    must say inputShape: [784].

  // 2. Add leakyReLU. Its slope below zero, alpha, is 0.01.

  // 3. Add a dense layer of 10 units: the scores.

  // 4. model.compile({ optimizer: …, loss: … }):
  //    tf.train.momentum(0.003, 0.9), and the cross-entropy
  //    over scores, tf.losses.softmaxCrossEntropy.

  return model;
}

// Try it: S2's network. It should have 389,560 parameters.
const model = makeModel(490);
let parameters = 0;
for (const layer of model.layers) {
  console.log(layer.name, layer.countParams());
  parameters += layer.countParams();
}
console.log('in all', parameters);
