import type { Matrix, Vector } from 'lab';

export function train(weights: Matrix, images: Matrix, labels: ArrayLike<number>, alpha: number, epochs: number): void {
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = weights.map((row) => row.slice());
    for (let n = 0; n < images.length; n++) {
      const image = images[n];
      const delta = Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * before[i][j], labels[n] === j ? -1 : 0));
      for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= alpha * image[i] * delta[j];
    }
  }
}
