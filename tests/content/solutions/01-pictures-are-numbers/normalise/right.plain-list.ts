import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  return [...pixels].map((pixel) => pixel / 255) as any;
}
