import { add, argmax, digits, dot, scale, train } from 'lab';

import type { Digits, NetworkSettings, Numbers, Vector } from 'lab';

type Predict = (image: Numbers) => Numbers;

export function accuracy(
  predict: Predict,
  training: Digits, // the network has learnt from these
  test: Digits, // and has never seen these
): number {
  return share(predict, { images: test.images.slice(0, 100), labels: test.labels });
}

export function gap(
  predict: Predict,
  training: Digits,
  test: Digits,
): number {
  return 100 * (share(predict, training) - share(predict, test));
}

function share(predict: Predict, { images, labels }: Digits): number {
  let correct = 0;
  for (let n = 0; n < images.length; n++) {
    if (argmax(predict(images[n])) === labels[n]) correct++;
  }
  return correct / images.length;
}
