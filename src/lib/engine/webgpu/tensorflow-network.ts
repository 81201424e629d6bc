import * as tf from '@tensorflow/tfjs-core';
import { isDeltaRule } from '../../nn/delta-rule.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import type { Tensor } from '../../nn/tensor.ts';
import { activations, objectives, optimizerOf, type Optimized } from './operations.ts';

interface Step {
  /** Before the step: [batch, units]. */
  readonly outputs: tf.Tensor2D;
  readonly parameters: readonly Optimized[];
}

const tensorsOf = (parameters: readonly Optimized[]): tf.Tensor[] => parameters.flatMap(({ values, memories }) => [values, ...memories]);

/** The weights on the GPU and one step of their training. Whoever holds it must call `dispose`. */
export class TensorFlowNetwork {
  readonly #specification: NetworkSpecification;
  readonly #isDeltaRule: boolean;
  /** Weights and biases, first layer first. */
  #parameters: readonly Optimized[] = [];

  constructor(specification: NetworkSpecification, weights: readonly Tensor[]) {
    this.#specification = specification;
    this.#isDeltaRule = isDeltaRule(specification);
    this.load(weights);
  }

  /** Uploads other weights; the optimizer starts afresh. */
  load(weights: readonly Tensor[]): void {
    this.dispose();
    const { memories } = optimizerOf(this.#specification.optimizer);
    this.#parameters = weights.map(({ values, shape }) => ({
      values: tf.tensor(values.slice(), [...shape]),
      memories: Array.from({ length: memories }, () => tf.zeros([...shape])),
    }));
  }

  /** Outputs [batch, units] for x [batch, inputs]; the caller disposes of them. */
  forward(x: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => this.#outputs(x, this.#parameters.map(({ values }) => values)));
  }

  /** One step on a batch: the outputs before it [batch, units], which the caller disposes of. */
  step(x: tf.Tensor2D, labels: tf.Tensor2D): tf.Tensor2D {
    const before = this.#parameters;
    let result!: Step;
    tf.tidy(() => {
      result = this.#isDeltaRule ? this.#deltaStep(x, labels) : this.#gradientStep(x, labels);
      return [result.outputs, ...tensorsOf(result.parameters)]; // what outlives the tidying
    });
    this.#parameters = result.parameters;
    tf.dispose(tensorsOf(before));
    return result.outputs;
  }

  /** The weights as they are, read back. */
  async read(): Promise<Float32Array<ArrayBuffer>[]> {
    const values = await Promise.all(this.#parameters.map((parameter) => parameter.values.data()));
    return values.map((value) => new Float32Array(value));
  }

  dispose(): void {
    tf.dispose(tensorsOf(this.#parameters));
    this.#parameters = [];
  }

  /** The delta rule in as few operations as it needs: ŷ = x W, δ = ŷ - y, W ← W - xᵀ (α δ). */
  #deltaStep(x: tf.Tensor2D, labels: tf.Tensor2D): Step {
    const weights = this.#parameters[0]!.values as tf.Tensor2D; // [784, 10]
    const outputs = tf.matMul<tf.Tensor2D>(x, weights); // [1, 10]
    const delta = tf.sub<tf.Tensor2D>(outputs, labels); // [1, 10]
    const step = tf.matMul(x, tf.mul<tf.Tensor2D>(delta, this.#specification.optimizer.learningRate), true); // [784, 10]
    return { outputs, parameters: [{ values: tf.sub(weights, step), memories: [] }] };
  }

  /** Any network: TensorFlow.js derives the gradients. */
  #gradientStep(x: tf.Tensor2D, labels: tf.Tensor2D): Step {
    const { loss, optimizer } = this.#specification;
    let outputs: tf.Tensor2D | undefined;
    const objective = (...parameters: tf.Tensor[]): tf.Scalar => {
      const computed = this.#outputs(x, parameters);
      outputs = tf.keep(computed);
      return objectives[loss](computed, labels);
    };
    const gradients = tf.grads(objective)(this.#parameters.map(({ values }) => values));
    const { update } = optimizerOf(optimizer);
    return { outputs: outputs!, parameters: this.#parameters.map((parameter, i) => update(gradients[i]!, parameter)) };
  }

  #outputs(x: tf.Tensor2D, parameters: readonly tf.Tensor[]): tf.Tensor2D {
    let next = 0;
    let values = x; // [batch, inputs]
    for (const { activation, bias } of this.#specification.layers) {
      const product = tf.matMul<tf.Tensor2D>(values, parameters[next++] as tf.Tensor2D); // [batch, units]
      const sums = bias ? tf.add<tf.Tensor2D>(product, parameters[next++]!) : product;
      values = activations[activation](sums);
    }
    return values;
  }
}
