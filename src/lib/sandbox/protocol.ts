import type { NetworkSpecification, ReaderMessage } from '../engine/contract.ts';
import type { DigitSetName } from '../data/contract.ts';
import type { TrainProgress, TrainResult, TrainSettings } from './lab-types.ts';
import type { Shown, Verdict } from './contract.ts';

/** TensorFlow.js for a worker, which can fetch nothing. */
export interface TensorFlowFiles {
  /** One module: `tensorflow/module.ts`. */
  readonly text: string;
  /** The WebAssembly of its wasm backend, or null if that could not be had. */
  readonly wasm: ArrayBuffer | null;
}

/** The first message to a worker says what it is for. Code that imports 'tf' comes with it. */
export type Program = ProgramKind & { readonly tensorFlow?: TensorFlowFiles };

type ProgramKind =
  | {
      readonly type: 'run';
      /** JavaScript, as `compile` makes it. */
      readonly code: string;
      /** The text of a function, as `compileCheck` makes it. */
      readonly check?: string;
      /** For the check's random numbers; drawn afresh for every run. */
      readonly seed: number;
    }
  | {
      readonly type: 'train';
      readonly code: string;
      readonly specification: NetworkSpecification;
      /** Images of one epoch, and of the whole run. */
      readonly trainCount: number;
      readonly imagesTotal: number;
      /** Counts at which weights go out to be scored, rising. */
      readonly testAt: readonly number[];
      readonly weights: Float32Array<ArrayBuffer>; // [inputs, outputs]
      readonly imagesSeen: number;
    };

/** What readers' code asks of the page through `lab`. */
export type LabRequest =
  | { readonly kind: 'digits'; readonly set: DigitSetName; readonly from: number; readonly to: number }
  | { readonly kind: 'train'; readonly settings: TrainSettings };

/** What `train` has made, as it goes to the worker: weights [inputs, units] and biases [units] in the order of the layers. */
export interface TrainedTensors {
  readonly accuracy: number;
  readonly curve: TrainResult['curve'];
  readonly tensors: readonly { readonly shape: readonly number[]; readonly values: Float32Array<ArrayBuffer> }[];
}

/** Page to worker. */
export type ToWorker =
  | { readonly type: 'ping'; readonly count: number }
  | { readonly type: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: ReaderMessage }
  | { readonly type: 'train-progress'; readonly id: number; readonly progress: TrainProgress }
  // From here on to a training worker:
  | { readonly type: 'train-until'; readonly imagesSeen: number }
  | { readonly type: 'pause' }
  | {
      readonly type: 'shard';
      readonly index: number;
      readonly images: Uint8Array<ArrayBuffer>;
      readonly labels: Uint8Array<ArrayBuffer>;
    };

/** Why weights come out of a training worker. */
export type WeightsPurpose = 'show' | 'test' | 'waiting' | 'paused' | 'last-good';

/** Worker to page. None of it is trusted: `readMessage` of `validate.ts` lets through only what fits. */
export type FromWorker =
  | { readonly type: 'pong'; readonly count: number }
  | { readonly type: 'shown'; readonly items: readonly Shown[] }
  | { readonly type: 'request'; readonly id: number; readonly request: LabRequest }
  | { readonly type: 'done'; readonly milliseconds: number; readonly verdict?: Verdict }
  | { readonly type: 'error'; readonly error: ReaderMessage }
  // From here on by a training worker:
  | { readonly type: 'running' }
  | { readonly type: 'need'; readonly shard: number }
  | {
      readonly type: 'progress';
      readonly imagesSeen: number;
      /** Since the last such message. */
      readonly images: number;
      readonly correct: number;
      readonly lossSum: number;
      readonly milliseconds: number;
    }
  | {
      readonly type: 'weights';
      readonly purpose: WeightsPurpose;
      readonly imagesSeen: number;
      readonly weights: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'diverged'; readonly imagesSeen: number }
  | { readonly type: 'notice'; readonly message: ReaderMessage };
