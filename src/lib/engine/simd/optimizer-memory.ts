import type { OptimizerState } from '../../nn/training-state.ts';
import type { Trained } from './panels.ts';

/** A layer whose weights, and biases if it has any, the optimizer remembers something about. */
export interface Remembered {
  readonly trained: readonly Trained[];
  /** What is remembered under number `memory` (from 0) about the weights, then the biases, laid out as they are. */
  readMemory(memory: number): Float32Array<ArrayBuffer>[];
  loadMemory(memory: number, weight: Float32Array, bias: Float32Array | undefined): void;
}

/** All that is remembered, in the order of `OptimizerState.memory`. */
export function readMemories(layers: readonly Remembered[]): Float32Array<ArrayBuffer>[] {
  const memories = Array.from({ length: layers[0]!.trained[0]!.memories }, (_, memory) => memory);
  return memories.flatMap((memory) => layers.flatMap((layer) => layer.readMemory(memory)));
}

/** Puts back what `readMemories` gave. */
export function loadMemories(layers: readonly Remembered[], { memory: tensors }: OptimizerState): void {
  let next = 0;
  for (let memory = 0; next < tensors.length; memory++) {
    for (const layer of layers)
      layer.loadMemory(memory, tensors[next++]!.values, layer.trained.length > 1 ? tensors[next++]!.values : undefined);
  }
}
