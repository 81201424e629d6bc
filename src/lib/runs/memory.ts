import { dataSetNamed, pixelsOf } from '../data/data-sets.ts';
import type { TrainingSettings } from '../engine/contract.ts';
import { memoriesOf } from '../nn/optimizers.ts';
import { parameterCount } from '../nn/shapes.ts';

const BYTES = 4; // 32-bit floats
/** A network's numbers are in the engine, in the session's last state and in the checkpoints that are on their way. */
const COPIES = 4;

/** Bytes that a run takes while it trains, about: its worker's copy of the images, its weights and what the optimizer remembers. */
export function memoryOf({ specification }: TrainingSettings): number {
  const dataSet = dataSetNamed(specification.data);
  const images = (dataSet.counts.train + dataSet.counts.test) * pixelsOf(dataSet);
  return images + COPIES * BYTES * parameterCount(specification) * (1 + memoriesOf(specification.optimizer));
}
