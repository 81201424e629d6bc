export function update(weights: Float32Array, velocity: Float32Array, gradient: Float32Array, alpha: number, momentum: number): void {
  weights = weights.map((weight, i) => weight - alpha * (momentum * velocity[i] + gradient[i]));
}
