import type { ActivationName, NetworkFields, OptimizerSettings } from './lab-fields.ts';

/** A list of numbers: 32-bit floats, as fast as JavaScript has them. Make one with `zeros(10)` or `Float32Array.of(1, 2, 3)`. */
export type Vector = Float32Array;

/** Rows of numbers: `weights[i][j]` is row `i`, column `j`. Make one with `zeros(784, 10)`. */
export type Matrix = Vector[];

/** Anything that holds numbers in a row: a vector, raw pixels, or a plain list. */
export type Numbers = ArrayLike<number>;

/**
 * Zeros: a vector of `n`, or a matrix of `rows` times `columns`.
 *
 * ```ts
 * const prediction = zeros(10); // [10]
 * const weights = zeros(784, 10); // [784, 10]
 * ```
 */
export declare function zeros(n: number): Vector;
export declare function zeros(rows: number, columns: number): Matrix;

/** A copy that can be changed without changing the original. */
export declare function copy(values: Vector): Vector;
export declare function copy(values: Matrix): Matrix;

/**
 * Two vectors of one length: the sum of their products, a number.
 * A row times a matrix: `image` [784] times `weights` [784, 10] gives a vector [10], ŷ_j = Σ_i x_i w_ij.
 * Inputs of zero are skipped: four pixels in five are.
 */
export declare function dot(a: Numbers, b: Numbers): number;
export declare function dot(row: Numbers, matrix: Matrix): Vector;

/** The outer product: `outer(image, delta)` has `image[i] * delta[j]` in row `i`, column `j`. [784] and [10] give [784, 10]. */
export declare function outer(a: Numbers, b: Numbers): Matrix;

/** Number by number: `a + b`. Both must have the same shape; the result is new. */
export declare function add(a: Numbers, b: Numbers): Vector;
export declare function add(a: Matrix, b: Matrix): Matrix;

/** Number by number: `a - b`. Both must have the same shape; the result is new. */
export declare function subtract(a: Numbers, b: Numbers): Vector;
export declare function subtract(a: Matrix, b: Matrix): Matrix;

/** Every number times `factor`; the result is new. */
export declare function scale(values: Numbers, factor: number): Vector;
export declare function scale(values: Matrix, factor: number): Matrix;

/** Rows become columns: [784, 10] becomes [10, 784]. */
export declare function transpose(matrix: Matrix): Matrix;

/** The sum of all numbers; 0 for none. */
export declare function sum(values: Numbers): number;

/** The sum divided by how many there are. */
export declare function mean(values: Numbers): number;

/** The index of the largest number; the first of equals. */
export declare function argmax(values: Numbers): number;

/** A seeded generator: the same seed gives the same numbers, here and in NumPy's `RandomState(seed)`. */
export interface Random {
  /** A number, at least `low` (0 if left out) and below `high` (1 if left out). */
  uniform(low?: number, high?: number): number;
  /** A number around 0 with standard deviation 1 (bell-shaped). */
  normal(): number;
  /** A whole number, at least `low` and below `high`. */
  integer(low: number, high: number): number;
  /** Numbers in [0, 1): a vector of `n`, or a matrix. As NumPy's `rand`. */
  rand(n: number): Vector;
  rand(rows: number, columns: number): Matrix;
  /** Bell-shaped numbers: a vector of `n`, or a matrix. As NumPy's `randn`. */
  randn(n: number): Vector;
  randn(rows: number, columns: number): Matrix;
  /** The numbers 0 to `n - 1` in a random order. */
  permutation(n: number): number[];
}

/**
 * A generator that starts from `seed`, a whole number from 0 to 4294967295.
 *
 * ```ts
 * const weights = random(10).rand(784, 10); // np.random.seed(10); np.random.rand(784, 10)
 * ```
 */
export declare function random(seed: number): Random;

/** Images of handwritten digits with their labels. */
export interface Digits {
  /** One `Uint8Array` [784] for each image: 28 rows of 28 grey values, 0 (paper) to 255 (ink). */
  readonly images: Uint8Array[];
  /** One number for each image: the digit, 0 to 9. */
  readonly labels: Uint8Array;
}

/**
 * Images `from` up to, but not including, `to`, with their labels.
 * `'train'` has 60,000, `'test'` 10,000. Leave out both numbers for the first 100.
 *
 * ```ts
 * const { images, labels } = await digits('train', 0, 1000);
 * ```
 */
export declare function digits(set: 'train' | 'test', from?: number, to?: number): Promise<Digits>;

/**
 * Shows a value below the code: [784] as a picture, a matrix [784, 10] as ten pictures,
 * any other vector as bars, any other matrix as a table.
 */
export declare function show(value: unknown, title?: string): void;

/** Words around a plot. */
export interface PlotOptions {
  title?: string;
  xLabel?: string;
  yLabel?: string;
}

/**
 * Draws lines. `values` is one list of numbers (then x is 0, 1, 2, …), one list of points `[x, y]`,
 * or several of these by name.
 *
 * ```ts
 * plot(losses, { yLabel: 'loss' });
 * plot({ 'alpha 0.01': first, 'alpha 0.001': second });
 * ```
 */
export declare function plot(
  values:
    Numbers | readonly (readonly [number, number])[] | Record<string, Numbers | readonly (readonly [number, number])[]>,
  options?: PlotOptions,
): void;

/** A layer of a network: every input is joined to every unit. */
export interface LayerSettings {
  units: number;
  /** Default `'identity'`: the weighted sums as they are. */
  activation?: ActivationName;
  /** Whether each unit has a bias. Default true. */
  bias?: boolean;
  /** Share of its outputs set to zero while training, from 0 to below 1. Default 0; the last layer drops nothing. */
  dropout?: number;
}

/** A network of dense layers. Leave out what you do not care about. */
export interface NetworkSettings extends NetworkFields {
  /** From the first hidden layer to the last one, which has 10 units. */
  layers: LayerSettings[];
  /** Default `{ name: 'sgd' }`. Its learning rate is `alpha`. What is left out is PyTorch's default, and 0.9 for momentum. */
  optimizer?: OptimizerSettings;
}

/** What `train` is to do. Leave out what you do not care about. */
export interface TrainSettings {
  /** The learning rate. */
  alpha: number;
  /** A network to train instead of one layer by the delta rule. */
  network?: NetworkSettings;
  /** How many times over all images. Default 1. */
  epochs?: number;
  /** Initial weights of the delta rule's layer: uniform in [0, 1), or all zero. Default `'random'`. */
  start?: 'random' | 'zeros';
  /** For the random start and the shuffled order. Default 10. */
  seed?: number;
  /** Images as the file has them, or in a new random order each epoch. Default `'file'`. */
  order?: 'file' | 'shuffled';
  /** Train on the first so many of the 60,000 images only. */
  images?: number;
  /** Numbers of images after which the 10,000 test images are scored. Default: the start, every 10,000 and the end. */
  testAt?: number[];
  /** Who computes. Default `'auto'`: the fastest here. `'reference'` is the plain TypeScript of this book. */
  engine?: 'auto' | 'reference' | 'simd' | 'webgpu';
}

/** How far `train` has come. */
export interface TrainProgress {
  readonly imagesSeen: number;
  readonly imagesTotal: number;
  /** Share of right guesses on the latest training images, 0 to 1. */
  readonly trainAccuracy: number;
  /** Mean loss of the images since the last time this was told, each before its update. */
  readonly trainLoss: number;
  /** Share of right guesses on the 10,000 test images when they were last scored, 0 to 1. */
  readonly testAccuracy: number | null;
}

/** A layer that `train` has trained. */
export interface TrainedLayer {
  /** [inputs, units] */
  readonly weights: Matrix;
  /** [units], or null if it has none. */
  readonly biases: Float32Array<ArrayBuffer> | null;
}

/** What `train` has made. */
export interface TrainResult {
  /** Share of right guesses on the 10,000 test images at the end, 0 to 1. */
  readonly accuracy: number;
  /** The score on the test images along the way. */
  readonly curve: readonly { readonly imagesSeen: number; readonly accuracy: number; readonly loss: number }[];
  /** The trained weights of the first layer: [784, 10] by the delta rule. */
  readonly weights: Matrix;
  /** All layers, the first one first. */
  readonly layers: readonly TrainedLayer[];
}

/**
 * Trains one layer of 784 x 10 weights by the delta rule, or a network of dense layers, on the page's own engine.
 *
 * ```ts
 * const { accuracy, weights } = await train({ alpha: 0.001 }, (p) => console.log(p.imagesSeen));
 * show(weights);
 *
 * const network = { layers: [{ units: 100, activation: 'relu' }, { units: 10 }] } satisfies NetworkSettings;
 * console.log((await train({ alpha: 0.1, network })).accuracy);
 * ```
 */
export declare function train(
  settings: TrainSettings,
  onProgress?: (progress: TrainProgress) => void,
): Promise<TrainResult>;
