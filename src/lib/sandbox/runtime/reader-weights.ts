import { describe } from '../check-kit/words.ts';

const isRow = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/**
 * The weights as the reader's code sees them: rows over one array. `update` may change them in place, put other
 * rows in their place, or return a new matrix; after each call they lie in the one array again.
 */
export class ReaderWeights {
  readonly values: Float32Array<ArrayBuffer>; // [inputs, outputs]
  /** What the reader's code is given: [inputs] rows of [outputs]. */
  readonly rows: Float32Array[];
  readonly #own: readonly Float32Array[];
  readonly #outputs: number;

  constructor(values: Float32Array<ArrayBuffer>, rows: readonly Float32Array[]) {
    this.values = values;
    this.#own = rows;
    this.rows = [...rows];
    this.#outputs = rows[0]!.length;
  }

  /** Takes in what one call of `update` has done. Throws in plain words if it is no matrix of the right shape. */
  take(returned: unknown): void {
    if (returned !== undefined && returned !== this.rows) this.#takeMatrix(returned);
    const { rows } = this;
    const own = this.#own;
    if (rows.length !== own.length) this.#refuse(`left weights with ${describe(rows)}`);
    for (let i = 0; i < own.length; i++) {
      if (rows[i] === own[i]) continue;
      this.#takeRow(rows[i], i, 'put something else in place of a row of weights:');
      rows[i] = own[i]!;
    }
    if (this.values.length === 0) this.#refuse('took the memory of weights away');
  }

  /** Whether all weights are finite numbers: in doubles, the sum of floats is if and only if all are. */
  areFinite(): boolean {
    let sum = 0;
    for (const value of this.values) sum += value;
    return Number.isFinite(sum);
  }

  #takeMatrix(returned: unknown): void {
    if (returned instanceof Promise)
      throw new Error(
        'update must not be async: it is called for one image after the other. Take the word async away.',
      );
    if (!isRow(returned) || returned.length !== this.#own.length) return this.#refuse(`returned ${describe(returned)}`);
    for (let i = 0; i < this.#own.length; i++) this.#takeRow(returned[i], i, 'returned a matrix with a row of');
  }

  #takeRow(row: unknown, i: number, did: string): void {
    if (!isRow(row) || row.length !== this.#outputs) return this.#refuse(`${did} ${describe(row)}`);
    for (let j = 0; j < this.#outputs; j++) {
      const value = row[j];
      if (typeof value !== 'number') return this.#refuse(`${did} ${describe(row)}`);
      this.values[i * this.#outputs + j] = value;
    }
  }

  #refuse(did: string): never {
    throw new Error(
      `update ${did}. It must change weights in place, or return ${this.#own.length} rows of ${this.#outputs}.`,
    );
  }
}
