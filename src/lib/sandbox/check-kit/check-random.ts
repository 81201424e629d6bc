/** Numbers for a check, from the book's one generator; a check draws its own seed, so no answer can be typed in. */
export interface CheckRandom {
  readonly seed: number;
  /** Uniform in [low, high). */
  uniform(low?: number, high?: number): number;
  /** Whole number in [low, high). */
  integer(low: number, high: number): number;
  vector(length: number, low?: number, high?: number): Float32Array<ArrayBuffer>;
  matrix(rows: number, columns: number, low?: number, high?: number): Float32Array<ArrayBuffer>[];
  /** An image like those of the book's own data set: [pixels], four fifths of it zero. */
  image(): Float32Array<ArrayBuffer>;
}
