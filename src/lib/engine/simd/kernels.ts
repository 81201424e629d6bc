import type { OptimizerName } from '../../settings/choices.ts';

/**
 * What the compiled module offers. Addresses and strides are in bytes, sizes in numbers; the sources in `assembly`
 * say what each does.
 */
export interface Kernels extends UpdatesOfTwo {
  activate(
    kind: number,
    z: number,
    count: number,
    stride: number,
    width: number,
    leak: number,
    mask: number,
    units: number,
    dropped: number,
  ): void;
  allFinite(address: number, size: number): number;
  arrangeKernels(layer: number, back: number): void;
  catchUp(lagging: number, records: number, w: number, panel: number, panels: number, apart: number): void;
  convolve(layer: number, count: number): void;
  deltaRule(
    bytes: number,
    inputs: number,
    table: number,
    entries: number,
    labels: number,
    count: number,
    w: number,
    units: number,
    alpha: number,
    prediction: number,
    score: number,
  ): number;
  denseDelta(
    delta: number,
    deltaStride: number,
    count: number,
    w: number,
    panel: number,
    panels: number,
    rows: number,
    into: number,
    intoStride: number,
  ): void;
  denseForward(
    a: number,
    aStride: number,
    inputs: number,
    w: number,
    panel: number,
    panels: number,
    bias: number,
    z: number,
    zStride: number,
    count: number,
  ): void;
  denseUpdate(
    kind: number,
    a: number,
    aStride: number,
    inputs: number,
    delta: number,
    deltaStride: number,
    count: number,
    w: number,
    panel: number,
    panels: number,
    apart: number,
  ): void;
  drawMask(state: number, count: number, high: number, low: number, kept: number, into: number): void;
  exactForward(starts: number, count: number, w: number, z: number): void;
  flushTiny(address: number, size: number): void;
  foldRows(w: number, inputs: number, bias: number, out: number): void;
  forwardOne(starts: number, count: number, w: number, bias: number, z: number, stride: number): void;
  forwardTwo(starts: number, count: number, w: number, panel: number, bias: number, z: number, stride: number): void;
  kernelGradient(layer: number): void;
  listBytes(bytes: number, count: number, inputs: number, table: number, starts: number, entries: number): number;
  listFloats(x: number, count: number, inputs: number, starts: number, entries: number): number;
  listLagging(
    rows: number,
    records: number,
    seen: number,
    step: number,
    fade: number,
    move: number,
    lagging: number,
  ): number;
  listPatches(layer: number, count: number): void;
  markSeen(rows: number, records: number, seen: number, step: number): void;
  listRows(x: number, stride: number, count: number, inputs: number, starts: number, entries: number): number;
  maskLists(mask: number, count: number, inputs: number, starts: number): number;
  patchDelta(layer: number, count: number): void;
  setOptimizer(
    rate: number,
    first: number,
    firstRest: number,
    second: number,
    secondRest: number,
    epsilon: number,
    correction: number,
    decay: number,
  ): void;
  skipWords(state: number, count: number): void;
  slopes(
    kind: number,
    delta: number,
    stride: number,
    a: number,
    count: number,
    width: number,
    leak: number,
    mask: number,
    units: number,
  ): void;
  sortByPixel(
    starts: number,
    count: number,
    inputs: number,
    stride: number,
    counts: number,
    rows: number,
    sorted: number,
    all: number,
  ): number;
  sparseDelta(
    starts: number,
    cursors: number,
    count: number,
    delta: number,
    deltaStride: number,
    w: number,
    panel: number,
    panels: number,
    rows: number,
    into: number,
    intoStride: number,
  ): void;
  sumRows(delta: number, count: number, stride: number, width: number, factor: number, out: number): void;
  updateAll(kind: number, w: number, apart: number, gradients: number, size: number): void;
  updateOne(
    kind: number,
    rows: number,
    records: number,
    sorted: number,
    delta: number,
    start: number,
    w: number,
    apart: number,
  ): void;
}

/** An update of two panels at once, compiled for each optimizer, and one that only adds. */
type UpdatesOfTwo = Readonly<Record<`updateTwo${Capitalize<OptimizerName | 'add'>}`, UpdateTwo>>;
export type UpdateTwo = (
  rows: number,
  records: number,
  sorted: number,
  delta: number,
  start: number,
  w: number,
  panel: number,
  apart: number,
) => void;

/** A compiled module at work on its own memory. */
export interface Machine {
  readonly kernels: Kernels;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly words: Uint32Array<ArrayBuffer>;
  readonly floats: Float32Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
}
