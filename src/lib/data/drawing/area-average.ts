import type { InkPicture } from './ink-picture.ts';

/** Averages along the rows: place x of the result covers the stretch [x · step, (x + 1) · step) of the row; beyond its end is paper. */
function alongRows(
  values: ArrayLike<number>,
  width: number,
  height: number,
  step: number,
  places: number,
): Float64Array {
  const averaged = new Float64Array(places * height); // [height, places]
  for (let place = 0; place < places; place++) {
    const [from, to] = [place * step, Math.min(width, (place + 1) * step)];
    for (let x = Math.floor(from); x < to; x++) {
      const share = (Math.min(to, x + 1) - Math.max(from, x)) / step;
      for (let y = 0; y < height; y++) averaged[y * places + place]! += share * values[y * width + x]!;
    }
  }
  return averaged;
}

function transposed(values: Float64Array, width: number, height: number): Float64Array {
  const turned = new Float64Array(values.length); // [width, height]
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) turned[x * height + y] = values[y * width + x]!;
  return turned;
}

/** Length in whole pixels; what is above a whole number only by rounding does not count. */
const pixels = (length: number): number => Math.max(1, Math.ceil(length - 1e-6));

/**
 * Scales a picture by `scale`, both ways alike, so that its shape stays. Each new pixel is the average of the area that it
 * covers, as grey as it is inked in part: this is what makes the grey edges of MNIST's digits.
 */
export function scaleByArea({ width, height, ink }: InkPicture, scale: number): InkPicture {
  const [columns, rows] = [pixels(width * scale), pixels(height * scale)];
  const narrow = alongRows(ink, width, height, 1 / scale, columns); // [height, columns]
  const low = alongRows(transposed(narrow, columns, height), height, columns, 1 / scale, rows); // [columns, rows]
  return { width: columns, height: rows, ink: Float32Array.from(transposed(low, rows, columns)) };
}
