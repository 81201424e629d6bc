import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import type { NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import type { Tensor } from '../../../src/lib/nn/tensor.ts';
import type { Batch, Peer } from './peer.ts';

type Parameters = readonly np.Array[];

const lossOf = ([w1, b1, w2, b2]: np.Array[], x: np.Array, labels: np.Array): np.Array => {
  const hidden = nn.leakyRelu(np.dot(x, w1!).add(b1!), 0.01); // [batch, hidden]
  const outputs = nn.logSoftmax(np.dot(hidden, w2!).add(b2!)); // [batch, 10]
  return outputs
    .mul(labels)
    .sum()
    .mul(-1 / labels.shape[0]!);
};

/** The same network in jax-js: a whole step under `jit`. */
export async function jaxPeer({ optimizer }: NetworkSpecification, initial: readonly Tensor[]): Promise<Peer> {
  if (optimizer.name !== 'momentum') throw new RangeError(`optimizer: expected momentum, got ${optimizer.name}`);
  const { learningRate, momentum } = optimizer;
  await init('webgpu');
  defaultDevice('webgpu');
  const step = jit((weights: np.Array[], velocities: np.Array[], x: np.Array, labels: np.Array) => {
    const [loss, gradients] = valueAndGrad(lossOf)(
      weights.map((w) => w.ref),
      x,
      labels,
    );
    const next = velocities.map((v, i) => v.mul(momentum).add((gradients as unknown as np.Array[])[i]!));
    return [loss, weights.map((w, i) => w.sub(next[i]!.ref.mul(learningRate))), next] as [
      np.Array,
      np.Array[],
      np.Array[],
    ];
  });
  let weights: Parameters = initial.map(({ values, shape }) => np.array(values.slice()).reshape([...shape]));
  let velocities: Parameters = initial.map(({ shape }) => np.zeros([...shape]));
  return {
    async train(batches: readonly Batch[]) {
      let last = NaN;
      for (const [k, { x, labels, count }] of batches.entries()) {
        const [loss, w, v] = step(
          [...weights],
          [...velocities],
          np.array(x).reshape([count, 784]),
          np.array(labels).reshape([count, 10]),
        );
        [weights, velocities] = [w, v];
        if (k === batches.length - 1) last = (await loss.data())[0] as number;
        else loss.dispose();
      }
      await blockUntilReady([...weights]);
      return last;
    },
    async weights() {
      return new Float32Array(await weights[0]!.ref.data());
    },
  };
}
