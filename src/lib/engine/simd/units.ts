import { activationNamed, LEAK } from '../../nn/activations.ts';
import type { DropoutMask } from '../../nn/dropout.ts';
import type { Machine } from './kernels.ts';
import type { UnitsLayout } from './layout.ts';
import type { ActivationName } from '../../settings/choices.ts';

/** The activations that the kernels have, by their number in `assembly/activations.ts`; `lib/nn` does the others. */
const KINDS: Partial<Record<ActivationName, number>> = { identity: 0, sigmoid: 1, tanh: 2, relu: 3, leakyRelu: 4 };

/** What the units of a layer give out, and what comes back to them. */
export class Units {
  readonly layout: UnitsLayout;
  readonly #machine: Machine;
  readonly #kind: number | undefined;

  constructor(machine: Machine, layout: UnitsLayout) {
    this.layout = layout;
    this.#machine = machine;
    this.#kind = KINDS[layout.activation];
  }

  /** a = f(z) in place, then dropout. */
  activate(count: number, mask: DropoutMask): void {
    const { a, stride, width, units, activation } = this.layout;
    const { kernels, floats } = this.#machine;
    if (this.#kind === undefined) {
      const { output } = activationNamed(activation);
      for (let n = 0; n < count; n++) output(floats, floats, (a + n * stride) / 4, units);
    } else if (this.#kind > 0) kernels.activate(this.#kind, a, count, stride, width, LEAK);
    if (mask) this.#drop(mask, count);
  }

  /** Where the next layer finds its inputs. */
  outputs(masked: boolean): number {
    return masked ? this.layout.dropped : this.layout.a;
  }

  /** From delta by what was given out to delta by z, in place. */
  derive(count: number, mask: DropoutMask): void {
    const { a, delta, stride, width, units, activation, mask: maskAt } = this.layout;
    const { kernels, floats } = this.#machine;
    if (mask) kernels.multiplyMask(delta, stride, maskAt, count, units, delta, stride);
    if (this.#kind === undefined) {
      const { derivative } = activationNamed(activation);
      // Row by row: `lib/nn` expects delta and outputs at the same place of their arrays.
      const shift = (a - delta) / 4;
      for (let n = 0; n < count; n++) {
        const from = (delta + n * stride) / 4;
        const outputs = floats.subarray(from + shift, from + shift + units);
        derivative(floats.subarray(from, from + units), outputs, outputs, 0, units);
      }
    } else if (this.#kind > 0) kernels.slopes(this.#kind, delta, stride, a, stride, count, width, LEAK);
  }

  #drop(mask: Float32Array, count: number): void {
    const { a, stride, units, mask: maskAt, dropped } = this.layout;
    this.#machine.floats.set(mask.subarray(0, count * units), maskAt / 4);
    this.#machine.kernels.multiplyMask(a, stride, maskAt, count, units, dropped, stride);
  }
}
