interface Point { imagesSeen: number; loss: number }

export function lossByEpoch(points: Point[], imagesPerEpoch: number): number[] {
  const epochs = points[points.length - 1].imagesSeen / imagesPerEpoch;
  const means = new Array<number>(epochs).fill(0);
  points.forEach(({ imagesSeen, loss }, k) => {
    const from = k === 0 ? 0 : points[k - 1].imagesSeen;
    means[Math.ceil(imagesSeen / imagesPerEpoch) - 1] += (loss * (imagesSeen - from)) / imagesPerEpoch;
  });
  return means;
}
