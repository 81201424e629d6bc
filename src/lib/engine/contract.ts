import type { DigitSet, DigitSetName, LoadProgress } from '../data/contract.ts';
import type { DataSetId } from '../data/data-sets.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import type { TrainingState } from '../nn/training-state.ts';

export type { NetworkSpecification };

/** `reference` is the readable TypeScript of `lib/nn`; `simd` is WebAssembly on one thread; `webgpu` is the graphics card. */
export type EngineName = 'reference' | 'simd' | 'webgpu';

/**
 * How an engine rounds: `simd-fused` multiplies and adds with one rounding, as most processors can, `simd-plain` with
 * two, as WebAssembly has always done; the other engines have one way each.
 */
export type ArithmeticName = 'reference' | 'simd-plain' | 'simd-fused' | 'webgpu';

/** All that decides how numbers are rounded. */
export interface Arithmetic {
  readonly name: ArithmeticName;
  /** The last bits of the browser's own `exp`, `log`, `tanh` and powers, as eight hexadecimal digits. */
  readonly maths: string;
}

/**
 * `auto` times the engines that can run on the reader's machine and takes the fastest. The name of an arithmetic asks
 * for the engine that rounds so, and for no other rounding.
 */
export type EngineChoice = EngineName | ArithmeticName | 'auto';

/** How fast an engine trains a network here. */
export interface EngineRate {
  readonly engine: EngineName;
  readonly imagesPerSecond: number;
}

/** One weight matrix or bias vector, named as PyTorch's `nn.Sequential` would: `0.weight`, `0.bias`. */
export interface WeightTensor {
  readonly name: string;
  /** Weights are [inputs, outputs], biases [outputs]. */
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * All that an engine must know to go on where a run was: the same numbers come out as if it had never stopped
 * (to the last bit or, on a graphics card and from one engine to another, within rounding).
 * Its layout is that of `lib/nn`, whoever made it, so any engine goes on with it. Weights alone are a state, too:
 * the optimizer then starts afresh.
 */
export type EngineState = TrainingState;

/** Score on a set of images. `loss` is the specification's loss, averaged over the images. */
export interface Evaluation {
  readonly count: number;
  readonly correct: number;
  readonly loss: number;
  /** [outputs, outputs]: row = label, column = prediction. */
  readonly confusion: readonly number[];
}

/** What one call of `train` did. `correct` and `loss` are measured on each image before its update, with dropout if there is any. */
export interface TrainReport {
  readonly images: number;
  readonly correct: number;
  /** Sum of the loss over the images trained on. */
  readonly lossSum: number;
  /** False as soon as a weight or the loss is not a finite number. */
  readonly finite: boolean;
}

/**
 * One way to compute. An engine holds one network and its optimizer state.
 * Order, shuffling and initial weights come from `lib/nn` and the seed, so every engine starts alike
 * and sees the same batches.
 */
export interface Engine {
  readonly name: EngineName;
  readonly arithmetic: ArithmeticName;
  readonly specification: NetworkSpecification;
  /** Images trained on since the start (or since `loadWeights` was given another count). */
  readonly imagesSeen: number;
  /** Trains on `images` more images of `data` (whole batches), in the specification's order. */
  train(data: DigitSet, images: number, signal: AbortSignal): Promise<TrainReport>;
  /**
   * Told, now and then, that images `from` to `to` (exclusive) of `data` are in memory and will be trained on: an
   * engine that needs a copy of its own may make it while it trains.
   */
  foresee?(data: DigitSet, from: number, to: number): void;
  evaluate(data: DigitSet, signal: AbortSignal): Promise<Evaluation>;
  /** `images` is [n, inputs], normalised; the result is [n, outputs]. */
  predict(images: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>>;
  readWeights(): Promise<readonly WeightTensor[]>;
  /** Replaces the weights; `imagesSeen` says where in the order of images training goes on. The optimizer starts afresh. */
  loadWeights(weights: readonly WeightTensor[], imagesSeen: number): Promise<void>;
  /** Copies of all that this or another engine must know to go on from here. */
  readState(): Promise<EngineState>;
  /** Goes on where the engine was that gave this state. Rejects with a RangeError that says what does not fit; then nothing has changed. */
  loadState(state: EngineState): Promise<void>;
  dispose(): void;
}

/** What a training run is asked to do. */
export interface TrainingSettings {
  readonly specification: NetworkSpecification;
  readonly epochs: number;
  /**
   * Image counts (within the run) at which the test images are scored; 0 is before training.
   * Training goes by whole batches: with more than one image in each, a point falls at the next whole batch.
   */
  readonly testAt: readonly number[];
  /** Train on the first `trainCount` images of the training set only; default all of them. */
  readonly trainCount?: number;
  /**
   * Images of the training set that are scored at the end of each epoch, `from` counted from 0. They are held out
   * when `from` is at least `trainCount`; a score on images that were trained on flatters. Engines do this,
   * a run of the reader's own code in the sandbox does not.
   */
  readonly validation?: { readonly from: number; readonly count: number };
  /**
   * True: the state is told as `checkpoint` at the end of each epoch (of epochs shorter than a second, about once a
   * second), on pause, stop and finish, a second after the start and every five seconds between, in a run of at most 120,000 images also every
   * 10,000. Default false. A run of the reader's own code tells weights and images seen, once a second and on pause,
   * stop and finish.
   */
  readonly checkpoints?: boolean;
}

/** A message in plain words for the reader, with what to do about it. */
export interface ReaderMessage {
  readonly message: string;
  readonly remedy?: string;
  /** Line in the reader's own code, from 1. */
  readonly line?: number;
  readonly column?: number;
}

export type SessionState =
  | 'idle' // before the first run, or rewound
  | 'loading' // waiting for data or an engine
  | 'running'
  | 'paused'
  | 'stopped' // by the reader; may go on
  | 'finished' // all epochs done
  | 'diverged'
  | 'failed';

export type SessionEvent =
  | { readonly type: 'state'; readonly state: SessionState }
  | { readonly type: 'loading'; readonly progress: LoadProgress }
  /**
   * `engine` computes from here on, by this `arithmetic`; `reader` means the reader's own code in the sandbox. `timed` is
   * what `auto` chose among, the fastest first. `anew`: what the optimizer remembered was lost with the engine before.
   */
  | {
      readonly type: 'engine';
      readonly engine: EngineName | 'reader';
      readonly arithmetic?: Arithmetic;
      readonly anew?: true;
      readonly because?: string;
      readonly timed?: readonly EngineRate[];
    }
  /** About ten to twenty times a second while running. Accuracy and loss are over the images since the last such event. */
  | {
      readonly type: 'progress';
      readonly imagesSeen: number;
      readonly imagesTotal: number;
      readonly imagesPerSecond: number;
      readonly trainAccuracy: number; // 0 to 1
      readonly trainLoss: number; // mean per image
      /** Spent training on the images since the last such event, without loading and scoring. */
      readonly milliseconds?: number;
    }
  | { readonly type: 'tested'; readonly imagesSeen: number; readonly evaluation: Evaluation }
  /** At the end of each epoch, if the settings have validation images; before a test at the same count. */
  | { readonly type: 'validated'; readonly imagesSeen: number; readonly evaluation: Evaluation }
  /** At most ten times a second, and after each step, rewind, restore and at the end. */
  | { readonly type: 'weights'; readonly imagesSeen: number; readonly weights: readonly WeightTensor[] }
  /** If the settings ask for checkpoints; after the scores at the same count. The state is the listener's own. */
  | { readonly type: 'checkpoint'; readonly state: EngineState }
  | {
      readonly type: 'diverged';
      readonly imagesSeen: number;
      readonly lastGood: number;
      readonly message: ReaderMessage;
    }
  /** Something worth saying that does not end the run, such as a lost graphics device. */
  | { readonly type: 'notice'; readonly message: ReaderMessage }
  | { readonly type: 'failed'; readonly message: ReaderMessage; readonly retryable: boolean };

/**
 * One training run as the page sees it, whoever computes it: an engine in the worker, or the reader's
 * own `update` in the sandbox. Calls never throw; what goes wrong arrives as an event.
 */
export interface TrainingSession {
  readonly settings: TrainingSettings;
  /** Starts, or goes on after a pause, a stop, a step or a failed download. */
  run(): void;
  pause(): void;
  /** Trains on exactly `images` more images, then pauses. */
  step(images: number): void;
  /** Ends the run where it is; what was trained stays, and `run` goes on from there. */
  stop(): void;
  /** Back to the same initial weights, at image 0. */
  rewind(): void;
  /** While it trains, tells one checkpoint more, within a slice or two; for a run that keeps none, nothing. Absent where there are none. */
  checkpoint?(): void;
  /** After divergence: back to the last weights that were all finite numbers. What an optimizer remembers starts anew; a notice says so. */
  restoreLastGood(): void;
  subscribe(listener: (event: SessionEvent) => void): () => void;
  dispose(): void;
}

/** Whether an engine can run here, and if not, why in plain words. */
export interface EngineAvailability {
  readonly engine: EngineName;
  readonly available: boolean;
  readonly because?: string;
}

/** What the page may ask of the worker that holds data and engines (implemented in `client.ts`). */
export interface EngineClient {
  /** Which engines can run here, and if not, why in plain words. */
  available(): Promise<readonly EngineAvailability[]>;
  /**
   * `from` is where the run starts: a state of a run with these settings, or weights from elsewhere with
   * `imagesSeen` 0. Scores due at that very count are made; those before it are not made again. Rewinding goes to
   * the initial weights of the seed all the same. Weights of other shapes arrive as a `failed` event.
   */
  createSession(engine: EngineChoice, settings: TrainingSettings, from?: EngineState): TrainingSession;
  /**
   * A run may be asked for soon: fetches and compiles the code that it needs, and brings what the browser has kept of a
   * data set's images into memory, the book's own unless another is named. No images are downloaded; what fails, fails
   * when it is needed.
   */
  prepare(what: 'code' | 'images', data?: DataSetId): void;
  /** Copies of images `from` to `to` (exclusive), loading what is missing. */
  digits(set: DigitSetName, from: number, to: number, options?: DigitRequest): Promise<DigitSet>;
  /** All labels of a set (loads the small label file only). */
  labels(set: DigitSetName, options?: DigitRequest): Promise<Uint8Array<ArrayBuffer>>;
  /** Scores given weights on a set: for the reader's code, whose weights are judged outside the sandbox. */
  evaluate(
    specification: NetworkSpecification,
    weights: readonly WeightTensor[],
    set: DigitSetName,
    options?: DigitRequest,
  ): Promise<Evaluation>;
  /**
   * What a network gives out for images of a set or for pictures of one's own, [n, outputs]: shares that sum to 1
   * where `isShares` of lib/nn says so, plain scores otherwise. A run that trains meanwhile goes on.
   */
  outputs(
    specification: NetworkSpecification,
    weights: readonly WeightTensor[],
    which: WhichImages,
    options?: DigitRequest,
  ): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

/** Images `from` to `to` (exclusive) of a set, or pictures [n, inputs] of grey values 0 to 255. */
export type WhichImages =
  { readonly set: DigitSetName; readonly from: number; readonly to: number } | Uint8Array<ArrayBuffer>;

export interface DigitRequest {
  /** Of which data set; the book's own unless another is named. What a specification names counts more. */
  readonly data?: DataSetId;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}
