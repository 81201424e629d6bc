/** How one run is drawn: colour, dash and mark all differ, so that no one of them is needed to tell runs apart. */
export interface Look {
  readonly colour: string;
  readonly dash: string;
  readonly mark: 'circle' | 'square' | 'triangle' | 'diamond';
}

const DASHES = ['none', '7 3', '2 3', '9 3 2 3'] as const;
const MARKS = ['circle', 'square', 'triangle', 'diamond'] as const;

/** Six colours and four dashes give twelve looks before one comes again. */
export const lookOf = (look: number): Look => ({
  colour: `var(--run-${(look % 6) + 1})`,
  dash: DASHES[look % DASHES.length]!,
  mark: MARKS[look % MARKS.length]!,
});
