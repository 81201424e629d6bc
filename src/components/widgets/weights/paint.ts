export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the diverging scale: its negative end, zero, its positive end. */
export interface DivergingColours {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
}

export const STEPS = 255; // odd, so that zero has a colour of its own

/** Colours from the negative end over zero to the positive end, as bytes [255, 3]. */
export function colourTable({ negative, zero, positive }: DivergingColours): Uint8Array {
  const table = new Uint8Array(STEPS * 3);
  const middle = (STEPS - 1) / 2;
  for (let step = 0; step < STEPS; step++) {
    const end = step < middle ? negative : positive;
    const share = Math.abs(step - middle) / middle;
    for (let c = 0; c < 3; c++) table[step * 3 + c] = Math.round(zero[c]! + (end[c]! - zero[c]!) * share);
  }
  return table;
}

/** Which colour a weight has on a scale from -end to +end; beyond the ends it keeps the end's. */
export const colourStep = (weight: number, end: number): number => {
  const middle = (STEPS - 1) / 2;
  return Math.max(0, Math.min(STEPS - 1, Math.round(middle + (weight / end) * middle)));
};

/** Column `output` of a matrix [pixels, outputs]: the picture of weights that leads to that output. */
export function columnOf(matrix: Float32Array, output: number, outputs: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: matrix.length / outputs }, (_, i) => matrix[i * outputs + output]!); // [pixels]
}

/** Paints column `output` of weights [pixels, outputs] into the RGBA bytes of a picture. What is not a number stays clear. */
export function paintColumn(
  weights: Float32Array,
  output: number,
  end: number,
  table: Uint8Array,
  into: Uint8ClampedArray,
): void {
  const pixels = into.length / 4;
  const outputs = weights.length / pixels;
  for (let i = 0; i < pixels; i++) {
    const weight = weights[i * outputs + output]!;
    const at = i * 4;
    const known = weight === weight; // false for NaN alone
    const from = known ? colourStep(weight, end) * 3 : 0;
    into[at] = table[from]!;
    into[at + 1] = table[from + 1]!;
    into[at + 2] = table[from + 2]!;
    into[at + 3] = known ? 255 : 0;
  }
}
