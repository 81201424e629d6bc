import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  const darkest = Math.max(...pixels);
  return Float32Array.from(pixels, (pixel) => pixel / darkest);
}
