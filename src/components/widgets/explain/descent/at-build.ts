import { contours } from 'd3-contour';
import { scaleLinear } from 'd3-scale';
import { Network } from '../../../../lib/nn/network.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { readImages } from '../../../../lib/nn/images.ts';
import { readSet } from '../../../../lib/data/prepared.ts';
import { bytesToText, textToBytes } from '../../digits/bytes.ts';
import { kept } from '../kit/kept.ts';
import {
  ACROSS,
  fanAt,
  fullGradient,
  KINDS,
  lossAt,
  ofEach,
  packed,
  START,
  unpacked,
  UP,
  walkFrom,
  type Images,
  type Kind,
  type PackedImages,
  type Walk,
} from './model.ts';
import { ALPHA, SIZE } from './start.ts';
import type { Place } from '../kit/PlaneHandle.tsx';

const INPUTS = 784;
const CLASSES = 10;
const IMAGES = 3000;
/** Steps of batch descent to the start, and on to where the first direction points. */
const HALF = 10;
const WHOLE = 200;
const RATE = 0.5;
/** Cells of the grid on which contours are found. */
const COLUMNS = 32;
const ROWS = 23;
const LEVELS = [0.2, 0.23, 0.3, 0.4, 0.55, 0.8, 1.2, 1.7];

interface Computed {
  readonly images: PackedImages;
  /** A contour of the loss as a path in the plane's own unit, by its loss. */
  readonly contours: readonly { readonly loss: number; readonly path: string }[];
  readonly fan: readonly Place[];
  readonly truth: Place;
  readonly walks: Readonly<Record<Kind, Walk>>;
  readonly losses: Readonly<Record<Kind, number>>;
  /** How far the gradient of a single image strays in all 7,850 directions, in units of the true one's length. */
  readonly stray: number;
}
export type Given = Pick<Computed, 'contours'> &
  (
    | ({ readonly preset: 'kinds' } & Pick<Computed, 'walks' | 'losses'>)
    | ({ readonly preset: 'noise' } & Pick<Computed, 'fan' | 'truth' | 'stray'>)
  );

const SPECIFICATION: NetworkSpecification = {
  inputs: INPUTS,
  layers: [{ units: CLASSES, activation: 'identity', bias: true }],
  loss: 'crossEntropy',
  optimizer: { name: 'sgd', learningRate: RATE },
  initialization: 'zeros',
  batchSize: IMAGES,
  order: 'file',
  seed: 0,
};

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
/** Takes away what lies along the `others`, and makes the length 1. */
function direction(of: Float64Array, others: readonly Float64Array[] = []): Float64Array {
  const rest = Float64Array.from(of);
  for (const other of others) {
    const along = dot(rest, other);
    for (let i = 0; i < rest.length; i++) rest[i]! -= along * other[i]!;
  }
  const length = Math.sqrt(dot(rest, rest));
  return rest.map((value) => value / length);
}

/** |g| of a single image is |(x, 1)| |δ|: from it, how far single gradients stray from their mean. */
function strayOf(network: Network, inputs: Float32Array<ArrayBuffer>, labels: Uint8Array): number {
  const outputs = network.forward(inputs, IMAGES).slice(0, IMAGES * CLASSES);
  let squares = 0;
  for (let n = 0; n < IMAGES; n++) {
    const largest = Math.max(...outputs.subarray(n * CLASSES, (n + 1) * CLASSES));
    const powers = Array.from({ length: CLASSES }, (_, j) => Math.exp(outputs[n * CLASSES + j]! - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    const delta = powers.reduce((total, power, j) => total + (power / sum - Number(j === labels[n])) ** 2, 0);
    const ink = inputs.subarray(n * INPUTS, (n + 1) * INPUTS).reduce((total, x) => total + x * x, 1);
    squares += ink * delta;
  }
  network.clearGradients();
  network.forward(inputs, IMAGES);
  const mean = network.backward(labels).reduce((sum, { values }) => sum + values.reduce((s, g) => s + g * g, 0), 0);
  return Math.sqrt((squares / IMAGES - mean) / mean);
}

const flat = (network: Network): Float64Array =>
  Float64Array.from(network.parameters.flatMap(({ values }) => [...values]));

/** The images' scores along two directions from the weights after ten steps. */
function plane(): { images: PackedImages; stray: number } {
  const { images, labels: allLabels } = readSet('train');
  const labels = allLabels.slice(0, IMAGES);
  const inputs = new Float32Array(IMAGES * INPUTS);
  readImages(
    images,
    Uint32Array.from({ length: IMAGES }, (_, n) => n),
    INPUTS,
    inputs,
  );
  const network = new Network(SPECIFICATION, new RandomState(0));
  for (let step = 0; step < HALF; step++) network.train(inputs, labels);
  const half = flat(network);
  const stray = strayOf(network, inputs, labels);
  const gradient = Float64Array.from(network.gradients.flatMap(({ values }) => [...values]));
  for (let step = HALF; step < WHOLE; step++) network.train(inputs, labels);
  const end = flat(network);
  const first = direction(end.map((value, i) => value - half[i]!));
  const second = direction(
    gradient.map((value) => -value),
    [first],
  );
  const scores = new Float32Array(IMAGES * 3 * CLASSES);
  [half, first, second].forEach((weights, part) => {
    for (let n = 0; n < IMAGES; n++)
      for (let j = 0; j < CLASSES; j++) {
        let sum = weights[INPUTS * CLASSES + j]!; // the bias
        for (let i = 0; i < INPUTS; i++) sum += inputs[n * INPUTS + i]! * weights[i * CLASSES + j]!;
        scores[(n * 3 + part) * CLASSES + j] = sum;
      }
  });
  return { images: packed(labels, scores, bytesToText), stray };
}

/** Contours of the loss, as paths in the plane's own unit. */
function contoursOf(images: Images): Computed['contours'] {
  const across = scaleLinear([0.5, COLUMNS - 0.5], [ACROSS.from, ACROSS.to]); // a cell's number stands for its middle
  const up = scaleLinear([0.5, ROWS - 0.5], [UP.from, UP.to]);
  const grid = Array.from({ length: COLUMNS * ROWS }, (_, k) =>
    lossAt(images, { x: across((k % COLUMNS) + 0.5), y: up(Math.floor(k / COLUMNS) + 0.5) }),
  );
  const number = (value: number): string => String(Number(value.toFixed(2)));
  return contours()
    .size([COLUMNS, ROWS])
    .thresholds(LEVELS)(grid)
    .map(({ value, coordinates }) => ({
      loss: value,
      path: coordinates
        .flat()
        .map((ring) => `M${ring.map(([x = 0, y = 0]) => `${number(across(x))} ${number(up(y))}`).join('L')}z`)
        .join(''),
    }))
    .filter(({ path }) => path !== '');
}

function compute(): Computed {
  const { images: sent, stray } = plane();
  const images = unpacked(sent, textToBytes); // what the page will have
  const walks = ofEach((kind) => walkFrom(images, START, KINDS[kind].size(images.count), ALPHA));
  const short = ({ x, y }: Place, decimals: number): Place => ({
    x: Number(x.toFixed(decimals)),
    y: Number(y.toFixed(decimals)),
  });
  return {
    images: sent,
    stray,
    contours: contoursOf(images),
    fan: fanAt(images, START, SIZE, 0).map((gradient) => short(gradient, 4)),
    truth: short(fullGradient(images, START), 4),
    walks: ofEach((kind) => ({ ...walks[kind], places: walks[kind].places.map((place) => short(place, 2)) })),
    losses: ofEach((kind) => lossAt(images, walks[kind].places.at(-1)!)),
  };
}

const computed = (): Promise<Computed> => kept('descent', compute);

/** The poster of either step: three walks, or a fan of gradients. */
export default async function atBuild(preset = 'kinds'): Promise<Given> {
  const { contours: rings, walks, losses, fan, truth, stray } = await computed();
  if (preset === 'kinds') return { preset, contours: rings, walks, losses };
  if (preset === 'noise') return { preset, contours: rings, fan, truth, stray };
  throw new Error(`<Explanation name="descent" preset="${preset}">: expected kinds or noise. Name one of them.`);
}

/** The 3,000 images as the plane sees them. */
export const later = async (): Promise<PackedImages> => (await computed()).images;
