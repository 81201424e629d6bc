import { dataSetNamed } from '../data/data-sets.ts';
import type { TrainingSettings } from './contract.ts';

/** Images of one epoch: those asked for, or all of the data set that are there to train on. */
export const trainCountOf = ({
  trainCount,
  specification,
}: Pick<TrainingSettings, 'trainCount' | 'specification'>): number =>
  trainCount ?? dataSetNamed(specification.data).counts.train;
