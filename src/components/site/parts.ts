/** The book's four parts, and the chapters still in the making: one that exists as a folder is left out of the list. */
export interface Part {
  readonly number: number;
  readonly numeral: string;
  readonly title: string;
  readonly planned: readonly { readonly number: number; readonly title: string }[];
}

export const parts: readonly Part[] = [
  { number: 1, numeral: 'I', title: 'One layer', planned: [] },
  {
    number: 2,
    numeral: 'II',
    title: 'A better single layer',
    planned: [
      { number: 5, title: 'Scores to probabilities' },
      { number: 6, title: 'Batches' },
    ],
  },
  {
    number: 3,
    numeral: 'III',
    title: 'Hidden layers',
    planned: [
      { number: 7, title: 'A hidden layer' },
      { number: 8, title: 'Four hundred and ninety units' },
      { number: 9, title: 'Find the bug' },
      { number: 10, title: 'Wider, deeper, dropout' },
      { number: 11, title: 'The dance' },
    ],
  },
  {
    number: 4,
    numeral: 'IV',
    title: 'Onward',
    planned: [
      { number: 12, title: 'The same network in TensorFlow.js' },
      { number: 13, title: 'Past 99 %' },
    ],
  },
];

export function partNumeral(part: number): string {
  const found = parts.find((candidate) => candidate.number === part);
  if (!found)
    throw new Error(`part: expected 1 to ${parts.length}, got ${part}. Change it in the chapter's index.mdx.`);
  return found.numeral;
}
