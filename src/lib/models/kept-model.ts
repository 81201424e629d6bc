import type { NetworkSpecification } from '../nn/specification.ts';
import type { Tensor } from '../nn/tensor.ts';

/** What a model scored on the 10,000 test images. */
export interface ModelResult {
  readonly correct: number;
  readonly of: number;
  /** Mean per image. */
  readonly loss: number;
}

/** What was asked for when it was trained, besides its specification. */
export interface ModelTraining {
  readonly epochs: number;
  /** Trained on the first so many images. */
  readonly trainCount: number;
  /** Images of the training set that it was judged on as it trained; null for none. */
  readonly validation: { readonly from: number; readonly count: number } | null;
}

/** A model as it is kept, without its weights. */
export interface ModelSummary {
  readonly id: number;
  readonly name: string;
  /** Also how it was trained, and from which seed. */
  readonly specification: NetworkSpecification;
  /** Not known of files, nor of what earlier versions of the book have kept. */
  readonly training?: ModelTraining;
  /** Images trained on. */
  readonly imagesSeen: number;
  /** Who trained it: an engine's name, or `reader` for the reader's own code. */
  readonly by: string;
  readonly result: ModelResult;
  /** When it was saved, in milliseconds since 1970-01-01 UTC. */
  readonly savedAt: number;
}

/** A model as it is kept. */
export interface KeptModel extends ModelSummary {
  /** As `lib/nn` names and shapes them. */
  readonly weights: readonly Tensor[];
}

/** The most letters that a name may have. */
export const LONGEST_NAME = 80;
