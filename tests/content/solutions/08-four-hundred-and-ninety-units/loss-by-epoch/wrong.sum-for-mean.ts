interface Point { imagesSeen: number; loss: number }

export function lossByEpoch(points: Point[], imagesPerEpoch: number) {
  const means: number[] = [];
  let seen = 0;
  let sum = 0;
  for (const { imagesSeen, loss } of points) {
    sum += loss * (imagesSeen - seen);
    seen = imagesSeen;
    if (seen % imagesPerEpoch !== 0) continue;
    means.push(sum);
    sum = 0;
  }
  return means;
}
