import type { OptimizerSpecification } from '../../nn/optimizers.ts';
import type { LateRows } from '../../nn/training-state.ts';
import type { Input } from './input.ts';
import type { Machine, UpdateTwo } from './kernels.ts';
import { Layer } from './layer.ts';
import type { FirstLayout, LayerLayout, Lists } from './layout.ts';
import { kernelsOf } from './optimizing.ts';
import { memoryOf, packRow, unpackRow, type Panels } from './panels.ts';

/** Bytes of a panel's row. */
const ROW = 64;

/** An update that is not done yet: its lists, and how many pixels they have. */
interface Pending {
  readonly lists: Lists;
  readonly records: number;
}

/**
 * The layer whose inputs are pixels. Its update waits for the next batch: then each panel of weights is updated
 * and used while it is in the cache. Rows of pixels that a batch does not have are left alone, if the optimizer
 * allows it, and made up for when they are next needed.
 */
export class FirstLayer extends Layer {
  readonly #first: FirstLayout;
  readonly #updateTwo: UpdateTwo;
  readonly #addTwo: UpdateTwo;
  readonly #idle: { readonly fade: number; readonly move: number } | null;
  #pending: Pending | undefined;
  /** Updates up to this one are done or pending. */
  #step = 0;
  /** The weights, what is remembered about them, and `seen`, as they were before `settle`. */
  readonly #before: { readonly numbers: Float32Array; readonly seen: Uint32Array } | null;
  #isSettled = false;

  constructor(
    machine: Machine,
    layout: LayerLayout,
    first: FirstLayout,
    optimizer: OptimizerSpecification,
    everyRow: boolean,
  ) {
    super(machine, layout, optimizer);
    this.#first = first;
    const { updateTwo, idle } = kernelsOf(optimizer);
    this.#updateTwo = updateTwo(machine.kernels);
    this.#addTwo = machine.kernels.updateTwoAdd;
    this.#idle = everyRow || !idle ? null : idle(optimizer);
    const { weight } = layout;
    this.#before = this.#remembers
      ? { numbers: new Float32Array(weight.size * (1 + weight.memories)), seen: new Uint32Array(weight.rows) }
      : null;
    for (let i = 0; i < layout.weight.rows; i++) machine.words[first.all / 4 + 2 * i] = i * ROW;
  }

  override load(weight: Float32Array, bias: Float32Array | undefined): void {
    super.load(weight, bias);
    const { seen } = this.#first;
    this.machine.words.fill(0, seen / 4, seen / 4 + this.layout.weight.rows);
    this.#pending = undefined;
    this.#isSettled = false;
    this.#step = 0;
  }

  /** z = x W + b for the images that `input` has read; does the pending update on the way. */
  forward(input: Input, count: number, pixels: number): void {
    const pending = this.#takePending();
    const lagging = this.#lag(input.lists.records, pixels);
    const { units, weight } = this.layout;
    const { kernels } = this.machine;
    const { starts } = input.lists;
    const bias = input.isShifted ? this.#first.folded : this.layout.bias.address;
    for (let p = 0; p < weight.panels; p += 2) {
      const w = weight.address + p * weight.panel;
      const isPair = p + 1 < weight.panels;
      if (pending) this.#updatePanels(p, pending);
      if (lagging > 0) kernels.catchUp(this.#first.lagging, lagging, w, weight.panel, isPair ? 2 : 1, weight.apart);
      if (input.isShifted) this.#fold(p, isPair ? 2 : 1);
      const [b, z] = [bias + p * ROW, units.a + p * ROW];
      if (isPair) kernels.forwardTwo(starts, count, w, weight.panel, b, z, units.stride);
      else kernels.forwardOne(starts, count, w, b, z, units.stride);
    }
  }

  /** After delta is known: keeps the update for later or, in parts, adds to the gradients. */
  backward(input: Input, count: number, pixels: number, inParts: boolean): void {
    const { units } = this.layout;
    this.updateBias(count, inParts);
    if (input.isShifted)
      this.machine.kernels.sumRows(units.delta, count, units.stride, units.width, -1, this.#first.start);
    const update = { lists: input.lists, records: pixels };
    if (inParts) {
      for (let p = 0; p < this.layout.weight.panels; p += 2) this.#addPanels(p, update);
      return;
    }
    this.#pending = update;
    this.#step++;
  }

  /** True when an update needs only the rows of pixels that occur. */
  get takesPart(): boolean {
    return this.#idle !== null;
  }

  /** True when rows can miss updates: without a memory there is nothing to miss. */
  get #remembers(): boolean {
    return this.#idle !== null && this.#idle.fade !== 1;
  }

  /** Does the update that waits. */
  update(): void {
    const pending = this.#takePending();
    if (pending) for (let p = 0; p < this.layout.weight.panels; p += 2) this.#updatePanels(p, pending);
  }

  /** Does the update that waits and makes up for what rows missed, so that the weights can be read. */
  settle(): void {
    this.update();
    if (!this.#before || this.#isSettled) return;
    const { numbers, seen } = this.#before;
    const { weight } = this.layout;
    const { floats, words, kernels } = this.machine;
    numbers.set(floats.subarray(weight.address / 4, weight.address / 4 + numbers.length));
    seen.set(words.subarray(this.#first.seen / 4, this.#first.seen / 4 + seen.length));
    const lagging = this.#lag(this.#first.all, weight.rows);
    kernels.catchUp(this.#first.lagging, lagging, weight.address, weight.panel, weight.panels, weight.apart);
    this.#isSettled = true;
  }

  /**
   * Before training goes on: takes back what `settle` made up for. When a row is made up for decides its last bits, and
   * they must not depend on when somebody looked.
   */
  goOn(): void {
    if (!this.#before || !this.#isSettled) return;
    this.machine.floats.set(this.#before.numbers, this.layout.weight.address / 4);
    this.machine.words.set(this.#before.seen, this.#first.seen / 4);
    this.#isSettled = false;
  }

  /** The rows that `settle` makes up for, as they are without it; undefined where there are none. */
  readLate(): LateRows | undefined {
    this.settle();
    if (!this.#before) return undefined;
    const { numbers, seen } = this.#before;
    const { weight } = this.layout;
    const missed = seen.map((step) => this.#step - step); // modulo 2^32, as the kernels count
    const rows = Uint32Array.from(missed.keys()).filter((row) => missed[row]! > 0);
    if (rows.length === 0) return undefined;
    const values = new Float32Array(rows.length * weight.columns * (1 + weight.memories));
    let to = 0;
    for (const { address, ...layout } of this.#remembered) {
      const source = { ...layout, address: address - weight.address };
      for (const row of rows) to = unpackRow(numbers, source, row, values, to);
    }
    return { rows, missed: missed.filter((count) => count > 0), values };
  }

  /** After `load` and `loadMemory`: these rows are made up for when they are next needed. */
  loadLate({ rows, missed, values }: LateRows): void {
    if (!this.#before) return;
    const { floats, words } = this.machine;
    let from = 0;
    for (const layout of this.#remembered) {
      for (const row of rows) from = packRow(floats, layout, row, values, from);
    }
    for (const [k, row] of rows.entries()) words[this.#first.seen / 4 + row] = this.#step - missed[k]!;
  }

  /** The weights, then each memory. */
  get #remembered(): readonly Panels[] {
    const { weight } = this.layout;
    return [weight, ...Array.from({ length: weight.memories }, (_, memory) => memoryOf(weight, memory))];
  }

  /** The update that waits. It counts as done from here on: the rows that need it are marked. */
  #takePending(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending && this.#remembers)
      this.machine.kernels.markSeen(pending.lists.records, pending.records, this.#first.seen, this.#step);
    return pending;
  }

  /** Lists which of these rows missed updates. */
  #lag(records: number, pixels: number): number {
    if (!this.#idle || !this.#remembers) return 0;
    const { fade, move } = this.#idle;
    return this.machine.kernels.listLagging(
      records,
      pixels,
      this.#first.seen,
      this.#step,
      fade,
      move,
      this.#first.lagging,
    );
  }

  #updatePanels(p: number, { lists, records }: Pending): void {
    const { units, weight } = this.layout;
    const [delta, start, w] = [units.delta + p * ROW, this.#first.start + p * ROW, weight.address + p * weight.panel];
    if (p + 1 < weight.panels)
      this.#updateTwo(lists.records, records, lists.sorted, delta, start, w, weight.panel, weight.apart);
    else this.machine.kernels.updateOne(this.kind, lists.records, records, lists.sorted, delta, start, w, weight.apart);
  }

  #addPanels(p: number, { lists, records }: Pending): void {
    const { units, weight } = this.layout;
    const [delta, start, w] = [units.delta + p * ROW, this.#first.start + p * ROW, weight.address + p * weight.panel];
    const apart = weight.gradients - weight.address;
    if (p + 1 < weight.panels) this.#addTwo(lists.records, records, lists.sorted, delta, start, w, weight.panel, apart);
    else this.machine.kernels.updateOne(0, lists.records, records, lists.sorted, delta, start, w, apart);
  }

  #fold(p: number, panels: number): void {
    const { weight, bias } = this.layout;
    for (let q = p; q < p + panels; q++) {
      this.machine.kernels.foldRows(
        weight.address + q * weight.panel,
        weight.rows,
        bias.address + q * ROW,
        this.#first.folded + q * ROW,
      );
    }
  }
}
