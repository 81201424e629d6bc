type Vector = Float32Array;

export function adam(weights: Vector, gradient: Vector, means: Vector, squares: Vector, step: number, alpha: number): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i];
    const m = (0.9 * means[i] + 0.1 * g) / (1 - 0.9 ** step);
    const s = (0.999 * squares[i] + 0.001 * g * g) / (1 - 0.999 ** step);
    weights[i] -= (alpha * m) / (Math.sqrt(s) + 1e-7);
  }
}
