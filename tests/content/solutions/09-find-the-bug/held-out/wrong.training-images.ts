interface Digits { images: Uint8Array[]; labels: Uint8Array }
type Predict = (image: Uint8Array) => Float32Array;
const guess = (predict: Predict, image: Uint8Array): number => predict(image).indexOf(Math.max(...predict(image)));
const count = (predict: Predict, { images, labels }: Digits): number => images.filter((image, n) => guess(predict, image) === labels[n]).length;
const share = (predict: Predict, digits: Digits): number => count(predict, digits) / digits.images.length;

export const accuracy = (predict: Predict, training: Digits, test: Digits): number => share(predict, training);
export const gap = (predict: Predict, training: Digits, test: Digits): number => 100 * (share(predict, training) - share(predict, test));
