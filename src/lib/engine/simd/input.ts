import { normalizations } from '../../nn/normalizations.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import type { Machine } from './kernels.ts';
import type { InputLayout, Lists } from './layout.ts';

/** Images as the data files have them, and which of them are meant. */
export interface Images {
  readonly images: Uint8Array; // [count, inputs]
  readonly indices: ArrayLike<number>;
}

/**
 * Reads images into lists of their pixels that are not zero. A batch's lists cost about 30 microseconds to make,
 * less than it would to fetch kept lists from memory.
 */
export class Input {
  readonly #machine: Machine;
  readonly #layout: InputLayout;
  readonly #symmetric: boolean;
  readonly #normalized: Float32Array;
  #current = 0;
  /** True when what was read last is 1 too large throughout: 2x instead of 2x - 1, so that zero stays zero. */
  isShifted = false;

  constructor(machine: Machine, layout: InputLayout, { normalization = 'unit' }: NetworkSpecification) {
    this.#machine = machine;
    this.#layout = layout;
    this.#symmetric = normalization === 'symmetric';
    this.#normalized = normalizations[normalization];
    const table = this.#symmetric
      ? Float32Array.from({ length: 256 }, (_, grey) => (2 * grey) / 255)
      : this.#normalized;
    machine.floats.set(table, layout.table / 4);
  }

  get lists(): Lists {
    return this.#layout.lists[this.#current]!;
  }

  /** What is read next goes elsewhere: the present lists are still needed. */
  swap(): void {
    this.#current = 1 - this.#current;
  }

  /** Reads the images with `indices`; where `drops`, their pixels are multiplied by the mask. */
  readImages({ images, indices }: Images, drops: boolean): void {
    const { inputs, bytes, table } = this.#layout;
    const mask = drops ? this.#layout.mask : 0;
    const { kernels } = this.#machine;
    const count = indices.length;
    this.isShifted = this.#symmetric && !mask;
    if (mask && this.#symmetric) {
      this.#readMasked(images, indices);
      return;
    }
    const { starts, entries } = this.lists;
    this.copy(images, indices);
    kernels.listBytes(bytes, count, inputs, table, starts, entries);
    if (mask) kernels.maskLists(mask, count, inputs, starts);
  }

  /** Reads rows of numbers [count, inputs] as they are. */
  readFloats(x: Float32Array, count: number): void {
    const { inputs, floats } = this.#layout;
    this.isShifted = false;
    this.#machine.floats.set(x.subarray(0, count * inputs), floats / 4);
    this.#machine.kernels.listFloats(floats, count, inputs, this.lists.starts, this.lists.entries);
  }

  /** After reading: the same entries by pixel, of all pixels or of those that occur. Returns their number. */
  sort(count: number, stride: number, all: boolean): number {
    const { starts, records, sorted } = this.lists;
    return this.#machine.kernels.sortByPixel(
      starts,
      count,
      this.#layout.inputs,
      stride,
      this.#layout.counts,
      records,
      sorted,
      all ? 1 : 0,
    );
  }

  /** Copies the bytes of the images with `indices`, one after the other. */
  copy(images: Uint8Array, indices: ArrayLike<number>): void {
    const { inputs, bytes } = this.#layout;
    const memory = this.#machine.bytes;
    const first = indices[0]!;
    if (indices[indices.length - 1]! - first === indices.length - 1 && isRising(indices)) {
      memory.set(images.subarray(first * inputs, (first + indices.length) * inputs), bytes);
      return;
    }
    for (let n = 0; n < indices.length; n++) {
      const from = indices[n]! * inputs;
      memory.set(images.subarray(from, from + inputs), bytes + n * inputs);
    }
  }

  /** Dropped inputs are 0 and white ones are not: nothing can be left out beforehand. */
  #readMasked(images: Uint8Array, indices: ArrayLike<number>): void {
    const { inputs, floats, mask } = this.#layout;
    const into = this.#machine.floats;
    const normalized = this.#normalized;
    for (let n = 0; n < indices.length; n++) {
      const from = indices[n]! * inputs;
      const row = n * inputs;
      for (let i = 0; i < inputs; i++)
        into[floats / 4 + row + i] = normalized[images[from + i]!]! * into[mask / 4 + row + i]!;
    }
    this.#machine.kernels.listFloats(floats, indices.length, inputs, this.lists.starts, this.lists.entries);
  }
}

function isRising(indices: ArrayLike<number>): boolean {
  for (let n = 1; n < indices.length; n++) if (indices[n] !== indices[n - 1]! + 1) return false;
  return true;
}
