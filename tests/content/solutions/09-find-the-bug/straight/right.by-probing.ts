type Vector = Float32Array;
type Matrix = Vector[];
type Part = (input: Vector) => Vector;

/** From a to b in thirds: the steps must be alike. */
export function isStraight(part: Part, a: Vector, b: Vector): boolean {
  const at = (t: number): Vector => part(a.map((value, i) => value * (1 - t) + t * b[i]));
  const [start, middle, end] = [at(0), at(0.5), at(1)];
  let bend = 0;
  let size = 0;
  for (let j = 0; j < start.length; j++) {
    bend = Math.max(bend, Math.abs(start[j] - 2 * middle[j] + end[j]));
    size = Math.max(size, Math.abs(start[j]), Math.abs(end[j]));
  }
  return bend < 1e-4 * size;
}

export function collapse(weights2: Matrix, bias2: Vector, weights3: Matrix, bias3: Vector) {
  const through = (h: Vector, bias: Vector): Vector => {
    const out = bias.slice();
    for (let i = 0; i < h.length; i++) for (let j = 0; j < out.length; j++) out[j] += h[i] * weights3[i][j];
    return out;
  };
  return { weights: weights2.map((row) => through(row, new Float32Array(bias3.length))), bias: through(bias2, bias3) };
}
