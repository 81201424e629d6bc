function softmax(scores: Float32Array): number[] {
  const largest = Math.max(...scores);
  const powers = Array.from(scores, (z) => Math.exp(z - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
const safe = (scores: Float32Array, label: number): number => {
  const largest = Math.max(...scores);
  return largest - scores[label] + Math.log(scores.reduce((sum, z) => sum + Math.exp(z - largest), 0));
};

export const loss = (scores: Float32Array, label: number): number => -softmax(scores).reduce((sum, p) => sum + Math.log(p), 0);

export function gradient(scores: Float32Array, label: number): Float32Array {
  const p = softmax(scores);
  return scores.map((_, j) => p[j] - (j === label ? 1 : 0));
}
