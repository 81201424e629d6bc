export function update(weights: Float32Array, velocity: Float32Array, gradient: Float32Array, alpha: number, momentum: number): void {
  gradient.forEach((slope, i) => {
    const next = slope + momentum * velocity[i];
    velocity[i] = next;
    weights[i] = weights[i] - alpha * next;
  });
}
