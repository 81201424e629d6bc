import type { MnistStore } from '../../data/mnist-store.ts';
import type { EngineChoice, NetworkSpecification } from '../contract.ts';
import type { CreatedEngine } from '../create-engine.ts';

export type CreateEngine = (name: EngineChoice, specification: NetworkSpecification) => Promise<CreatedEngine>;

/** What sessions compute with: the data and the engines of the worker, or of Node. */
export interface SessionHost {
  readonly store: MnistStore;
  readonly createEngine: CreateEngine;
}
