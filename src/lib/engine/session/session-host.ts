import type { DataSetId } from '../../data/data-sets.ts';
import type { ImageStore } from '../../data/image-store.ts';
import type { EngineChoice, NetworkSpecification } from '../contract.ts';
import type { CreatedEngine } from '../create-engine.ts';

export type CreateEngine = (name: EngineChoice, specification: NetworkSpecification) => Promise<CreatedEngine>;

/** What sessions compute with: the data and the engines of the worker, or of Node. */
export interface SessionHost {
  /** The images of this data set, or of the book's own. Throws a RangeError where there is none of that name. */
  storeOf(data?: DataSetId): ImageStore;
  readonly createEngine: CreateEngine;
}
