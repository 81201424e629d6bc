import * as tf from '@tensorflow/tfjs-core';
import type { NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import type { Tensor } from '../../../src/lib/nn/tensor.ts';
import type { Batch, Peer } from './peer.ts';

/** The same network as users of TensorFlow.js write it: `optimizer.minimize` on a loss. */
export function tensorFlowPeer({ optimizer }: NetworkSpecification, initial: readonly Tensor[]): Peer {
  if (optimizer.name !== 'momentum') throw new RangeError(`optimizer: expected momentum, got ${optimizer.name}`);
  const [w1, b1, w2, b2] = initial.map(({ values, shape }) => tf.variable(tf.tensor(values.slice(), [...shape]))) as [
    tf.Variable<tf.Rank.R2>,
    tf.Variable,
    tf.Variable<tf.Rank.R2>,
    tf.Variable,
  ];
  const momentum = tf.train.momentum(optimizer.learningRate, optimizer.momentum);
  const lossOf = (x: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar => {
    const hidden = tf.leakyRelu(tf.add<tf.Tensor2D>(tf.matMul(x, w1), b1), 0.01); // [batch, hidden]
    const outputs = tf.logSoftmax(tf.add<tf.Tensor2D>(tf.matMul(hidden, w2), b2)); // [batch, 10]
    return tf.neg(tf.div(tf.sum(tf.mul(labels, outputs)), x.shape[0]));
  };
  return {
    async train(batches: readonly Batch[]) {
      let last = NaN;
      for (const [k, { x, labels, count }] of batches.entries()) {
        const loss = tf.tidy(() =>
          momentum.minimize(() => lossOf(tf.tensor2d(x, [count, 784]), tf.tensor2d(labels, [count, 10])), true)!,
        );
        if (k === batches.length - 1) last = (await loss.data())[0]!;
        loss.dispose();
      }
      return last;
    },
    async weights() {
      return new Float32Array(await w1.data());
    },
  };
}
