/** What the stepper needs once the reader steps: the images, the book's rule, and the reader's. Loaded then. */
import type { LoadProgress } from '../../../../lib/data/contract.ts';
import { getEngineClient } from '../../../../lib/engine/client.ts';
import type { TrainingSettings } from '../../../../lib/engine/contract.ts';
import { ReaderWalk } from './reader-walk.ts';
import { TrainingImages } from './training-images.ts';
import { Walk } from './walk.ts';

export interface CourseSettings {
  readonly start: Float32Array; // [784, 10]
  readonly seed: number;
  readonly alpha: number;
  readonly onLoading: (progress: LoadProgress) => void;
}

export interface Course {
  readonly images: TrainingImages;
  readonly book: Walk;
  /** A walk by the reader's code, at image 0. */
  byReader(code: string): Promise<ReaderWalk>;
}

const settingsOf = ({ seed, alpha }: CourseSettings): TrainingSettings => ({
  specification: {
    inputs: 784,
    layers: [{ units: 10, activation: 'identity', bias: false }],
    loss: 'squaredError',
    optimizer: { name: 'sgd', learningRate: alpha },
    initialization: 'uniform01',
    batchSize: 1,
    order: 'file',
    seed,
  },
  epochs: 1,
  testAt: [],
});

export function openCourse(settings: CourseSettings): Course {
  const client = getEngineClient();
  const images = new TrainingImages((from, to) => client.digits('train', from, to, { onProgress: settings.onLoading }));
  return {
    images,
    book: new Walk(settings.start, images, settings.alpha),
    async byReader(code) {
      const { getSandbox } = await import('../../../../lib/sandbox/sandbox.ts');
      // What the code logs belongs to its own console, which shows it when the reader runs it there.
      const session = getSandbox().createSession(code, settingsOf(settings), () => undefined);
      return new ReaderWalk(settings.start, session);
    },
  };
}
