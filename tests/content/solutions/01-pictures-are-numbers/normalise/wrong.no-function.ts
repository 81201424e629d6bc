import type { Vector } from 'lab';

export const image = (pixels: Uint8Array): Vector => Float32Array.from(pixels, (pixel) => pixel / 255);
