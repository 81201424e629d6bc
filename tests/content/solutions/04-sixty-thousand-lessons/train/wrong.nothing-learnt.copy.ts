import type { Matrix, Vector } from 'lab';

function update(weights: Matrix, image: Vector, label: Vector, alpha: number): void {
  const delta = Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i][j], -label[j]));
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * delta[j];
}

export function train(weights: Matrix, images: Matrix, labels: ArrayLike<number>, alpha: number, epochs: number): void {
  weights = weights.map((row) => row.slice());
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let n = 0; n < images.length; n++) {
      const label = new Float32Array(10);
      label[labels[n]] = 1;
      update(weights, images[n], label, alpha);
    }
  }
}
