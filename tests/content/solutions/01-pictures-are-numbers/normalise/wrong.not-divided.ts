import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  return Float32Array.from(pixels);
}
