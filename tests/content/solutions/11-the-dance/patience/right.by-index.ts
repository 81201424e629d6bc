export function bestSoFar(scores: ArrayLike<number>): Float64Array {
  const record = new Float64Array(scores.length);
  for (let k = 0; k < scores.length; k++) record[k] = k > 0 && record[k - 1] > scores[k] ? record[k - 1] : scores[k];
  return record;
}

export function stopWithPatience(scores: number[], patience: number) {
  const record = bestSoFar(scores);
  const firstOf = (epoch: number): number => scores.indexOf(record[epoch]);
  let stop = 0;
  while (stop < scores.length - 1 && stop - firstOf(stop) < patience) stop++;
  return { best: firstOf(stop), stop };
}
