import { IMAGE_PIXELS, TEST_COUNT, TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { DeltaRule } from '../../src/lib/nn/delta-rule.ts';
import { normalizations } from '../../src/lib/nn/normalizations.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import { readDigits } from './mnist-files.ts';

export const train = readDigits('train', 0, TRAIN_COUNT);
export const test = readDigits('test', 0, TEST_COUNT);

/** The pixels of each image that are not zero: their places, and their values from 0 to 1. */
function inkOf(images: Uint8Array): readonly { readonly places: Uint16Array; readonly values: Float32Array }[] {
  const places = new Uint16Array(IMAGE_PIXELS);
  const values = new Float32Array(IMAGE_PIXELS);
  return Array.from({ length: images.length / IMAGE_PIXELS }, (_, n) => {
    let inked = 0;
    for (let i = 0; i < IMAGE_PIXELS; i++) {
      const pixel = images[n * IMAGE_PIXELS + i]!;
      if (pixel === 0) continue;
      places[inked] = i;
      values[inked++] = normalizations.unit[pixel]!;
    }
    return { places: places.slice(0, inked), values: values.slice(0, inked) };
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
    for (let k = 0; k < places.length; k++)
      for (let j = 0; j < 10; j++) scores[j]! += values[k]! * weights[places[k]! * 10 + j]!;
    return scores.indexOf(Math.max(...scores));
  });
}
export const countRight = (answers: Uint8Array): number =>
  answers.reduce((count, answer, n) => count + Number(answer === test.labels[n]), 0);

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
export function carryOut({ start, alpha, epochs = 1, order, testAt }: Plan): {
  readonly right: readonly number[];
  readonly weights: Float32Array;
} {
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

/** A column of ones after the pixels, for the bias. */
const SIZE = IMAGE_PIXELS + 1;

/** XᵀX, its lower half, and XᵀY of the training images X [60000, 785] and their labels Y [60000, 10]. */
function normalEquations(): { readonly gram: Float64Array; readonly target: Float64Array } {
  const gram = new Float64Array(SIZE * SIZE);
  const target = new Float64Array(SIZE * 10);
  for (const [n, ink] of trainInk.entries()) {
    const places = [...ink.places, IMAGE_PIXELS];
    const values = [...ink.values, 1];
    for (let a = 0; a < places.length; a++) {
      const row = places[a]! * SIZE;
      for (let b = 0; b <= a; b++) gram[row + places[b]!]! += values[a]! * values[b]!;
      target[places[a]! * 10 + train.labels[n]!]! += values[a]!;
    }
  }
  // A millionth on the diagonal: places that are always blank would make it singular.
  for (let i = 0; i < SIZE; i++) gram[i * SIZE + i]! += 1e-6;
  return { gram, target };
}

/** Puts L in the place of the lower half of LLᵀ [785, 785]: each row needs only those before it. */
function factorise(gram: Float64Array): void {
  for (let i = 0; i < SIZE; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * SIZE + j]!;
      for (let k = 0; k < j; k++) sum -= gram[i * SIZE + k]! * gram[j * SIZE + k]!;
      gram[i * SIZE + j] = i === j ? Math.sqrt(sum) : sum / gram[j * SIZE + j]!;
    }
  }
}

/** The first `size` rows of what solves LLᵀW = `target`. */
function solve(factor: Float64Array, target: Float64Array, size: number): Float64Array {
  const solution = target.slice(0, size * 10);
  for (let c = 0; c < 10; c++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) solution[i * 10 + c]! -= factor[i * SIZE + k]! * solution[k * 10 + c]!;
      solution[i * 10 + c]! /= factor[i * SIZE + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) solution[i * 10 + c]! -= factor[k * SIZE + i]! * solution[k * 10 + c]!;
      solution[i * 10 + c]! /= factor[i * SIZE + i]!;
    }
  }
  return solution;
}

/** The weights with the smallest squared error over the training images, without and with a bias, by Cholesky on the normal equations. */
export function leastSquares(): Readonly<
  Record<'without' | 'with', { readonly weights: Float64Array; readonly bias: Float64Array }>
> {
  const { gram, target } = normalEquations();
  factorise(gram);
  // The column of ones is the last: without it, rows and columns before are the same.
  const [pixels, all] = [solve(gram, target, IMAGE_PIXELS), solve(gram, target, SIZE)];
  return {
    without: { weights: pixels, bias: new Float64Array(10) },
    with: { weights: all.subarray(0, IMAGE_PIXELS * 10), bias: all.subarray(IMAGE_PIXELS * 10) },
  };
}
