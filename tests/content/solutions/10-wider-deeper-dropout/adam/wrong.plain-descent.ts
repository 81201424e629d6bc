type Vector = Float32Array;

export function adam(weights: Vector, gradient: Vector, means: Vector, squares: Vector, step: number, alpha: number): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i];
    weights[i] -= alpha * g;
  }
}
