import type { Arena } from './arena.ts';

/** Columns of a panel. */
export const PANEL = 16;
const PANEL_ROW = 4 * PANEL;
/** Distances of a multiple of this many bytes fight over the same places in the cache. */
const FIGHTING = 2048;

/** Numbers that training changes, and what the optimizer remembers about each. */
export interface Trained {
  readonly address: number;
  /** Count of numbers, filled up to whole panels. */
  readonly size: number;
  /** Bytes from a number to the first, and again to the second that the optimizer remembers about it. */
  readonly apart: number;
  readonly memories: number;
  /** Where the gradients of a batch are added up that goes through in several parts; 0 if none does. */
  readonly gradients: number;
}

/**
 * A matrix as it lies in memory: panels of 16 columns, one after the other, each row by row. So every pass over a
 * panel's rows walks through memory in one piece. Columns and rows beyond the matrix's own are zero.
 */
export interface Panels extends Trained {
  readonly rows: number;
  readonly columns: number;
  /** Number of panels. */
  readonly panels: number;
  /** Bytes of one panel. */
  readonly panel: number;
}

/** Bytes of a row of a matrix kept row by row, its columns filled up to whole panels. */
export function strideOf(columns: number): number {
  const bytes = Math.ceil(columns / PANEL) * PANEL_ROW;
  return bytes % FIGHTING === 0 ? bytes + PANEL_ROW : bytes;
}

/** What a tensor needs beside its values. */
export interface Training {
  readonly memories: number;
  readonly inParts: boolean;
}

function takeTrained(arena: Arena, size: number, { memories, inParts }: Training): Trained {
  const apart = 4 * size;
  return {
    size,
    apart,
    memories,
    address: arena.take(apart * (1 + memories)),
    gradients: inParts ? arena.take(apart) : 0,
  };
}

export function takePanels(arena: Arena, rows: number, columns: number, training: Training): Panels {
  const panels = Math.ceil(columns / PANEL);
  const rowBytes = Math.ceil(rows / 4) * 4 * PANEL_ROW;
  const panel = rowBytes % FIGHTING === 0 ? rowBytes + PANEL_ROW : rowBytes;
  return { rows, columns, panels, panel, ...takeTrained(arena, (panels * panel) / 4, training) };
}

/** A vector beside a matrix of as many columns. */
export const takeVector = (arena: Arena, columns: number, training: Training): Trained =>
  takeTrained(arena, Math.ceil(columns / PANEL) * PANEL, training);

/** Writes `values` [rows, columns]. */
export function pack(into: Float32Array, { rows, columns, panel, address }: Panels, values: Float32Array): void {
  for (let from = 0; from < columns; from += PANEL) {
    const to = (address + (from / PANEL) * panel) / 4;
    const width = Math.min(PANEL, columns - from);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) into[to + i * PANEL + j] = values[i * columns + from + j]!;
    }
  }
}

/** Reads the values [rows, columns]. */
export function unpack(source: Float32Array, { rows, columns, panel, address }: Panels): Float32Array<ArrayBuffer> {
  const values = new Float32Array(rows * columns);
  for (let from = 0; from < columns; from += PANEL) {
    const start = (address + (from / PANEL) * panel) / 4;
    const width = Math.min(PANEL, columns - from);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) values[i * columns + from + j] = source[start + i * PANEL + j]!;
    }
  }
  return values;
}

/** Writes one row from `values` at `from`; returns where the next begins. */
export function packRow(
  into: Float32Array,
  { columns, panel, address }: Panels,
  row: number,
  values: Float32Array,
  from: number,
): number {
  for (let j = 0; j < columns; j += PANEL) {
    const end = from + Math.min(columns, j + PANEL);
    into.set(values.subarray(from + j, end), (address + (j / PANEL) * panel) / 4 + row * PANEL);
  }
  return from + columns;
}

/** Reads one row into `values` at `to`; returns where the next begins. */
export function unpackRow(
  source: Float32Array,
  { columns, panel, address }: Panels,
  row: number,
  values: Float32Array,
  to: number,
): number {
  for (let j = 0; j < columns; j += PANEL) {
    const start = (address + (j / PANEL) * panel) / 4 + row * PANEL;
    values.set(source.subarray(start, start + Math.min(PANEL, columns - j)), to + j);
  }
  return to + columns;
}

/** The same layout, where the optimizer remembers its number `memory` (from 0) about each. */
export const memoryOf = <Layout extends Trained>(layout: Layout, memory: number): Layout => ({
  ...layout,
  address: layout.address + (1 + memory) * layout.apart,
});

/** Sets what the optimizer remembers to zero. */
export function forget(floats: Float32Array, { address, apart, memories }: Trained): void {
  floats.fill(0, (address + apart) / 4, (address + apart * (1 + memories)) / 4);
}
