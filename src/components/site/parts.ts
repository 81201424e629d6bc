/** The book's four parts. */
export interface Part {
  readonly number: number;
  readonly numeral: string;
  readonly title: string;
}

export const parts: readonly Part[] = [
  { number: 1, numeral: 'I', title: 'One layer' },
  { number: 2, numeral: 'II', title: 'A better single layer' },
  { number: 3, numeral: 'III', title: 'Hidden layers' },
  { number: 4, numeral: 'IV', title: 'Onward' },
];

export function partNumeral(part: number): string {
  const found = parts.find((candidate) => candidate.number === part);
  if (!found)
    throw new Error(`part: expected 1 to ${parts.length}, got ${part}. Change it in the chapter's index.mdx.`);
  return found.numeral;
}
