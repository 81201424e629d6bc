import type { DataErrorReason, DigitSet, DigitSetName, LoadProgress } from '../../data/contract.ts';
import type { DataSetId } from '../../data/data-sets.ts';
import type {
  EngineAvailability,
  EngineChoice,
  EngineState,
  Evaluation,
  NetworkSpecification,
  SessionEvent,
  TrainingSettings,
  WeightTensor,
  WhichImages,
} from '../contract.ts';

/** What the page may ask, and what it is answered, by kind. */
export interface Requests {
  available: { ask: object; answer: readonly EngineAvailability[] };
  digits: {
    ask: { readonly set: DigitSetName; readonly from: number; readonly to: number; readonly data?: DataSetId };
    answer: DigitSet;
  };
  labels: { ask: { readonly set: DigitSetName; readonly data?: DataSetId }; answer: Uint8Array<ArrayBuffer> };
  evaluate: {
    ask: {
      readonly specification: NetworkSpecification;
      readonly weights: readonly WeightTensor[];
      readonly set: DigitSetName;
    };
    answer: Evaluation;
  };
  outputs: {
    ask: {
      readonly specification: NetworkSpecification;
      readonly weights: readonly WeightTensor[];
      readonly which: WhichImages;
    };
    answer: Float32Array<ArrayBuffer>;
  };
}
export type RequestKind = keyof Requests;
export type Ask = { [Kind in RequestKind]: { readonly kind: Kind } & Requests[Kind]['ask'] }[RequestKind];

export type SessionCommand =
  | { readonly do: 'run' | 'pause' | 'stop' | 'rewind' | 'checkpoint' | 'restoreLastGood' | 'dispose' }
  | { readonly do: 'step'; readonly images: number };

export type ToWorker =
  /** Always first: the folder in which the folders of the data sets lie. */
  | { readonly type: 'open'; readonly dataBase: string }
  /** Asks for a sign of life. */
  | { readonly type: 'there?' }
  | { readonly type: 'prepare'; readonly what: 'code' | 'images'; readonly data?: DataSetId }
  | { readonly type: 'request'; readonly id: number; readonly ask: Ask }
  | { readonly type: 'cancel'; readonly id: number }
  | {
      readonly type: 'createSession';
      readonly id: number;
      readonly engine: EngineChoice;
      readonly settings: TrainingSettings;
      readonly from?: EngineState;
    }
  | { readonly type: 'command'; readonly id: number; readonly command: SessionCommand };

export type FromWorker =
  | { readonly type: 'there' }
  /** From now on the worker holds the Web Lock of its name, as long as it lives. */
  | { readonly type: 'named' }
  | { readonly type: 'progress'; readonly id: number; readonly progress: LoadProgress }
  | { readonly type: 'answer'; readonly id: number; readonly value: Requests[RequestKind]['answer'] }
  | { readonly type: 'refused'; readonly id: number; readonly error: SentError }
  | { readonly type: 'event'; readonly id: number; readonly event: SessionEvent };

/** An error as it crosses: messages cannot carry classes. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly data?: { readonly reason: DataErrorReason; readonly file: string; readonly remedy: string };
}

/** The end of a line to or from the worker: a Worker, the worker's own scope, or a MessagePort. */
export interface Line {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
