type Vector = Float32Array;

export function adam(weights: Vector, gradient: Vector, means: Vector, squares: Vector, step: number, alpha: number): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i];
    means[i] = 0.9 * means[i] + g;
    squares[i] = 0.999 * squares[i] + g * g;
    weights[i] -= (alpha * means[i] / (1 - 0.9 ** step)) / (Math.sqrt(squares[i] / (1 - 0.999 ** step)) + 1e-7);
  }
}
