export function bestSoFar(scores: number[]) {
  return scores.map((_, k) => Math.max(...scores.slice(0, k + 1)));
}

export function stopWithPatience(scores: number[], patience: number) {
  let best = 0;
  let waited = 0;
  for (let epoch = 1; epoch < scores.length; epoch++) {
    if (scores[epoch] > scores[best]) {
      best = epoch;
      waited = 0;
    } else if (++waited > patience) return { best, stop: epoch };
  }
  return { best, stop: scores.length - 1 };
}
