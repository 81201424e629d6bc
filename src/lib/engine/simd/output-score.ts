import { largest } from '../../nn/images.ts';
import { lossNamed, type Loss } from '../../nn/losses.ts';
import type { BatchScore } from '../../nn/network.ts';
import type { Machine } from './kernels.ts';
import type { UnitsLayout } from './layout.ts';
import type { LossName } from '../../settings/choices.ts';

/** Refuses a label for which there is no output. */
export function needLabel(label: number, units: number): void {
  if (label >= units) throw new RangeError(`label: expected 0 to ${units - 1}, one for each output; got ${label}`);
}

/** The end of the forward pass and the beginning of the way back, by the losses of `lib/nn`: ten outputs are few. */
export class OutputScore {
  readonly #machine: Machine;
  readonly #layout: UnitsLayout;
  readonly #loss: Loss;

  constructor(machine: Machine, layout: UnitsLayout, loss: LossName) {
    this.#machine = machine;
    this.#layout = layout;
    this.#loss = lossNamed(loss);
  }

  /** Scores the outputs, and writes delta by the outputs, averaged over `batchSize` images. */
  score(labels: ArrayLike<number>, batchSize: number): BatchScore {
    const { units, stride, a, delta } = this.#layout;
    const { floats } = this.#machine;
    let [correct, lossSum] = [0, 0];
    for (let n = 0; n < labels.length; n++) {
      const label = labels[n]!;
      needLabel(label, units);
      const from = (a + n * stride) / 4;
      lossSum += this.#loss.value(floats, label, from, units);
      if (largest(floats, from, units) === label) correct++;
      const outputs = floats.subarray(from, from + units);
      const deltas = floats.subarray((delta + n * stride) / 4, (delta + n * stride) / 4 + units);
      this.#loss.derivative(deltas, outputs, label, 0, units);
      if (batchSize > 1) for (let j = 0; j < units; j++) deltas[j]! /= batchSize;
    }
    return { correct, lossSum };
  }
}
