import type { Vector } from 'lab';

export function normalise(pixels: Uint8Array): Vector {
  const image = new Float32Array(pixels);
  const scale = 1 / 255;
  image.forEach((pixel, i) => {
    image[i] = pixel * scale;
  });
  return image;
}
