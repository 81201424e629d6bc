// The part of TensorFlow.js 4.22 that the book uses, for the editor. All the rest of its core and layers is there when
// code runs (https://js.tensorflow.org/api/4.22.0/). tests/unit/sandbox/tf-types.test.ts holds it to the real types.

type TypedArray = Float32Array | Int32Array | Uint8Array;
/** A number, or a list of these, and so on. */
type Nested = number | Nested[];
type DataType = 'float32' | 'int32' | 'bool';

/** Numbers in a shape, such as `[100, 784]`. They live where the backend computes: on the graphics card, for one. */
export interface Tensor {
  readonly shape: number[];
  readonly rank: number;
  /** How many numbers it holds. */
  readonly size: number;
  readonly dtype: string;
  /** Its numbers in one typed array, once they are computed. */
  data(): Promise<TypedArray>;
  /** Its numbers in nested lists, once they are computed. */
  array(): Promise<Nested>;
  /** Frees its memory. The garbage collector does not: see `tidy`. */
  dispose(): void;
}

/** A tensor that can be given new numbers: what an optimizer trains. */
export interface Variable extends Tensor {
  readonly name: string;
  assign(value: Tensor): void;
}

/** A tensor of these numbers: a list, a list of rows, or one typed array with a shape. */
export declare function tensor(
  values: number | number[] | number[][] | TypedArray,
  shape?: number[],
  dtype?: DataType,
): Tensor;
/** Rows of numbers, `[rows, columns]`. */
export declare function tensor2d(
  values: number[][] | number[] | TypedArray,
  shape?: [number, number],
  dtype?: DataType,
): Tensor;
/** For pictures: `[pictures, height, width, channels]`. */
export declare function tensor4d(
  values: number[] | TypedArray,
  shape?: [number, number, number, number],
  dtype?: DataType,
): Tensor;
export declare function scalar(value: number): Tensor;
export declare function variable(initial: Tensor, trainable?: boolean, name?: string): Variable;
export declare function zeros(shape: number[]): Tensor;
export declare function ones(shape: number[]): Tensor;
export declare function randomUniform(
  shape: number[],
  low?: number,
  high?: number,
  dtype?: DataType,
  seed?: number,
): Tensor;
/** `[n]` digits become `[n, depth]`, one-hot. */
export declare function oneHot(indices: Tensor, depth: number): Tensor;

export declare function add(a: Tensor, b: Tensor): Tensor;
export declare function sub(a: Tensor, b: Tensor): Tensor;
export declare function mul(a: Tensor | number, b: Tensor | number): Tensor;
export declare function div(a: Tensor | number, b: Tensor | number): Tensor;
export declare function neg(x: Tensor): Tensor;
export declare function exp(x: Tensor): Tensor;
export declare function log(x: Tensor): Tensor;
export declare function square(x: Tensor): Tensor;
export declare function relu(x: Tensor): Tensor;
export declare function leakyRelu(x: Tensor, alpha?: number): Tensor;
export declare function softmax(scores: Tensor): Tensor;
export declare function logSoftmax(scores: Tensor): Tensor;
/** `[n, k]` times `[k, m]` is `[n, m]`. */
export declare function matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
export declare function transpose(x: Tensor): Tensor;
/** The same numbers in another shape; one -1 is worked out. */
export declare function reshape(x: Tensor, shape: number[]): Tensor;
export declare function slice(x: Tensor, begin: number | number[], size?: number | number[]): Tensor;
export declare function gather(x: Tensor, indices: Tensor | number[]): Tensor;
export declare function cast(x: Tensor, dtype: DataType): Tensor;
export declare function sum(x: Tensor, axis?: number): Tensor;
export declare function mean(x: Tensor, axis?: number): Tensor;
export declare function max(x: Tensor, axis?: number): Tensor;
export declare function argMax(x: Tensor, axis?: number): Tensor;
export declare function equal(a: Tensor, b: Tensor): Tensor;
/** Slides `filter` [height, width, channels in, channels out] over `x` [pictures, height, width, channels in]. */
export declare function conv2d(x: Tensor, filter: Tensor, strides: number, pad: 'valid' | 'same'): Tensor;
export declare function maxPool(x: Tensor, size: number, strides: number, pad: 'valid' | 'same'): Tensor;

/** Of a function of several tensors that gives one number: a function that gives the gradient for each of them. */
export declare function grads(f: (...values: Tensor[]) => Tensor): (values: Tensor[]) => Tensor[];
/** The same for a function of one tensor. */
export declare function grad(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor;
/** Runs `f`, then frees every tensor that it made but the one it returns. */
export declare function tidy<T>(f: () => T): T;
export declare function dispose(tensors: Tensor | Tensor[]): void;
/** Waits a moment, in which the page is heard: a loop that never waits cannot be told from one that hangs. */
export declare function nextFrame(): Promise<void>;
export declare function memory(): { numTensors: number; numBytes: number };

/** Who computes: `'webgpu'`, `'wasm'` or `'cpu'`. */
export declare function getBackend(): string;
/** Lets another one compute from here on. False if this browser does not have it. */
export declare function setBackend(name: string): Promise<boolean>;
export declare function ready(): Promise<void>;

export declare const losses: {
  /** The mean of -Σ label · ln softmax(scores) over the rows; `labels` are one-hot. */
  softmaxCrossEntropy(labels: Tensor, scores: Tensor): Tensor;
};

export interface Optimizer {
  /** One step: the gradients of `f` by every trainable variable, and a change of each. */
  minimize(f: () => Tensor, returnCost?: boolean): Tensor | null;
}

export declare const train: {
  sgd(learningRate: number): Optimizer;
  momentum(learningRate: number, momentum: number): Optimizer;
  adam(learningRate?: number): Optimizer;
};

export interface Layer {
  readonly name: string;
  countParams(): number;
  getWeights(): Tensor[];
  setWeights(weights: Tensor[]): void;
  getConfig(): Record<string, unknown>;
}

export interface CompileSettings {
  optimizer: Optimizer | string;
  loss: string | ((labels: Tensor, outputs: Tensor) => Tensor);
  metrics?: string[];
}

export interface FitSettings {
  epochs?: number;
  batchSize?: number;
  shuffle?: boolean;
  /** 1 prints its own line an epoch; 0 nothing. */
  verbose?: 0 | 1;
  validationData?: [Tensor, Tensor];
  callbacks?: {
    onEpochEnd?(epoch: number, logs?: Record<string, number>): void;
    onBatchEnd?(batch: number, logs?: Record<string, number>): void;
  };
}

export interface LayersModel {
  readonly layers: Layer[];
  /** Shapes begin with null: any number of examples. */
  readonly outputShape: unknown;
  countParams(): number;
  getWeights(): Tensor[];
  setWeights(weights: Tensor[]): void;
  /** How it is to be trained: by which optimizer, on which loss. */
  compile(settings: CompileSettings): void;
  /** Trains in batches, and tells its loss (and metrics) of every epoch. */
  fit(
    x: Tensor,
    y: Tensor,
    settings?: FitSettings,
  ): Promise<{ epoch: number[]; history: Record<string, (number | Tensor)[]> }>;
  /** One step on one batch. */
  trainOnBatch(x: Tensor, y: Tensor): Promise<number | number[]>;
  evaluate(x: Tensor, y: Tensor, settings?: { batchSize?: number; verbose?: 0 | 1 }): Tensor | Tensor[];
  predict(x: Tensor, settings?: { batchSize?: number }): Tensor | Tensor[];
  summary(): void;
}

export interface Sequential extends LayersModel {
  add(layer: Layer): void;
}

/** A model whose layers follow one another. */
export declare function sequential(settings?: { layers?: Layer[]; name?: string }): Sequential;

interface Inputs {
  /** Of the first layer only: the shape of one example, without the number of examples. */
  inputShape?: number[];
  name?: string;
}

export declare const layers: {
  /** Every input joined to every unit. */
  dense(
    settings: Inputs & {
      units: number;
      activation?: 'relu' | 'softmax' | 'sigmoid' | 'tanh' | 'linear';
      useBias?: boolean;
      kernelInitializer?: string;
    },
  ): Layer;
  leakyReLU(settings?: Inputs & { alpha?: number }): Layer;
  reLU(settings?: Inputs): Layer;
  softmax(settings?: Inputs): Layer;
  dropout(settings: Inputs & { rate: number }): Layer;
  /** All numbers of an example in one row. */
  flatten(settings?: Inputs): Layer;
  reshape(settings: Inputs & { targetShape: number[] }): Layer;
  conv2d(
    settings: Inputs & {
      filters: number;
      kernelSize: number | [number, number];
      strides?: number;
      padding?: 'valid' | 'same';
      activation?: 'relu' | 'linear';
      useBias?: boolean;
      kernelInitializer?: string;
    },
  ): Layer;
  maxPooling2d(
    settings: Inputs & { poolSize: number | [number, number]; strides?: number; padding?: 'valid' | 'same' },
  ): Layer;
};
