import { digits, show } from 'lab';
import type { Vector } from 'lab';

/** Grey values from 0 to 255 become numbers from 0 to 1. */
export function normalise(pixels: Uint8Array): Vector {
  const image = new Float32Array(pixels.length); // [784]
  for (let i = 0; i < pixels.length; i++) image[i] = pixels[i] / 255;
  return image;
}

// Try it on the first image of the training set.
const { images, labels } = await digits('train', 0, 1);
show(normalise(images[0]), `image 1, a ${labels[0]}`);
