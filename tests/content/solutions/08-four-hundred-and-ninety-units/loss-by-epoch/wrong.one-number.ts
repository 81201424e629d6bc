interface Point { imagesSeen: number; loss: number }

export function lossByEpoch(points: Point[], imagesPerEpoch: number): number {
  let seen = 0;
  let sum = 0;
  for (const { imagesSeen, loss } of points) {
    sum += loss * (imagesSeen - seen);
    seen = imagesSeen;
  }
  return sum / seen;
}
