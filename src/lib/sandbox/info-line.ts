import type { Shown } from './contract.ts';

/** A line in the reader's console that the book says, not the reader's code. */
export const infoLine = (text: string): Shown => ({
  kind: 'console',
  level: 'info',
  values: [{ kind: 'primitive', type: 'string', text }],
});
