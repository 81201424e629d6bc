import type { Matrix } from 'lab';

export function accuracy(weights: Matrix, images: Matrix, labels: ArrayLike<number>): number {
  let wrong = 0;
  images.forEach((image, n) => {
    let best = -Infinity;
    let guess = -1;
    for (let j = 0; j < 10; j++) {
      let score = 0;
      for (let i = 0; i < 784; i++) score += image[i] * weights[i][j];
      if (score > best) [best, guess] = [score, j];
    }
    if (guess !== labels[n]) wrong += 1;
  });
  return 1 - wrong / images.length;
}
