import type { Plan } from './plan.ts';
import type { ActivationName, LossName } from '../../../settings/choices.ts';
import { unitActivation } from './wgsl-activations.ts';

/** Invocations of a workgroup. */
export const THREADS = 64;

/** The same line for each of `count` registers. */
export const each = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** What every kernel begins with. */
export const heading = ({ inputs, weightCount, valueCount, memories, normalization }: Plan): string => /* wgsl */ `
struct Piece {
  origin: u32,   // where the chunk begins in the order of the epoch
  start: u32,    // the piece's first image, counted in the chunk
  count: u32,    // its images
  isFirst: u32,  // 1 where a batch begins
  isLast: u32,   // 1 where a batch ends: then its weights learn
  share: f32,    // 1 / images of the batch
  rate: f32,     // the learning rate of this step
  correction: f32,
  drops: u32,    // 1 while training: then values are dropped
}
@group(0) @binding(0) var<uniform> piece: Piece;
@group(0) @binding(1) var<storage, read> images: array<u32>;    // four pixels each
@group(0) @binding(2) var<storage, read> examples: array<u32>;  // image + label * 2^24, in the order of the epoch
@group(0) @binding(3) var<storage, read_write> lists: array<u32>;     // of pixels: length, then place * 256 + grey value
@group(0) @binding(4) var<storage, read_write> weights: array<f32, ${weightCount}>;
@group(0) @binding(5) var<storage, read_write> memory: array<f32, ${Math.max(1, memories * weightCount)}>;   // what the optimizer remembers
@group(0) @binding(6) var<storage, read_write> values: array<f32, ${valueCount}>;    // activations of the piece
@group(0) @binding(7) var<storage, read_write> deltas: array<f32, ${valueCount}>;
@group(0) @binding(8) var<storage, read_write> scores: array<vec2f>;  // loss and prediction of each image

const INPUTS = ${inputs}u;
fn pixel(image: u32, place: u32) -> u32 {
  let at = image * INPUTS + place;
  return (images[at / 4] >> (at % 4 * 8)) & 255;
}
fn example(n: u32) -> u32 { return examples[piece.origin + n]; }
fn grey(entry: u32) -> f32 { return ${normalization === 'symmetric' ? '2 * f32(entry & 255) / 255 - 1' : 'f32(entry & 255) / 255'}; }
`;

const outputActivation = (name: ActivationName): string => {
  if (name === 'softmax')
    return 'let total = logSumExp(z); for (var k = 0; k < UNITS; k++) { a[k] = exp(z[k] - total); }';
  if (name === 'logSoftmax')
    return 'let total = logSumExp(z); for (var k = 0; k < UNITS; k++) { a[k] = z[k] - total; }';
  return 'for (var k = 0; k < UNITS; k++) { a[k] = activate(z[k]); }';
};

const throughActivation = (name: ActivationName): string => {
  if (name === 'softmax')
    return 'var mean = 0.0; for (var k = 0; k < UNITS; k++) { mean += d[k] * a[k]; } for (var k = 0; k < UNITS; k++) { d[k] = a[k] * (d[k] - mean); }';
  if (name === 'logSoftmax')
    return 'var sum = 0.0; for (var k = 0; k < UNITS; k++) { sum += d[k]; } for (var k = 0; k < UNITS; k++) { d[k] -= exp(a[k]) * sum; }';
  return 'for (var k = 0; k < UNITS; k++) { d[k] *= slope(a[k]); }';
};

/**
 * `loss` becomes the loss as `lossOf` reads it, `d` its gradient by the outputs `a`. The same formulas as in lib/nn.
 */
const losses: Readonly<Record<LossName, string>> = {
  squaredError: `
    var scale = 1.0;
    for (var k = 0; k < UNITS; k++) { d[k] = a[k] - select(0.0, 1.0, k == label); scale = max(scale, abs(d[k])); }
    for (var k = 0; k < UNITS; k++) { let part = d[k] / scale; loss += part * part; }
    loss = scale * sqrt(loss);`,
  crossEntropy:
    'let sum = logSumExp(a); loss = sum - a[label]; for (var k = 0; k < UNITS; k++) { d[k] = exp(a[k] - sum) - select(0.0, 1.0, k == label); }',
  negativeLogLikelihood: 'loss = -a[label]; d[label] = -1;',
};

/** The loss of an image from what a kernel wrote: the squared error's root, since its square would overflow long before the weights do. */
export const lossOf = (name: LossName, written: number): number =>
  name === 'squaredError' ? written * written : written;

/** `judge`: from the weighted sums z of the last layer to score and delta of one image. */
export function outputLayer({ layers, loss }: Plan): string {
  const { units, activation } = layers.at(-1)!;
  return /* wgsl */ `
const UNITS = ${units};
alias Row = array<f32, UNITS>;
struct Judged { score: vec2f, delta: Row }
${unitActivation(activation)}
fn logSumExp(z: Row) -> f32 {
  var largest = z[0];
  for (var k = 1; k < UNITS; k++) { largest = max(largest, z[k]); }
  var sum = 0.0;
  for (var k = 0; k < UNITS; k++) { sum += exp(z[k] - largest); }
  return largest + log(sum);
}
fn judge(z: Row, label: i32, share: f32) -> Judged {
  var a: Row;
  var d: Row;
  { ${outputActivation(activation)} }
  var best = 0;
  for (var k = 1; k < UNITS; k++) { if (a[k] > a[best]) { best = k; } }
  var loss = 0.0;
  { ${losses[loss]} }
  for (var k = 0; k < UNITS; k++) { d[k] *= share; }
  { ${throughActivation(activation)} }
  return Judged(vec2f(loss, f32(best)), d);
}
`;
}
