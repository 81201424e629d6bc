interface Point { imagesSeen: number; loss: number }

export function lossByEpoch(points: Point[], imagesPerEpoch: number): Float64Array {
  const sums: number[] = [];
  let epochSum = 0;
  let images = 0;
  let last = 0;
  for (const point of points) {
    const span = point.imagesSeen - last;
    last = point.imagesSeen;
    epochSum += point.loss * span;
    images += span;
    if (images === imagesPerEpoch) {
      sums.push(epochSum / images);
      [epochSum, images] = [0, 0];
    }
  }
  return Float64Array.from(sums);
}
