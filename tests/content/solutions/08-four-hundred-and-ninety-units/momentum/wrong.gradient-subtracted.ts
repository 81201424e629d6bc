export function update(weights: Float32Array, velocity: Float32Array, gradient: Float32Array, alpha: number, momentum: number): void {
  for (let i = 0; i < weights.length; i++) {
    velocity[i] = momentum * velocity[i] - gradient[i];
    weights[i] -= alpha * velocity[i];
  }
}
