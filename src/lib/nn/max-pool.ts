import type { ConvolutionShape } from './shapes.ts';

/**
 * Max-pooling: of each window of pool x pool numbers the largest goes on, and only it gets a delta on the way back.
 * Windows do not overlap; rows and columns at the lower and right edge that fill no window are left out, as PyTorch's
 * `nn.MaxPool2d` does. Of equals the first counts, row by row.
 */
export class MaxPool {
  readonly #shape: ConvolutionShape;
  #output = new Float32Array(0); // [count, filters, pooledSide, pooledSide]
  #delta = new Float32Array(0); // [count, filters, outputSide, outputSide]
  /** Where each output comes from. */
  #winners = new Uint32Array(0); // [count, filters, pooledSide, pooledSide]

  constructor(shape: ConvolutionShape) {
    this.#shape = shape;
  }

  /** [count, filters, pooledSide, pooledSide] from [count, filters, outputSide, outputSide]; `a` itself if windows have one number. */
  forward(a: Float32Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
    const { filters, outputSide, pool, pooledSide } = this.#shape;
    if (pool === 1) return a;
    const size = count * filters * pooledSide ** 2;
    if (this.#output.length < size) {
      this.#output = new Float32Array(size);
      this.#winners = new Uint32Array(size);
    }
    let to = 0;
    for (let map = 0; map < count * filters; map++) {
      for (let row = 0; row < pooledSide; row++) {
        for (let column = 0; column < pooledSide; column++, to++) {
          const winner = this.#largest(a, (map * outputSide + row * pool) * outputSide + column * pool);
          this.#winners[to] = winner;
          this.#output[to] = a[winner]!;
        }
      }
    }
    return this.#output;
  }

  /** Delta by what `forward` was given [count, filters, outputSide, outputSide], from delta by what it gave. */
  backward(delta: Float32Array<ArrayBuffer>, count: number): Float32Array<ArrayBuffer> {
    const { filters, outputSide, pool, pooledSide } = this.#shape;
    if (pool === 1) return delta;
    const size = count * filters * outputSide ** 2;
    if (this.#delta.length < size) this.#delta = new Float32Array(size);
    this.#delta.fill(0, 0, size);
    for (let k = 0; k < count * filters * pooledSide ** 2; k++) this.#delta[this.#winners[k]!] = delta[k]!;
    return this.#delta;
  }

  /** Index of the largest number of the window whose upper left corner is at `corner`; of NaN, if there is one. */
  #largest(a: Float32Array, corner: number): number {
    const { outputSide, pool } = this.#shape;
    let best = corner;
    for (let row = 0; row < pool; row++) {
      for (let place = corner + row * outputSide; place < corner + row * outputSide + pool; place++) {
        if (a[place]! > a[best]! || Number.isNaN(a[place]!)) best = place;
      }
    }
    return best;
  }
}
