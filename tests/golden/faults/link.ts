import type { Fault } from './fault.ts';

/** Mistakes in reading a link to the playground. */
export const link: readonly Fault[] = [
  ['link.ts', 'reader.number(`${place}, pooling`, 2, pool)', '2'],
  ['link.ts', 'parts.length > most', 'parts.length > 30'],
  ['link.ts', "bias !== 'nobias'", 'true'],
];
