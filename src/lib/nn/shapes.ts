import type { NetworkSpecification } from './specification.ts';

/** What a convolution layer takes and gives; pictures are square. */
export interface ConvolutionShape {
  /** Pictures that lie on top of each other in one input: 1 for grey digits, then the filters of the layer before. */
  readonly channels: number;
  /** Width and height of the inputs. */
  readonly side: number;
  readonly filters: number;
  /** Width and height of a kernel. */
  readonly size: number;
  /** Width and height of what the kernels give: side - size + 1. */
  readonly outputSide: number;
  readonly pool: number;
  /** Width and height after pooling: outputSide / pool, rounded down. */
  readonly pooledSide: number;
}

/** The shapes of the convolutions of a valid specification, first to last; none for a network of dense layers only. */
export function convolutionShapes({
  inputs,
  convolutions = [],
}: Pick<NetworkSpecification, 'inputs' | 'convolutions'>): readonly ConvolutionShape[] {
  let [channels, side] = [1, Math.sqrt(inputs)];
  return convolutions.map(({ filters, size, pool }) => {
    const outputSide = side - size + 1;
    const shape = { channels, side, filters, size, outputSide, pool, pooledSide: Math.floor(outputSide / pool) };
    [channels, side] = [filters, shape.pooledSide];
    return shape;
  });
}

/** Inputs of the first dense layer: those of the network or, behind convolutions, all their last numbers, channel by channel. */
export function denseInputs(specification: Pick<NetworkSpecification, 'inputs' | 'convolutions'>): number {
  const last = convolutionShapes(specification).at(-1);
  return last ? last.filters * last.pooledSide ** 2 : specification.inputs;
}

/** The places of the layers in PyTorch's `nn.Sequential`, convolutions first. */
export interface Positions {
  readonly convolutions: readonly number[];
  readonly layers: readonly number[];
}

/**
 * Where the layers stand in PyTorch's `nn.Sequential`, which counts every module: an activation other than identity
 * takes a place, as do pooling and, after the last convolution, `nn.Flatten`.
 */
export function positionsOf({
  convolutions = [],
  layers,
}: Pick<NetworkSpecification, 'convolutions' | 'layers'>): Positions {
  let next = 0;
  const take = (modules: number): number => {
    const position = next;
    next += modules;
    return position;
  };
  const ofConvolutions = convolutions.map(({ activation, pool }) =>
    take(1 + (activation === 'identity' ? 0 : 1) + (pool > 1 ? 1 : 0)),
  );
  if (convolutions.length > 0) take(1); // nn.Flatten
  return {
    convolutions: ofConvolutions,
    layers: layers.map(({ activation }) => take(activation === 'identity' ? 1 : 2)),
  };
}

/**
 * A network in short: `784-100-10` for dense layers; `784-8C5-P2-10` has 8 kernels of 5 x 5 and pools by 2 x 2.
 * Source of the notation: Ciresan, Meier and Schmidhuber, "Multi-column deep neural networks", 2012.
 */
export function layersInShort({
  inputs,
  convolutions = [],
  layers,
}: Pick<NetworkSpecification, 'inputs' | 'convolutions' | 'layers'>): string {
  const pictures = convolutions.flatMap(({ filters, size, pool }) => [
    `${filters}C${size}`,
    ...(pool > 1 ? [`P${pool}`] : []),
  ]);
  return [inputs, ...pictures, ...layers.map(({ units }) => units)].join('-');
}

/** Multiplications of one image's forward pass. */
export function multiplicationsOf(specification: NetworkSpecification): number {
  let sum = 0;
  for (const { channels, filters, size, outputSide } of convolutionShapes(specification))
    sum += filters * channels * (size * outputSide) ** 2;
  let before = denseInputs(specification);
  for (const { units } of specification.layers) {
    sum += before * units;
    before = units;
  }
  return sum;
}

/** Weights and biases together. */
export function parameterCount(specification: NetworkSpecification): number {
  let sum = 0;
  for (const { channels, filters, size } of convolutionShapes(specification))
    sum += filters * (channels * size ** 2 + 1);
  let before = denseInputs(specification);
  for (const { units, bias } of specification.layers) {
    sum += units * (before + (bias ? 1 : 0));
    before = units;
  }
  return sum;
}
