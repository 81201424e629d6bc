interface Point { imagesSeen: number; loss: number }

export function lossByEpoch(points: Point[], imagesPerEpoch: number) {
  const means: number[] = [];
  let seen = 0;
  let sum = 0;
  for (const { loss } of points) means.push(loss);
  return means;
}
