interface Digits { images: Uint8Array[]; labels: Uint8Array }
interface Result { name: string; training: number; validation: number }
const parts = { training: {} as Digits, validation: {} as Digits };

export function split({ images, labels }: Digits, trainingCount: number, validationCount: number) {
  const end = trainingCount + validationCount;
  parts.training = { images: images.slice(0, trainingCount), labels: labels.slice(0, trainingCount) };
  parts.validation = { images: images.slice(trainingCount, end), labels: labels.slice(trainingCount, end) };
  return parts;
}

export function rank(results: Result[]) {
  return results
    .map(({ name, training, validation }) => ({ name, validation, gap: 100 * (training - validation) }))
    .sort((a, b) => b.validation - a.validation);
}
