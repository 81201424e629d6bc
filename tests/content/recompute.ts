import { IMAGE_PIXELS, TEST_COUNT, TRAIN_COUNT } from '../../src/lib/data/contract.ts';
import { DeltaRule } from '../../src/lib/nn/delta-rule.ts';
import { normalizations } from '../../src/lib/nn/normalizations.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import { readDigits } from './mnist-files.ts';

export const train = readDigits('train', 0, TRAIN_COUNT);
export const test = readDigits('test', 0, TEST_COUNT);

/** The pixels of each image that are not zero: their places, and their values from 0 to 1. */
function inkOf(images: Uint8Array): readonly { readonly places: Uint16Array; readonly values: Float32Array }[] {
  return Array.from({ length: images.length / IMAGE_PIXELS }, (_, n) => {
    const pixels = images.subarray(n * IMAGE_PIXELS, (n + 1) * IMAGE_PIXELS);
    const places = Uint16Array.from([...pixels.keys()].filter((i) => pixels[i] !== 0));
    return { places, values: Float32Array.from(places, (i) => normalizations.unit[pixels[i]!]!) };
  });
}
export const trainInk = inkOf(train.images);
export const testInk = inkOf(test.images);

/** |x|² of each training image. */
export const inkSquared = trainInk.map(({ values }) => values.reduce((sum, value) => sum + value * value, 0));

/** NumPy's `rand(784, 10)` after `seed(seed)`, or zeros. */
export function startingWeights(start: 'zeros' | number): Float32Array {
  const random = start === 'zeros' ? null : new RandomState(start);
  return Float32Array.from({ length: IMAGE_PIXELS * 10 }, () => random?.randomSample() ?? 0);
}

/** The highest of the ten scores of each test image. */
export function guesses(weights: ArrayLike<number>, bias?: ArrayLike<number>): Uint8Array {
  const scores = new Float64Array(10);
  return Uint8Array.from(testInk, ({ places, values }) => {
    for (let j = 0; j < 10; j++) scores[j] = bias?.[j] ?? 0;
    for (let k = 0; k < places.length; k++) for (let j = 0; j < 10; j++) scores[j]! += values[k]! * weights[places[k]! * 10 + j]!;
    return scores.indexOf(Math.max(...scores));
  });
}
export const countRight = (answers: Uint8Array): number => answers.reduce((count, answer, n) => count + Number(answer === test.labels[n]), 0);

export interface Plan {
  readonly start: 'zeros' | number;
  /** The learning rate of lesson `lesson`, counted from 0, on the training image with this index; 0 leaves it out. */
  readonly alpha: (lesson: number, index: number) => number;
  readonly epochs?: number;
  /** Indices of the training images in the order of one pass. */
  readonly order?: readonly number[];
  /** Numbers of lessons after which the test images are counted. */
  readonly testAt: readonly number[];
}

/** Carries out a plan by the book's own delta rule; gives the counts of right test images, and the last weights. */
export function carryOut({ start, alpha, epochs = 1, order, testAt }: Plan): { readonly right: readonly number[]; readonly weights: Float32Array } {
  const weights = startingWeights(start);
  const rule = new DeltaRule(weights, 10);
  const right: number[] = [];
  for (let lesson = 0; lesson <= epochs * TRAIN_COUNT; lesson++) {
    if (testAt.includes(lesson)) right.push(countRight(guesses(weights)));
    if (lesson === epochs * TRAIN_COUNT) break;
    const index = order?.[lesson % TRAIN_COUNT] ?? lesson % TRAIN_COUNT;
    const rate = alpha(lesson, index);
    if (rate !== 0) rule.learn(train.images, index, train.labels[index]!, rate);
  }
  return { right, weights };
}

/** The weights with the smallest squared error over the training images, by Cholesky on the normal equations. */
export function leastSquares(withBias: boolean): { readonly weights: Float64Array; readonly bias: Float64Array } {
  const size = IMAGE_PIXELS + Number(withBias);
  const gram = new Float64Array(size * size); // XᵀX, lower half
  const target = new Float64Array(size * 10); // XᵀY
  for (const [n, ink] of trainInk.entries()) {
    const places = withBias ? [...ink.places, IMAGE_PIXELS] : ink.places;
    const values = withBias ? [...ink.values, 1] : ink.values;
    for (let a = 0; a < places.length; a++) {
      const row = places[a]! * size;
      for (let b = 0; b <= a; b++) gram[row + places[b]!]! += values[a]! * values[b]!;
      target[places[a]! * 10 + train.labels[n]!]! += values[a]!;
    }
  }
  // A millionth on the diagonal: places that are always blank would make it singular.
  for (let i = 0; i < size; i++) gram[i * size + i]! += 1e-6;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= gram[i * size + k]! * gram[j * size + k]!;
      gram[i * size + j] = i === j ? Math.sqrt(sum) : sum / gram[j * size + j]!;
    }
  }
  for (let c = 0; c < 10; c++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) target[i * 10 + c]! -= gram[i * size + k]! * target[k * 10 + c]!;
      target[i * 10 + c]! /= gram[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) target[i * 10 + c]! -= gram[k * size + i]! * target[k * 10 + c]!;
      target[i * 10 + c]! /= gram[i * size + i]!;
    }
  }
  return { weights: target.subarray(0, IMAGE_PIXELS * 10), bias: withBias ? target.subarray(IMAGE_PIXELS * 10) : new Float64Array(10) };
}
