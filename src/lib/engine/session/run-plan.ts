import type { LoadProgress } from '../../data/contract.ts';
import type { DataSet } from '../../data/data-set.ts';
import { pixelsOf } from '../../data/data-sets.ts';
import type { ImageStore } from '../../data/image-store.ts';
import type { EngineState, NetworkSpecification, TrainingSettings } from '../contract.ts';
import { ScorePoints } from './score-points.ts';
import { ScoredImages } from './scored-images.ts';
import { TrainingImages } from './training-images.ts';

/** What a run has once its settings are found good. */
export interface RunPlan {
  readonly images: TrainingImages;
  readonly imagesTotal: number;
  readonly scored: ScoredImages;
  readonly points: ScorePoints;
  /** The weights that the seed gives, at image 0. */
  readonly initial: EngineState;
}

/** Throws a RangeError that says why a network cannot learn from these images. */
function expectToFit({ inputs, layers }: NetworkSpecification, dataSet: DataSet): void {
  const { name, classes } = dataSet;
  if (inputs !== pixelsOf(dataSet))
    throw new RangeError(
      `inputs: expected ${pixelsOf(dataSet)}, one for each pixel of ${name}'s images, got ${inputs}`,
    );
  const { units } = layers.at(-1)!;
  if (units < classes.length)
    throw new RangeError(
      `last layer, units: expected at least ${classes.length}, one for each class of ${name}, got ${units}`,
    );
}

/** Throws a RangeError that names the first setting that is wrong. */
export function planRun(
  settings: TrainingSettings,
  store: ImageStore,
  onProgress: (progress: LoadProgress) => void,
): Omit<RunPlan, 'initial'> {
  const { testAt, epochs, validation } = settings;
  if (!Number.isInteger(epochs) || epochs < 1)
    throw new RangeError(`epochs: expected a whole number of at least 1, got ${String(epochs)}`);
  expectToFit(settings.specification, store.dataSet);
  const images = new TrainingImages(store, settings, onProgress);
  const scored = new ScoredImages(store, settings, onProgress);
  const imagesTotal = epochs * images.count;
  const endsOfEpochs = validation ? Array.from({ length: epochs }, (_, epoch) => (epoch + 1) * images.count) : [];
  return {
    images,
    imagesTotal,
    scored,
    points: new ScorePoints({ test: testAt, validation: endsOfEpochs }, imagesTotal),
  };
}
