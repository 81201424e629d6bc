/** Ink on paper, row by row: 0 is paper, 255 full ink. */
export interface InkPicture {
  readonly width: number;
  readonly height: number;
  readonly ink: ArrayLike<number>; // [height, width]
}

/** Part of a picture, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The smallest box with all the ink; null for an empty picture. */
export function inkBox({ width, height, ink }: InkPicture): Box | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!(ink[y * width + x]! > 0)) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** What lies within the box. */
export function crop({ width, ink }: InkPicture, box: Box): InkPicture {
  const cut = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) cut[y * box.width + x] = ink[(box.top + y) * width + box.left + x]!;
  }
  return { width: box.width, height: box.height, ink: cut };
}

/**
 * The centre of mass Σ p · ink(p) / Σ ink(p), where the pixel in row r and column c counts as the point (c, r). Null for an
 * empty picture. MNIST's own digits have it within half a pixel of (14, 14), so counted.
 */
export function centreOfMass({ width, height, ink }: InkPicture): Point | null {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const grey = ink[row * width + column]!;
      mass += grey;
      x += column * grey;
      y += row * grey;
    }
  }
  return mass > 0 ? { x: x / mass, y: y / mass } : null;
}
