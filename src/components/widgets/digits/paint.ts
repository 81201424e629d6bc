import type { Rgb } from '../weights/paint.ts';

/** Writes grey values 0 to 255 as ink of one colour, as opaque as the value says: [pixels] -> RGBA. */
export function paintInk(target: Uint8ClampedArray, pixels: ArrayLike<number>, ink: Rgb): void {
  for (let i = 0; i < pixels.length; i++) {
    const at = i * 4;
    target[at] = ink[0];
    target[at + 1] = ink[1];
    target[at + 2] = ink[2];
    target[at + 3] = pixels[i] ?? 0;
  }
}

/** Draws one square image into a canvas of its size. */
export function paintCanvas(canvas: HTMLCanvasElement, side: number, paint: (target: Uint8ClampedArray) => void): void {
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(side, side);
  paint(image.data);
  context.putImageData(image, 0, 0);
}
