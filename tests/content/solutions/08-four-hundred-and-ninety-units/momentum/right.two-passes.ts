export function update(weights: Float32Array, velocity: Float32Array, gradient: Float32Array, alpha: number, momentum: number): void {
  velocity.set(velocity.map((old, i) => momentum * old + gradient[i]));
  weights.set(weights.map((weight, i) => weight - alpha * velocity[i]));
}
