/** The reader's own network, with the numbers of the figure's, on the images that are shown. */
import { kernelsByPlace, rowsByPlace } from '../../../../lib/interchange/tensorflow-convolutions.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { normalizations } from '../../../../lib/nn/normalizations.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { ARRAYS, floats, rowsOf } from '../kit/reader-code.ts';
import { fetchNetwork } from '../networks/fetch.ts';
import { NETWORKS } from '../networks/networks.ts';
import { FILTERS } from './model.ts';

export const NETWORK = '13-past-99-percent/network';

type Numbers = Float32Array<ArrayBuffer>;
type Images = readonly { readonly pixels: Uint8Array }[];

const DIGITS = 10;
const { specification } = NETWORKS.floors;
const [first, second] = FILTERS;

const inputsOf = (images: Images): Numbers =>
  Float32Array.from(
    images.flatMap(({ pixels }) => [...pixels]),
    (grey) => normalizations.unit[grey]!,
  ); // [images, 784]

/** The six arrays of the figure's network as TensorFlow.js has them, with their shapes. */
export function forTensorFlow(parameters: readonly Tensor[]): readonly (readonly [shape: number[], values: Numbers])[] {
  const [kernels1, bias1, kernels2, bias2, weights, bias] = parameters.map(({ values }) => values as Numbers);
  const inputs = weights!.length / DIGITS;
  return [
    [[5, 5, 1, first], kernelsByPlace(kernels1!, [first, 1, 5])],
    [[first], bias1!],
    [[5, 5, first, second], kernelsByPlace(kernels2!, [second, first, 5])],
    [[second], bias2!],
    [[inputs, DIGITS], rowsByPlace(weights!, second, inputs)],
    [[DIGITS], bias!],
  ];
}

export async function askNetwork(images: Images): Promise<string> {
  const arrays = forTensorFlow(await fetchNetwork('floors'));
  return `import * as tf from 'tf';
${ARRAYS}
const use = async (reader: any) => {
  const model = own(reader, 'makeNetwork')(${first}, ${second});
  if (typeof model?.getWeights !== 'function') throw new Error('makeNetwork should return the model.');
  if (!model.layers?.length) throw new Error('Your network has no layers yet.');
  const words = (shapes: number[][]) => shapes.map((shape) => shape.join(' x ')).join(', ');
  const [found, wanted] = [words(model.getWeights().map((one: any) => one.shape)), '${arrays.map(([shape]) => shape.join(' x ')).join(', ')}'];
  if (found !== wanted) throw new Error('The numbers of the figure do not fit into it. Its weights are ' + found + '; they should be ' + wanted + '.');
  model.setWeights([${arrays.map(([shape, values]) => `tf.tensor(${floats(values)}, ${JSON.stringify(shape)})`).join(', ')}]);
  const scores = await model.predict(tf.tensor4d(${floats(inputsOf(images))}, [${images.length}, 28, 28, 1])).data();
  return Array.from({ length: ${images.length} }, (_, n) => plain(scores.slice(${DIGITS} * n, ${DIGITS} * (n + 1))));
};`;
}

/** Ten scores for each image. */
export type Scores = readonly (readonly number[])[];

/** What the reader's network gives for the images, and what the book's own does. */
export interface OwnScores {
  readonly images: Images;
  readonly scores: Scores;
  readonly right: Scores;
}

/** What the book's own network gives. */
export function scoresOf(parameters: readonly Tensor[], images: Images): Scores {
  const network = new Network({ ...specification, initialization: 'zeros' }, new RandomState(0));
  network.parameters.forEach(({ values }, t) => values.set(parameters[t]!.values));
  const scores = network.forward(inputsOf(images), images.length);
  return images.map((_, n) => [...scores.slice(DIGITS * n, DIGITS * (n + 1))]);
}

export async function readNetwork(images: Images, value: unknown): Promise<OwnScores> {
  const scores = rowsOf(value, images.length, DIGITS, 'What your network gives');
  return { images, scores, right: scoresOf(await fetchNetwork('floors'), images) };
}

/** The digit with the highest score. */
export const readAs = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));
