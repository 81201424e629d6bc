import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { Machine, UpdateTwo } from './kernels.ts';
import { Layer } from './layer.ts';
import type { LayerLayout, SparseLayout } from './layout.ts';
import { ADD, kernelsOf } from './optimizing.ts';
import type { Units } from './units.ts';

/** Bytes of a panel's row, and of an entry in a list. */
const ROW = 64;
const ENTRY = 8;

/** Up to this share of inputs that are not zero their lists are faster, with weights of two panels and more or of one. */
const SPARSE = 0.6;
const SPARSE_IN_ONE = 0.3;

/**
 * A layer after the first: its inputs are the outputs of the units before it. Where many of them are zero, behind ReLU
 * and dropout, they are listed and left out as white pixels are: sums, gradients and deltas are the same to the bit.
 */
export class DenseLayer extends Layer {
  readonly #updateTwo: UpdateTwo;
  /** True when a weight without gradient stays as it is. */
  readonly #leavesRows: boolean;
  /** The lists of what the units before gave out last; null when too few of it was zero. */
  #lists: SparseLayout | null = null;

  constructor(machine: Machine, layout: LayerLayout, optimizer: OptimizerSpecification, l2: number) {
    super(machine, layout, optimizer);
    this.#updateTwo = kernelsOf(optimizer).updateTwo(machine.kernels);
    this.#leavesRows = optimizer.name === 'sgd' && l2 === 0;
  }

  forward(before: Units, drops: boolean, count: number): void {
    const { weight, bias, units } = this.layout;
    const { kernels } = this.machine;
    const { address: w, panel, panels, rows } = weight;
    const a = before.outputs(drops);
    this.#lists = this.#list(a, before.layout.stride, count);
    if (!this.#lists) {
      const { stride } = before.layout;
      kernels.denseForward(a, stride, rows, w, panel, panels, bias.address, units.a, units.stride, count);
      return;
    }
    const { starts } = this.#lists;
    for (let p = 0; p < panels; p += 2) {
      const [at, b, z] = [w + p * panel, bias.address + p * ROW, units.a + p * ROW];
      if (p + 1 < panels) kernels.forwardTwo(starts, count, at, panel, b, z, units.stride);
      else kernels.forwardOne(starts, count, at, b, z, units.stride);
    }
  }

  /** Sends delta to the units before, then changes the weights or, in parts, adds to their gradients. */
  backward(before: Units, count: number, inParts: boolean): void {
    this.#sendDelta(before, count);
    if (this.#lists) this.#updateListed(this.#lists, count, inParts);
    else this.#updateAll(before, count, inParts);
    this.updateBias(count, inParts);
  }

  #sendDelta(before: Units, count: number): void {
    const { weight, units } = this.layout;
    const { kernels } = this.machine;
    const { address: w, panel, panels, rows } = weight;
    const { stride, delta } = before.layout;
    if (this.#lists && before.isSilentAtZero) {
      const { starts, cursors } = this.#lists;
      kernels.sparseDelta(starts, cursors, count, units.delta, units.stride, w, panel, panels, rows, delta, stride);
    } else {
      const filledUp = Math.ceil(rows / 4) * 4;
      kernels.denseDelta(units.delta, units.stride, count, w, panel, panels, filledUp, delta, stride);
    }
  }

  /** Lists what is not zero of the outputs at `a`; null if that is too much. */
  #list(a: number, stride: number, count: number): SparseLayout | null {
    const { sparse, weight } = this.layout;
    if (!sparse) return null;
    const { starts, entries } = sparse;
    const end = this.machine.kernels.listRows(a, stride, count, weight.rows, starts, entries);
    const share = (end - entries) / ENTRY / (count * weight.rows);
    return share <= (weight.panels > 1 ? SPARSE : SPARSE_IN_ONE) ? sparse : null;
  }

  #updateListed({ starts, counts, records, sorted, zeros }: SparseLayout, count: number, inParts: boolean): void {
    const { weight, units } = this.layout;
    const { kernels } = this.machine;
    const { panel, panels, rows, address, apart, gradients } = weight;
    const some = inParts || this.#leavesRows;
    const listed = kernels.sortByPixel(starts, count, rows, units.stride, counts, records, sorted, some ? 0 : 1);
    const updateTwo = inParts ? kernels.updateTwoAdd : this.#updateTwo;
    const [kind, distance] = inParts ? [ADD, gradients - address] : [this.kind, apart];
    for (let p = 0; p < panels; p += 2) {
      const [delta, w] = [units.delta + p * ROW, address + p * panel];
      if (p + 1 < panels) updateTwo(records, listed, sorted, delta, zeros, w, panel, distance);
      else kernels.updateOne(kind, records, listed, sorted, delta, zeros, w, distance);
    }
  }

  #updateAll(before: Units, count: number, inParts: boolean): void {
    const { weight, units } = this.layout;
    const { address, panel, panels, rows, apart, gradients } = weight;
    const [kind, distance] = inParts ? [ADD, gradients - address] : [this.kind, apart];
    this.machine.kernels.denseUpdate(
      kind,
      before.outputs(true),
      before.layout.stride,
      rows,
      units.delta,
      units.stride,
      count,
      address,
      panel,
      panels,
      distance,
    );
  }
}
