import { argmax } from 'lab';

type Predict = (image: ArrayLike<number>) => ArrayLike<number>;
interface Digits { images: Uint8Array[]; labels: Uint8Array }

export function accuracy(predict: Predict, training: Digits, test: Digits): number {
  let wrong = 0;
  test.images.forEach((image, n) => {
    if (argmax(predict(image)) !== test.labels[n]) wrong++;
  });
  return 1 - wrong / test.images.length;
}

export function gap(predict: Predict, training: Digits, test: Digits): number {
  return 100 * accuracy(predict, test, training) - 100 * accuracy(predict, training, test);
}
