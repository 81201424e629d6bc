import type { Matrix, Vector } from 'lab';

export function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
  for (let j = 0; j < 10; j++) {
    let score = 0;
    for (let i = 0; i < 784; i++) score += image[i] * weights[i][j];
    const step = alpha * (score - label[j]);
    for (let i = 0; i < 784; i++) weights[i][j] -= step * image[i];
  }
}
