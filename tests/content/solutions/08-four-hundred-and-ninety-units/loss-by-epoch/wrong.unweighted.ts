interface Point { imagesSeen: number; loss: number }

export function lossByEpoch(points: Point[], imagesPerEpoch: number) {
  const means: number[] = [];
  let seen = 0;
  let sum = 0;
  let count = 0;
  for (const { imagesSeen, loss } of points) {
    sum += loss;
    count++;
    if (imagesSeen % imagesPerEpoch !== 0) continue;
    means.push(sum / count);
    sum = 0;
    count = 0;
  }
  return means;
}
