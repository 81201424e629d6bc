import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  for (let i = 0; i < 784; i++) pixels[i] /= 255;
  return Float32Array.from(pixels);
}
