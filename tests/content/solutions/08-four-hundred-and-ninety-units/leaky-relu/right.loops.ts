export function leakyRelu(sums: Float32Array): number[] {
  const result = Array.from(sums);
  for (let j = 0; j < result.length; j++) if (result[j] < 0) result[j] *= 0.01;
  return result;
}

export function slope(sums: Float32Array): number[] {
  const result: number[] = [];
  for (const z of sums) {
    if (z >= 0) result.push(1);
    else result.push(0.01);
  }
  return result;
}
