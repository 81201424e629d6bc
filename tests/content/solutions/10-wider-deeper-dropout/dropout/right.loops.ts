export function dropoutMask(count: number, share: number, draw: () => number): number[] {
  const mask: number[] = [];
  const keep = 1 - share;
  while (mask.length < count) mask.push(draw() < share ? 0 : 1 / keep);
  return mask;
}

function times(a: ArrayLike<number>, b: ArrayLike<number>): Float32Array {
  const result = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = b[i] === 0 ? 0 : a[i] * b[i];
  return result;
}

export const drop = times;
export const dropDeltas = (deltas: Float32Array, mask: Float32Array): Float32Array => times(mask, deltas);
