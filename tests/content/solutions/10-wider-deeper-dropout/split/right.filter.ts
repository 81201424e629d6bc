interface Digits { images: Uint8Array[]; labels: Uint8Array }
interface Result { name: string; training: number; validation: number }

export function split(all: Digits, trainingCount: number, validationCount: number) {
  const end = trainingCount + validationCount;
  return {
    training: { images: all.images.filter((_, n) => n < trainingCount), labels: all.labels.subarray(0, trainingCount) },
    validation: { images: all.images.filter((_, n) => n >= trainingCount && n < end), labels: all.labels.subarray(trainingCount, end) },
  };
}

export function rank(results: Result[]) {
  const rows: { name: string; validation: number; gap: number }[] = [];
  for (const { name, training, validation } of results) {
    const place = rows.findIndex((row) => row.validation < validation);
    rows.splice(place < 0 ? rows.length : place, 0, { name, validation, gap: 100 * training - 100 * validation });
  }
  return rows;
}
