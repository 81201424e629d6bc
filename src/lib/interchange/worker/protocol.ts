import type { Assumptions, ReadModel } from '../model.ts';

/** A file as it goes to the worker: the browser hands over where it is, not its bytes. */
export interface SentFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface Asked {
  readonly files: readonly SentFile[];
  readonly assumptions: Assumptions;
}

/** The model, why its files cannot be taken, or what else went wrong. */
export type Answered =
  | { readonly model: ReadModel }
  | { readonly refused: { readonly part: string; readonly expected: string; readonly found: string } }
  | { readonly failed: string };
