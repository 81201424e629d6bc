import { activationNamed, LEAK } from '../../nn/activations.ts';
import type { Machine } from './kernels.ts';
import type { UnitsLayout } from './layout.ts';
import type { ActivationName } from '../../settings/choices.ts';

/** The activations that the kernels have, by their number in `assembly/activations.ts`; `lib/nn` does the others. */
const IDENTITY = 0;
const KINDS: Partial<Record<ActivationName, number>> = {
  identity: IDENTITY,
  sigmoid: 1,
  tanh: 2,
  relu: 3,
  leakyRelu: 4,
};

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

  /** a = f(z) in place, then dropout where `drops`. */
  activate(count: number, drops: boolean): void {
    const { a, stride, width, units, activation, mask, dropped } = this.layout;
    const { kernels, floats } = this.#machine;
    if (this.#kind === undefined) {
      const { output } = activationNamed(activation);
      for (let n = 0; n < count; n++) output(floats, floats, (a + n * stride) / 4, units);
    }
    if (this.#kind || (drops && mask))
      kernels.activate(this.#kind ?? IDENTITY, a, count, stride, width, LEAK, drops ? mask : 0, units, dropped);
  }

  /** True when a unit that gives out 0 gets no delta. */
  get isSilentAtZero(): boolean {
    return this.layout.activation === 'relu';
  }

  /** Where the next layer finds its inputs. */
  outputs(drops: boolean): number {
    return drops && this.layout.mask ? this.layout.dropped : this.layout.a;
  }

  /** From delta by what was given out to delta by z, in place. */
  derive(count: number): void {
    const { a, delta, stride, width, units, activation, mask } = this.layout;
    const { kernels, floats } = this.#machine;
    if (this.#kind || mask) kernels.slopes(this.#kind ?? IDENTITY, delta, stride, a, count, width, LEAK, mask, units);
    if (this.#kind !== undefined) return;
    const { derivative } = activationNamed(activation);
    // Row by row: `lib/nn` expects delta and outputs at the same place of their arrays.
    const shift = (a - delta) / 4;
    for (let n = 0; n < count; n++) {
      const from = (delta + n * stride) / 4;
      const outputs = floats.subarray(from + shift, from + shift + units);
      derivative(floats.subarray(from, from + units), outputs, outputs, 0, units);
    }
  }
}
