/** The whole of what readers may import: the functions and types that `lab-types.ts` declares. */
export type Lab = typeof import('./lab-types.ts');

/** Values that `lab` exports, in the order in which messages list them. */
export const labNames = [
  'zeros',
  'copy',
  'dot',
  'outer',
  'add',
  'subtract',
  'scale',
  'transpose',
  'sum',
  'mean',
  'argmax',
  'random',
  'digits',
  'show',
  'plot',
  'train',
] as const satisfies readonly (keyof Lab)[];

/** Types that `lab` exports; an import of one vanishes when types are stripped. */
export const labTypeNames = [
  'Vector',
  'Matrix',
  'Random',
  'Digits',
  'Numbers',
  'PlotOptions',
  'LayerSettings',
  'NetworkSettings',
  'TrainSettings',
  'TrainProgress',
  'TrainedLayer',
  'TrainResult',
] as const;
