import { readImage } from './images.ts';
import { Network } from './network.ts';
import { normalizationNamed } from './normalizations.ts';
import { RandomState } from './random.ts';
import type { NetworkSpecification } from './specification.ts';
import type { Tensor } from './tensor.ts';

/** What a layer gives out for one picture. Its name is the layer's place in PyTorch's `nn.Sequential`, as in `0.weight`. */
export type LayerOutput = Tensor;

const made = new WeakMap<NetworkSpecification, Network>();

/** A network to predict with: nothing is drawn, and it has room for what it needs only once. */
function networkOf(specification: NetworkSpecification): Network {
  let network = made.get(specification);
  if (!network) {
    network = new Network(
      { ...specification, initialization: 'zeros', optimizer: { name: 'sgd', learningRate: 0 }, l2: 0 },
      new RandomState(0),
    );
    made.set(specification, network);
  }
  return network;
}

/**
 * Every layer's outputs for one picture [inputs] of grey values 0 to 255, nothing dropped: first the picture itself,
 * normalised, under the name `input`, then each layer after its activation. The last one is what the network gives
 * out; `makeShares` makes shares of it. Throws a RangeError when picture or weights do not fit.
 */
export function layerOutputs(
  specification: NetworkSpecification,
  weights: readonly Tensor[],
  image: Uint8Array,
): LayerOutput[] {
  const { inputs, normalization } = specification;
  if (image.length !== inputs) throw new RangeError(`image: expected ${inputs} grey values, got ${image.length}`);
  const network = networkOf(specification);
  network.load(weights);
  const values = new Float32Array(inputs);
  readImage(image, 0, inputs, values, 0, normalizationNamed(normalization));
  return [{ name: 'input', shape: [inputs], values }, ...network.forwardEach(values)];
}
