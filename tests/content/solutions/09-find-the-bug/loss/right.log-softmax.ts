export function logSoftmax(scores: Float32Array): Float32Array {
  let largest = -Infinity;
  for (const z of scores) largest = Math.max(largest, z);
  let total = 0;
  for (const z of scores) total += Math.exp(z - largest);
  const log = largest + Math.log(total);
  return scores.map((z) => z - log);
}

export function loss(scores: Float32Array, label: number): number {
  return -logSoftmax(scores)[label];
}

export function gradient(scores: Float32Array, label: number): number[] {
  const slopes = Array.from(logSoftmax(scores), Math.exp);
  slopes[label] -= 1;
  return slopes;
}
