import { activations } from '../../../../lib/nn/activations.ts';
import { DenseLayer } from '../../../../lib/nn/dense.ts';
import { losses } from '../../../../lib/nn/losses.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';

type Numbers = Float32Array<ArrayBuffer>;

/** Weights and biases of a network of one hidden layer. */
export type TwoLayers = readonly [weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor];

/** One image's way forward and back through a hidden layer with ReLU and a last layer with softmax. */
export interface Pass {
  readonly sums: Numbers; // [hidden]
  readonly hidden: Numbers; // [hidden]
  readonly scores: Numbers; // [outputs]
  readonly probabilities: Numbers; // [outputs]
  readonly loss: number;
  readonly delta2: Numbers; // [outputs]
  /** What comes back to each hidden unit, before the slope. */
  readonly blame: Numbers; // [hidden]
  readonly delta1: Numbers; // [hidden]
  /** By weight and bias, in the order of the parameters. */
  readonly gradients: readonly Numbers[];
}

/** The way forward and back of one image [inputs], by the book's own layers. */
export function passThrough([weight1, bias1, weight2, bias2]: TwoLayers, x: Numbers, label: number): Pass {
  const first = { weight: weight1, bias: bias1 };
  const second = { weight: weight2, bias: bias2 };
  const units = bias1.values.length;
  const outputs = bias2.values.length;
  const summing = new DenseLayer({ units, activation: 'identity', bias: true }, first);
  const hiddenLayer = new DenseLayer({ units, activation: 'relu', bias: true }, first);
  const lastLayer = new DenseLayer({ units: outputs, activation: 'identity', bias: true }, second);
  const sums = summing.forward(x, 1).slice();
  const hidden = hiddenLayer.forward(x, 1).slice();
  const scores = lastLayer.forward(hidden, 1).slice();
  const probabilities = new Float32Array(outputs);
  activations.softmax.output(scores, probabilities, 0, outputs);
  const delta = new Float32Array(outputs);
  losses.crossEntropy.derivative(delta, scores, label, 0, outputs);
  const delta2 = delta.slice();
  lastLayer.clearGradients();
  lastLayer.backward(delta);
  const blame = lastLayer.deltaBefore(delta).slice(0, units);
  hiddenLayer.clearGradients();
  hiddenLayer.backward(blame.slice());
  const gradients = [hiddenLayer, lastLayer].flatMap(({ weightGradient, biasGradient }) => [
    weightGradient.values,
    biasGradient!.values,
  ]);
  return {
    sums,
    hidden,
    scores,
    probabilities,
    loss: losses.crossEntropy.value(scores, label, 0, outputs),
    delta2,
    blame,
    delta1: gradients[1]!,
    gradients,
  };
}
