import { describe, expect, it } from 'vitest';
import { activations } from '../../../src/lib/nn/activations.ts';
import { namesOf } from '../../../src/lib/settings/choose.ts';
import { DropoutMasks, type DropoutMask } from '../../../src/lib/nn/dropout.ts';
import { losses } from '../../../src/lib/nn/losses.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import type { OptimizerSpecification } from '../../../src/lib/nn/optimizers.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { Training } from '../../../src/lib/nn/training.ts';
import { everyOptimizer } from '../../support/every-optimizer.ts';
import { relativeDifference } from '../../support/relative-difference.ts';

const NETWORKS = 40;
const STEP = 2 ** -9; // a power of two, so that w ± h is exact in 32 bits for w below 1

const optimizers: readonly OptimizerSpecification[] = Object.values(
  everyOptimizer({
    momentum: { learningRate: 0.05 },
    nesterov: { learningRate: 0.05 },
    adam: { learningRate: 0.01 },
    rmsprop: { learningRate: 0.01, decay: 0.9, epsilon: 1e-6 },
  }),
);

/** A small network of any kind, with made-up images for it. */
function madeUp(seed: number) {
  const random = new RandomState(seed);
  const upTo = (most: number): number => Math.floor(random.uniform(1, most + 1));
  const oneOf = <T>(choices: readonly T[]): T => choices[upTo(choices.length) - 1]!;
  const share = (): number => oneOf([0, 0, 0.2, 0.5]);
  const depth = upTo(4);
  const layers = Array.from({ length: depth }, (_, l) => ({
    units: upTo(7) + 1,
    activation: oneOf(namesOf(activations)),
    bias: random.randomSample() < 0.7,
    dropout: l < depth - 1 ? share() : 0,
  }));
  const specification: NetworkSpecification = {
    inputs: upTo(9),
    layers,
    normalization: oneOf(['unit', 'symmetric']),
    inputDropout: share(),
    loss: oneOf(namesOf(losses)),
    optimizer: oneOf(optimizers),
    l2: oneOf([0, 0.01]),
    initialization: oneOf(['pytorch', 'glorotUniform', 'heUniform']),
    batchSize: upTo(6),
    order: oneOf(['file', 'shuffled']),
    seed,
  };
  const count = upTo(20) + 5;
  const images = Uint8Array.from({ length: count * specification.inputs }, () =>
    random.randomSample() < 0.4 ? 0 : upTo(255),
  );
  const labels = Uint8Array.from({ length: count }, () => upTo(layers.at(-1)!.units) - 1);
  const inputs = Float32Array.from({ length: 6 * specification.inputs }, () => random.uniform(-1, 1));
  return {
    specification,
    data: { count, images, labels },
    inputs,
    labelsOfInputs: [...labels.subarray(0, specification.batchSize)],
  };
}

const cases = Array.from({ length: NETWORKS }, (_, seed) => ({ seed, ...madeUp(seed) }));
const weightsOf = ({ network }: Training): number[] => network.parameters.flatMap(({ values }) => [...values]);

function gradientsOf(
  network: Network,
  inputs: Float32Array<ArrayBuffer>,
  labels: readonly number[],
  masks: readonly DropoutMask[],
): number[] {
  network.forward(inputs, labels.length, masks);
  network.clearGradients();
  return network.backward(labels).flatMap(({ values }) => [...values]);
}

/** The loss's slopes to the left and to the right of a weight; the gradient lies between, also where a ReLU turns. */
function slopes(values: Float32Array, k: number, meanLoss: () => number): [left: number, right: number] {
  const here = values[k]!;
  const middle = meanLoss();
  values[k] = here + STEP;
  const right = (meanLoss() - middle) / (values[k]! - here);
  values[k] = here - STEP;
  const left = (middle - meanLoss()) / (here - values[k]!);
  values[k] = here;
  return [left, right];
}

describe.each(cases)('a random network, seed $seed', ({ specification, data, inputs, labelsOfInputs: labels }) => {
  const { inputs: width, layers, loss, seed } = specification;
  const masks = new DropoutMasks(specification).batch(0, labels.length);

  it('has the gradients that finite differences find', () => {
    const network = new Network(specification, new RandomState(seed));
    const meanLoss = (): number => {
      network.forward(inputs, labels.length, masks);
      return network.score(labels).lossSum / labels.length;
    };
    const gradients = gradientsOf(network, inputs, labels, masks);
    const factor = loss === 'squaredError' ? 0.5 : 1; // its delta leaves the factor 2 to the learning rate
    let at = 0;
    for (const { values } of network.parameters) {
      for (let k = 0; k < values.length; k++) {
        const gradient = gradients[at++]!;
        const [left, right] = slopes(values, k, meanLoss).map((slope) => factor * slope) as [number, number];
        const beside = `weight ${at - 1}: ${gradient} beside ${left} and ${right}`;
        expect(gradient, beside).toBeGreaterThan(Math.min(left, right) - 2e-4);
        expect(gradient, beside).toBeLessThan(Math.max(left, right) + 2e-4);
      }
    }
  });

  it("has a batch's gradient that is the mean of its images' gradients", () => {
    const network = new Network(specification, new RandomState(seed));
    const mean = new Array<number>(network.parameters.reduce((sum, { values }) => sum + values.length, 0)).fill(0);
    labels.forEach((label, n) => {
      const maskOf = masks.map((mask, place) => {
        const size = place === 0 ? width : layers[place - 1]!.units;
        return mask && mask.slice(n * size, (n + 1) * size);
      });
      const one = gradientsOf(network, inputs.slice(n * width, (n + 1) * width), [label], maskOf);
      one.forEach((gradient, k) => (mean[k]! += gradient / labels.length));
    });
    expect(relativeDifference(gradientsOf(network, inputs, labels, masks), mean)).toBeLessThan(1e-5);
  });

  it('trains to the same weights in one go, in pieces, and a second time', () => {
    const total = 2 * data.count;
    const whole = new Training(specification);
    const start = whole.network.parameters.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));
    whole.train(data, total);
    const pieces = new Training(specification);
    while (pieces.imagesSeen < total) pieces.train(data, 1);
    expect(pieces.imagesSeen).toBe(whole.imagesSeen);
    const trained = weightsOf(whole);
    expect(weightsOf(pieces)).toEqual(trained);
    expect(trained.every(Number.isFinite)).toBe(true);
    whole.load(start, 0);
    whole.train(data, total);
    expect(weightsOf(whole)).toEqual(trained);
  });
});
