export function leakyRelu(sums: Float32Array): Float32Array {
  for (let j = 0; j < sums.length; j++) if (sums[j] < 0) sums[j] *= 0.01;
  return sums;
}

export const slope = (sums: Float32Array): Float32Array => sums.map((z) => (z > 0 ? 1 : 0.01));
