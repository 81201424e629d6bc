import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  for (const pixel of pixels) return (pixel / 255) as any;
  return pixels as any;
}
