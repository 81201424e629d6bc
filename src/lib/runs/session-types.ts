import type { EngineChoice, SessionEvent, TrainingSession, TrainingSettings, WeightTensor } from '../engine/contract.ts';

/** All that an engine must know to go on where a run was. */
export interface EngineState {
  readonly imagesSeen: number;
  readonly weights: readonly WeightTensor[];
  readonly optimizer?: { readonly steps: number; readonly memory: readonly WeightTensor[] };
  readonly dropout?: { readonly key: Uint32Array<ArrayBuffer>; readonly position: number };
}

export type RunEvent = SessionEvent | { readonly type: 'checkpoint'; readonly state: EngineState };

/** What makes sessions: the page's engine client, or in Node something that makes them directly. */
export interface SessionMaker {
  createSession(engine: EngineChoice, settings: TrainingSettings, from?: EngineState): TrainingSession;
}
