import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import type { TrainingSettings } from '../../../lib/engine/contract.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { testPoints } from './test-points.ts';

/** What a session is asked to do. */
export function trainingSettingsOf({
  specification,
  epochs,
  trainCount,
  validation,
  figures,
}: TrainerNetwork): TrainingSettings {
  return {
    specification,
    epochs,
    testAt: testPoints(
      { epochs, trainCount, closely: specification.batchSize === 1 && specification.layers.length === 1 },
      figures.filter(({ measure }) => measure === 'test').map(({ imagesSeen }) => imagesSeen),
    ),
    ...(trainCount === dataSetNamed(specification.data).counts.train ? {} : { trainCount }),
    ...(validation ? { validation } : {}),
  };
}
