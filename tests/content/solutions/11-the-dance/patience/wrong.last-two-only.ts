export function bestSoFar(scores: number[]) {
  return scores.map((score, k) => Math.max(score, scores[k - 1] ?? 0));
}

export function stopWithPatience(scores: number[], patience: number) {
  let best = 0;
  let waited = 0;
  for (let epoch = 1; epoch < scores.length; epoch++) {
    if (scores[epoch] > scores[best]) {
      best = epoch;
      waited = 0;
    } else if (++waited === patience) return { best, stop: epoch };
  }
  return { best, stop: scores.length - 1 };
}
