/** The book's four parts. */
export interface Part {
  readonly number: number;
  readonly numeral: string;
  readonly title: string;
  /** What it is about, in a line. */
  readonly about: string;
}

export const parts: readonly Part[] = [
  { number: 1, numeral: 'I', title: 'One layer', about: 'The delta rule, by hand, on 60,000 digits' },
  { number: 2, numeral: 'II', title: 'A better single layer', about: 'Softmax, cross-entropy, batches' },
  { number: 3, numeral: 'III', title: 'Hidden layers', about: 'Backpropagation, momentum, a bug hunt, dropout' },
  { number: 4, numeral: 'IV', title: 'Onward', about: 'TensorFlow.js, convolutions, and past 99 %' },
];

export function partNumeral(part: number): string {
  const found = parts.find((candidate) => candidate.number === part);
  if (!found)
    throw new Error(`part: expected 1 to ${parts.length}, got ${part}. Change it in the chapter's index.mdx.`);
  return found.numeral;
}
