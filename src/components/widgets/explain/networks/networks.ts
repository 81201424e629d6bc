import { Network } from '../../../../lib/nn/network.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { deltaRule } from '../../../../lib/systems/delta-rule.ts';
import { networkOf } from '../../../../lib/systems/network.ts';
import { SPECIFICATION_FIELDS, usualOf, type SpecificationSettings } from '../../../../lib/settings/fields.ts';

/** A network that explanations show, trained while the site is built. */
export interface BuiltNetwork {
  /** What the reader calls it: `784-32-10`. */
  readonly name: string;
  readonly specification: NetworkSpecification;
  /** It learns from the first so many training images. */
  readonly trainCount: number;
  readonly epochs: number;
}

const usual = usualOf<Required<SpecificationSettings>>(SPECIFICATION_FIELDS);

/** By the name of their file, `data/networks/NAME.bin`. */
export const NETWORKS = {
  /** The network of chapter 7's last trainer. */
  hidden: {
    name: '784-32-10',
    specification: {
      ...usual,
      inputs: 784,
      layers: [
        { units: 32, activation: 'relu', bias: true },
        { units: 10, activation: 'identity', bias: true },
      ],
      optimizer: { name: 'sgd', learningRate: 0.1 },
    },
    trainCount: 60_000,
    epochs: 5,
  },
  /** A layer of chapter 5's kind. */
  single: {
    name: '784-10',
    specification: {
      ...usual,
      inputs: 784,
      layers: [{ units: 10, activation: 'identity', bias: true }],
      optimizer: { name: 'sgd', learningRate: 0.1 },
    },
    trainCount: 60_000,
    epochs: 3,
  },
  /** The layer whose pictures form in chapter 2: the delta rule, from zeros, without biases. */
  rule: {
    name: 'one layer',
    specification: networkOf(deltaRule({ alpha: 0.001, start: 'zeros' })).specification,
    trainCount: 60_000,
    epochs: 1,
  },
  /** The two floors of chapter 13's drawing. */
  floors: {
    name: 'two convolutions',
    specification: {
      ...usual,
      inputs: 784,
      convolutions: [
        { filters: 8, size: 5, activation: 'relu', pool: 2 },
        { filters: 16, size: 5, activation: 'relu', pool: 2 },
      ],
      layers: [{ units: 10, activation: 'identity', bias: true }],
      optimizer: { name: 'adam', learningRate: 0.002, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    },
    trainCount: 60_000,
    epochs: 2,
  },
} as const satisfies Record<string, BuiltNetwork>;

/** The case of chapter 10 in which a network overfits: few images, many epochs of Adam. Not for `data/networks`. */
export const FEW_IMAGES = 2000;
export const overfitting = (
  units: number,
  { pixels = 0, hidden = 0 }: { readonly pixels?: number; readonly hidden?: number } = {},
): NetworkSpecification => ({
  ...usual,
  inputs: 784,
  inputDropout: pixels,
  layers: [
    { units, activation: 'relu', bias: true, dropout: hidden },
    { units: 10, activation: 'identity', bias: true },
  ],
  optimizer: { name: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  initialization: 'keras',
  batchSize: 32,
});

export type BuiltNetworkName = keyof typeof NETWORKS;

/** The parameters of a network out of all its numbers in a row; throws a RangeError where their count does not fit. */
export function parametersFrom(specification: NetworkSpecification, numbers: Float32Array): readonly Tensor[] {
  const { parameters } = new Network({ ...specification, initialization: 'zeros' }, new RandomState(0));
  const wanted = parameters.reduce((sum, { values }) => sum + values.length, 0);
  if (numbers.length !== wanted)
    throw new RangeError(`numbers: expected ${wanted}, one for each parameter, got ${numbers.length}`);
  let from = 0;
  return parameters.map(({ name, shape, values }) => {
    from += values.length;
    return { name, shape, values: numbers.slice(from - values.length, from) as Float32Array<ArrayBuffer> };
  });
}
