import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../lib/data/contract.ts';
import type { Rgb } from '../weights/paint.ts';

/** Writes grey values 0 to 255 as ink of one colour, as opaque as the value says: [784] -> RGBA. */
export function paintInk(target: Uint8ClampedArray, pixels: ArrayLike<number>, ink: Rgb): void {
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    const at = i * 4;
    target[at] = ink[0];
    target[at + 1] = ink[1];
    target[at + 2] = ink[2];
    target[at + 3] = pixels[i] ?? 0;
  }
}

/** Draws one image of 28 x 28 into a canvas of that size. */
export function paintCanvas(canvas: HTMLCanvasElement, paint: (target: Uint8ClampedArray) => void): void {
  canvas.width = IMAGE_SIDE;
  canvas.height = IMAGE_SIDE;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
  paint(image.data);
  context.putImageData(image, 0, 0);
}
