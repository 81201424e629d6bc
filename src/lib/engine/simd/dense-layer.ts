import { Layer } from './layer.ts';
import { ADD } from './optimizing.ts';
import type { Units } from './units.ts';

/** A layer after the first: its inputs are the outputs of the units before it. */
export class DenseLayer extends Layer {
  forward(before: Units, drops: boolean, count: number): void {
    const { weight, bias, units } = this.layout;
    const a = before.outputs(drops);
    this.machine.kernels.denseForward(
      a,
      before.layout.stride,
      weight.rows,
      weight.address,
      weight.panel,
      weight.panels,
      bias.address,
      units.a,
      units.stride,
      count,
    );
  }

  /** Sends delta to the units before, then changes the weights or, in parts, adds to their gradients. */
  backward(before: Units, count: number, inParts: boolean): void {
    const { weight, units } = this.layout;
    const { kernels } = this.machine;
    const { address, panel, panels, rows, apart, gradients } = weight;
    const { stride, delta } = before.layout;
    kernels.denseDelta(
      units.delta,
      units.stride,
      count,
      address,
      panel,
      panels,
      Math.ceil(rows / 4) * 4,
      delta,
      stride,
    );
    const [kind, distance] = inParts ? [ADD, gradients - address] : [this.kind, apart];
    kernels.denseUpdate(
      kind,
      before.outputs(true),
      stride,
      rows,
      units.delta,
      units.stride,
      count,
      address,
      panel,
      panels,
      distance,
    );
    this.updateBias(count, inParts);
  }
}
