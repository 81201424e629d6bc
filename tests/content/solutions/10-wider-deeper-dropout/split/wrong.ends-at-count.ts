interface Digits { images: Uint8Array[]; labels: Uint8Array }
interface Result { name: string; training: number; validation: number }
const part = ({ images, labels }: Digits, from: number, to?: number): Digits => ({ images: images.slice(from, to), labels: labels.slice(from, to) });
const row = ({ name, training, validation }: Result) => ({ name, validation, gap: 100 * (training - validation) });

export const split = (all: Digits, trainingCount: number, validationCount: number) => ({ training: part(all, 0, trainingCount), validation: part(all, trainingCount, validationCount) });
export const rank = (results: Result[]) => results.map(row).sort((a, b) => b.validation - a.validation);
