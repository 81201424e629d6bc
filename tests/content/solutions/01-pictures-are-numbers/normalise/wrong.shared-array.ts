import type { Vector } from 'lab';

const image = new Float32Array(784);

export function normalise(pixels: Uint8Array): Vector {
  for (let i = 0; i < pixels.length; i++) image[i] = pixels[i] / 255;
  return image;
}
