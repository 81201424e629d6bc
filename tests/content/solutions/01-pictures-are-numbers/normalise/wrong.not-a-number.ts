import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  const image = new Float32Array(784);
  for (let i = 0; i < 784; i++) image[i] = pixels[i + 1] / 255;
  return image;
}
