/**
 * Rows of numbers without their zeros: the entries of row n are those from `starts[n]` up to `starts[n + 1]`.
 * Four fifths of MNIST's pixels are zero and add nothing, forward or backward; listing the others once
 * spares asking again.
 */
export class SparseRows {
  starts = new Uint32Array(1); // [count + 1]
  columns = new Uint32Array(0); // [entries]
  values = new Float32Array(0); // [entries]

  /** Lists what is not zero in the first `count` rows of `x`, [count, width]. */
  read(x: Float32Array, count: number, width: number): void {
    if (this.starts.length <= count) this.starts = new Uint32Array(count + 1);
    if (this.columns.length < count * width) {
      this.columns = new Uint32Array(count * width);
      this.values = new Float32Array(count * width);
    }
    const { starts, columns, values } = this;
    let entries = 0;
    for (let n = 0; n < count; n++) {
      const from = n * width;
      for (let i = 0; i < width; i++) {
        const value = x[from + i]!;
        if (value === 0) continue;
        columns[entries] = i;
        values[entries++] = value;
      }
      starts[n + 1] = entries;
    }
  }
}
