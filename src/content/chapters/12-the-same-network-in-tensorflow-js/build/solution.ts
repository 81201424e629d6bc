import * as tf from 'tf';

/** 784 inputs, a leaky hidden layer, 10 scores; ready to train. */
export function makeModel(hidden: number): tf.LayersModel {
  const model = tf.sequential();

  model.add(tf.layers.dense({ units: hidden, inputShape: [784] }));
  model.add(tf.layers.leakyReLU({ alpha: 0.01 }));
  model.add(tf.layers.dense({ units: 10 }));

  model.compile({
    optimizer: tf.train.momentum(0.003, 0.9),
    loss: tf.losses.softmaxCrossEntropy,
  });
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
