import type { WeightTensor } from '../engine/contract.ts';
import { fromPlainBase64, toPlainBase64 } from '../transfer/base64.ts';

/** The longest text of weights that is handed in, in characters: a million and a half of numbers. */
export const LONGEST_WEIGHTS = 8_000_000;

const lengthOf = (weights: readonly WeightTensor[]): number =>
  weights.reduce((sum, { values }) => sum + values.length, 0);

/** Characters that weights take in a hand-in. */
export const charactersOf = (weights: readonly WeightTensor[]): number => Math.ceil((lengthOf(weights) * 16) / 3);

/** Weights as a text: 32-bit floats, little-endian, tensor after tensor, in base64. */
export function textOfWeights(weights: readonly WeightTensor[]): string {
  const bytes = new DataView(new ArrayBuffer(4 * lengthOf(weights)));
  let at = 0;
  for (const { values } of weights) for (const value of values) bytes.setFloat32(4 * at++, value, true);
  return toPlainBase64(new Uint8Array(bytes.buffer));
}

/** Weights of these shapes from their text; null where it is no such text, or one of other numbers. */
export function weightsOfText(text: string, like: readonly WeightTensor[]): readonly WeightTensor[] | null {
  let bytes: DataView;
  try {
    bytes = new DataView(fromPlainBase64(text).buffer);
  } catch {
    return null;
  }
  if (bytes.byteLength !== 4 * lengthOf(like)) return null;
  let at = 0;
  return like.map(({ name, shape, values }) => ({
    name,
    shape,
    values: Float32Array.from(values, () => bytes.getFloat32(4 * at++, true)),
  }));
}

/** How many of the numbers of two lists of weights of the same shapes are not the same, to the bit. */
export function differing(a: readonly WeightTensor[], b: readonly WeightTensor[]): number {
  return a.reduce(
    (sum, { values }, t) => sum + values.filter((value, k) => !Object.is(value, b[t]!.values[k])).length,
    0,
  );
}
