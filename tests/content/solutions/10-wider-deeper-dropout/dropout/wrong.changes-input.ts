export const dropoutMask = (count: number, share: number, draw: () => number): Float32Array => Float32Array.from({ length: count }, () => (draw() < share ? 0 : 1 / (1 - share)));
export function drop(values: Float32Array, mask: Float32Array): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] *= mask[i];
  return values;
}
export const dropDeltas = drop;
