export function isStraight(part: (input: Float32Array) => Float32Array, a: Float32Array, b: Float32Array): boolean {
  const [atA, atB] = [part(a), part(b)];
  for (let i = 0; i < a.length; i++) a[i] = (a[i] + b[i]) / 2;
  return part(a).every((value, j) => Math.abs(value - (atA[j] + atB[j]) / 2) < 1e-3);
}
export const collapse = (): null => null;
