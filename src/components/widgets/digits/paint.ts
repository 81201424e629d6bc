import { IMAGE_PIXELS, IMAGE_SIDE } from '../../../lib/data/contract.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** Colours of numbers: from `zero` towards `negative` and towards `positive`. */
export interface Diverging {
  readonly negative: Colour;
  readonly zero: Colour;
  readonly positive: Colour;
}

/** Writes grey values 0 to 255 as ink of one colour, as opaque as the value says: [784] -> RGBA. */
export function paintInk(target: Uint8ClampedArray, pixels: ArrayLike<number>, ink: Colour): void {
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    const at = i * 4;
    target[at] = ink[0];
    target[at + 1] = ink[1];
    target[at + 2] = ink[2];
    target[at + 3] = pixels[i] ?? 0;
  }
}

/**
 * Writes every `stride`-th number from `offset` on as colours: 0 is `zero`, `scale` and above is fully
 * `positive`, -`scale` and below fully `negative`, in between in proportion. Not a number is left blank.
 */
export function paintDiverging(
  target: Uint8ClampedArray,
  values: ArrayLike<number>,
  offset: number,
  stride: number,
  scale: number,
  colours: Diverging,
): void {
  const { zero } = colours;
  for (let i = 0; i < IMAGE_PIXELS; i++) {
    const value = values[offset + i * stride] ?? 0;
    const at = i * 4;
    if (Number.isNaN(value)) {
      target[at + 3] = 0;
      continue;
    }
    const share = scale > 0 ? Math.min(1, Math.abs(value) / scale) : 0;
    const end = value < 0 ? colours.negative : colours.positive;
    target[at] = zero[0] + (end[0] - zero[0]) * share;
    target[at + 1] = zero[1] + (end[1] - zero[1]) * share;
    target[at + 2] = zero[2] + (end[2] - zero[2]) * share;
    target[at + 3] = 255;
  }
}

/** Reads `#rrggbb` and `rgb(r g b)`, the two forms in which a browser gives a token's colour. */
export function parseColour(text: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex) return [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16), parseInt(hex[3]!, 16)];
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(text.trim());
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
  throw new Error(`colour: expected #rrggbb or rgb(r, g, b), got "${text}"`);
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
