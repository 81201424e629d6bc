import type { LateRows } from '../../nn/training-state.ts';
import type { Images } from './input.ts';
import type { Machine } from './kernels.ts';
import type { UnitsLayout } from './layout.ts';
import type { Remembered } from './optimizer-memory.ts';
import type { Trained } from './panels.ts';
import type { Units } from './units.ts';

/** Images, or rows of numbers [count, inputs]. */
export type Rows = Images | { readonly x: Float32Array };

/** A layer as the network sees it. */
export interface NetworkLayer extends Remembered {
  /** What training changes: the weights, then the biases if there are any. */
  readonly trained: readonly Trained[];
  /** Replaces the weights and, where there are any, the biases; the optimizer starts afresh. */
  load(weight: Float32Array, bias: Float32Array | undefined): void;
  /** The weights, then the biases if there are any. */
  read(): Float32Array<ArrayBuffer>[];
  /** One step along the gradients added up over the parts of a batch. */
  updateFromParts(): void;
}

/**
 * What stands between the images and the dense layers behind: one layer that takes pixels without the white ones, or
 * convolutions. Everything after that is the same for both.
 */
export interface Front {
  /** Its layers, first to last. */
  readonly layers: readonly NetworkLayer[];
  /** What it gives out. */
  readonly units: Units;
  /** Reads what `forward` will see, where it `learns` times the mask of the inputs. */
  read(rows: Rows, count: number, learns: boolean): void;
  forward(count: number, learns: boolean): void;
  /** From delta by what it gave out: changes its weights, or sees to it that they are before they are next used; in parts, adds to their gradients. */
  backward(count: number, inParts: boolean): void;
  /** Training goes on: takes back what `settle` did for whoever looks. */
  goOn(): void;
  /** Does the update that waits, if one does. */
  update(): void;
  /** Does what waits, and makes up for what was left out, so that the weights can be read. */
  settle(): void;
  /** What `settle` makes up for, as it is without it. */
  readLate(): LateRows | undefined;
  /** After the weights and the optimizer's memories are loaded. */
  loadLate(late: LateRows): void;
}

/** Where a front lies in memory, before the memory is made. */
export interface FrontPlan {
  /** Dense layers that belong to it. */
  readonly denseLayers: number;
  /** What it gives out, and whether many of that is zero. */
  readonly units: UnitsLayout;
  readonly isOftenZero: boolean;
  /** Where the masks of the places of dropout in it lie, 0 where nothing is dropped: the inputs first. */
  readonly masks: readonly number[];
  build(machine: Machine): Front;
}
