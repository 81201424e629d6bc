import { memoriesOf } from '../../nn/optimizers.ts';
import type { DenseLayerSpecification, NetworkSpecification } from '../../nn/specification.ts';
import type { Arena } from './arena.ts';
import { PANEL, strideOf, takePanels, takeVector, type Panels, type Trained, type Training } from './panels.ts';
import type { ActivationName } from '../../settings/choices.ts';

/** Most images that go through the network at once; larger batches add up their gradients part by part. */
const MOST_ROWS = 128;
/** Fewest, so that scoring goes fast whatever the batch. */
const FEWEST_ROWS = 32;
/** Bytes of an entry in a list. */
const ENTRY = 8;
/** Bytes of a record of a row that missed updates. */
const LAGGING = 12;

/** The pixels of a batch that are not zero, by image and by pixel (`assembly/lists.ts`). */
export interface Lists {
  readonly starts: number; // [rows + 1]
  readonly entries: number;
  readonly records: number; // [inputs]
  readonly sorted: number;
}

export interface InputLayout {
  readonly inputs: number;
  readonly bytes: number; // [rows, inputs]
  readonly floats: number; // [rows, inputs]
  readonly mask: number; // [rows, inputs], of dropout; 0 where nothing is dropped
  readonly table: number; // [256]
  readonly counts: number; // [inputs]
  /** Two: the update of a batch waits until the next one is read. */
  readonly lists: readonly [Lists, Lists];
}

/** What the units of a layer hold, [rows, units] with `stride` bytes from row to row. */
export interface UnitsLayout {
  readonly units: number;
  readonly activation: ActivationName;
  readonly stride: number;
  /** Units filled up to whole panels. */
  readonly width: number;
  readonly a: number;
  readonly delta: number;
  /** The mask of dropout [rows, units] without gaps, and the outputs after it; 0 where nothing is dropped. */
  readonly mask: number;
  readonly dropped: number;
}

export interface LayerLayout {
  readonly units: UnitsLayout;
  readonly weight: Panels;
  /** Without biases it stays zero. */
  readonly bias: Trained;
  readonly hasBias: boolean;
  /** Σ_n δ_n, [width] */
  readonly sums: number;
  /** For the inputs that come from other units; null where few of them are ever zero. */
  readonly sparse: SparseLayout | null;
}

/** The inputs of a dense layer that are not zero, where many are zero, and working space. */
export interface SparseLayout extends Lists {
  readonly counts: number; // [inputs]
  readonly cursors: number; // [rows]
  /** What every row's gradient begins with: nothing. */
  readonly zeros: number; // [2 PANEL]
}

/** What only the first layer has. */
export interface FirstLayout {
  /** Biases less the sum of all rows of weights, for inputs that are all 1 too large, [width]. */
  readonly folded: number;
  /** What each row's gradient begins with, [width]. */
  readonly start: number;
  readonly seen: number; // [inputs]
  readonly lagging: number;
  /** Records of all rows. */
  readonly all: number; // [inputs]
}

const takeLists = (arena: Arena, inputs: number, rows: number): Lists => ({
  starts: arena.takeFloats(rows + 1),
  entries: arena.take((rows * inputs + 1) * ENTRY),
  records: arena.take(inputs * ENTRY),
  sorted: arena.take(rows * inputs * ENTRY),
});

const takeSparse = (arena: Arena, inputs: number, rows: number): SparseLayout => ({
  ...takeLists(arena, inputs, rows),
  counts: arena.takeFloats(inputs),
  cursors: arena.takeFloats(rows),
  zeros: arena.takeFloats(2 * PANEL),
});

/** True when many outputs of such a layer are zero. */
export const isOftenZero = (activation: ActivationName, dropout = 0): boolean => activation === 'relu' || dropout > 0;

export function planInput(arena: Arena, { inputs, inputDropout = 0 }: NetworkSpecification, rows: number): InputLayout {
  return {
    inputs,
    bytes: arena.take(rows * inputs),
    floats: arena.takeFloats(rows * inputs),
    mask: inputDropout > 0 ? arena.takeFloats(rows * inputs) : 0,
    table: arena.takeFloats(256),
    counts: arena.takeFloats(inputs),
    lists: [takeLists(arena, inputs, rows), takeLists(arena, inputs, rows)],
  };
}

/** Images that go through the network at once. */
export const rowsOf = ({ batchSize }: NetworkSpecification): number =>
  Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, batchSize));

/** What the tensors of a network need beside their values. */
export const trainingOf = ({ batchSize, optimizer }: NetworkSpecification, rows: number): Training => ({
  memories: memoriesOf(optimizer),
  inParts: batchSize > rows,
});

/** What only the first layer has, `width` its units filled up. */
export const planFirst = (arena: Arena, inputs: number, width: number): FirstLayout => ({
  folded: arena.takeFloats(width),
  start: arena.takeFloats(width),
  seen: arena.takeFloats(inputs),
  lagging: arena.take(inputs * LAGGING),
  all: arena.take(inputs * ENTRY),
});

/** Where dense layers lie, the first of which has so many inputs; `areOftenZero` if they come from units that give out zeros. */
export function planDense(
  arena: Arena,
  layers: readonly DenseLayerSpecification[],
  inputs: number,
  rows: number,
  training: Training,
  areOftenZero = false,
): LayerLayout[] {
  let before = inputs;
  let isSparse = areOftenZero;
  return layers.map(({ units, activation, bias, dropout = 0 }): LayerLayout => {
    const stride = strideOf(units);
    const width = Math.ceil(units / PANEL) * PANEL;
    const layer: LayerLayout = {
      units: {
        units,
        activation,
        stride,
        width,
        a: arena.take(rows * stride),
        delta: arena.take(rows * stride),
        mask: dropout > 0 ? arena.takeFloats(rows * units + PANEL) : 0, // vectors may reach over the last row
        dropped: dropout > 0 ? arena.take(rows * stride) : 0,
      },
      weight: takePanels(arena, before, units, training),
      bias: takeVector(arena, units, training),
      hasBias: bias,
      sums: arena.takeFloats(width),
      sparse: isSparse ? takeSparse(arena, before, rows) : null,
    };
    before = units;
    isSparse = isOftenZero(activation, dropout);
    return layer;
  });
}
