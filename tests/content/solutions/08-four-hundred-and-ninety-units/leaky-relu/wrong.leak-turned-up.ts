const LEAK = 0.01;

export function leakyRelu(sums: Float32Array): Float32Array {
  return sums.map((z) => (z > 0 ? z : -LEAK * z));
}

export function slope(sums: Float32Array): Float32Array {
  return sums.map((z) => (z > 0 ? 1 : LEAK));
}
