import { ACTIVATIONS } from '../../../lib/settings/choices.ts';
import { convolutionShapes } from '../../../lib/nn/shapes.ts';
import type { DenseLayerSpecification, NetworkSpecification } from '../../../lib/nn/specification.ts';

/** One stage of a network from the picture to the answer. */
export interface Block {
  readonly title: string;
  /** What comes out: `490`, or `26 × 26 × 16`. */
  readonly shape: string;
  /** Numbers that come out for one picture. */
  readonly outputs: number;
  /** What happens here, in words. */
  readonly details: readonly string[];
  /** Trained numbers that lead into it. */
  readonly parameters: number;
  /** How the parameters are made up: `784 × 490 weights` and `490 biases`; empty where there are none. */
  readonly weights: string;
  readonly biases: string;
}

const whole = (value: number): string => value.toLocaleString('en-US');
const droppedWords = (share: number | undefined): string[] =>
  share ? [`dropout ${Math.round(share * 1000) / 10} % while training`] : [];

function inputBlock({ inputs, normalization = 'unit', inputDropout }: NetworkSpecification): Block {
  const side = Math.sqrt(inputs);
  const range = normalization === 'unit' ? 'grey divided by 255: 0 to 1' : 'grey brought to −1 to 1';
  return {
    title: 'Picture',
    shape: Number.isInteger(side) ? `${inputs} = ${side} × ${side}` : whole(inputs),
    outputs: inputs,
    details: [range, ...droppedWords(inputDropout)],
    parameters: 0,
    weights: '',
    biases: '',
  };
}

function denseBlock(layer: DenseLayerSpecification, inputs: number, name: string): Block {
  const { units, activation, bias, dropout } = layer;
  return {
    title: name,
    shape: whole(units),
    outputs: units,
    details: [activation === 'identity' ? 'no activation' : ACTIVATIONS[activation], ...droppedWords(dropout)],
    parameters: inputs * units + (bias ? units : 0),
    weights: `${whole(inputs)} × ${whole(units)} weights`,
    biases: bias ? `${whole(units)} biases` : '',
  };
}

function convolutionBlocks(specification: NetworkSpecification): Block[] {
  const { convolutions = [] } = specification;
  return convolutionShapes(specification).map(({ channels, filters, size, pool, pooledSide }, l) => {
    const { activation } = convolutions[l]!;
    const pooled = pool > 1 ? [`largest of each ${pool} × ${pool}`] : [];
    return {
      title: convolutions.length > 1 ? `Convolution ${l + 1}` : 'Convolution',
      shape: `${pooledSide} × ${pooledSide} × ${filters}`,
      outputs: filters * pooledSide ** 2,
      details: [activation === 'identity' ? 'no activation' : ACTIVATIONS[activation], ...pooled],
      parameters: filters * (channels * size ** 2 + 1),
      weights: `${filters} kernels of ${size} × ${size} × ${channels}`,
      biases: `${filters} biases`,
    };
  });
}

/** The stages of a network, the picture first. */
export function networkBlocks(specification: NetworkSpecification): Block[] {
  const blocks = [inputBlock(specification), ...convolutionBlocks(specification)];
  const { layers } = specification;
  layers.forEach((layer, l) => {
    const last = l === layers.length - 1;
    const name = last ? 'Outputs' : layers.length === 2 ? 'Hidden layer' : `Hidden layer ${l + 1}`;
    blocks.push(denseBlock(layer, blocks.at(-1)!.outputs, name));
  });
  return blocks;
}

/** Share of the drawing's width that a layer of so many units takes: by its logarithm, 1 for the widest. */
export function blockWidth(outputs: number, widest: number): number {
  const least = 0.34;
  return widest <= 1 ? 1 : least + ((1 - least) * Math.log(outputs)) / Math.log(widest);
}
