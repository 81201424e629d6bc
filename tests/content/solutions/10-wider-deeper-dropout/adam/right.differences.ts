type Vector = Float32Array;

export function adam(weights: Vector, gradient: Vector, means: Vector, squares: Vector, step: number, alpha: number): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i];
    means[i] += 0.1 * (g - means[i]);
    squares[i] += 0.001 * (g ** 2 - squares[i]);
    weights[i] -= alpha * means[i] / (1 - 0.9 ** step) * (squares[i] / (1 - 0.999 ** step) + 1e-14) ** -0.5;
  }
}
