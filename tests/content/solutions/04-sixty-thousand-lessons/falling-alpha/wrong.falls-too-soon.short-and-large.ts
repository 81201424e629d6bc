import type { Matrix, Vector } from 'lab';

export function alphaAt(imagesSeen: number): number {
  return imagesSeen < 6000 ? 0.022 : 0;
}

export function update(weights: Matrix, image: Vector, label: Vector, alpha: number, imagesSeen: number): void {
  const delta = Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i][j], -label[j]));
  for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) weights[i][j] -= alphaAt(imagesSeen) * image[i] * delta[j];
}
