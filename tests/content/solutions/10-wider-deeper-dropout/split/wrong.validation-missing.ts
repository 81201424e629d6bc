interface Digits { images: Uint8Array[]; labels: Uint8Array }
interface Result { name: string; training: number; validation: number }
const part = ({ images, labels }: Digits, from: number, to: number): Digits => ({ images: images.slice(from, to), labels: labels.slice(from, to) });
export const split = (all: Digits, a: number, b: number) => ({ training: part(all, 0, a), validation: part(all, a, a + b) });
export const rank = (results: Result[]) =>
  results.toSorted((a, b) => b.validation - a.validation).map(({ name, training, validation }) => ({ name, validation: training, gap: 100 * (training - validation) }));
