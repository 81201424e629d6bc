/** What the stepper needs once the reader steps: the images, the book's rule, and the reader's. Loaded then. */
import type { LoadProgress } from '../../../../lib/data/contract.ts';
import { getEngineClient } from '../../../../lib/engine/client.ts';
import { dataSetNamed } from '../../../../lib/data/data-sets.ts';
import type { NetworkSpecification } from '../../../../lib/engine/contract.ts';
import { ReaderWalk } from './reader-walk.ts';
import { TrainingImages } from './training-images.ts';
import { Walk } from './walk.ts';

export interface CourseSettings {
  readonly start: Float32Array; // [pixels, outputs]
  readonly specification: NetworkSpecification;
  readonly onLoading: (progress: LoadProgress) => void;
}

export interface Course {
  readonly images: TrainingImages;
  readonly book: Walk;
  /** A walk by the reader's code, at image 0. */
  byReader(code: string): Promise<ReaderWalk>;
}

export function openCourse({ start, specification, onLoading }: CourseSettings): Course {
  const client = getEngineClient();
  const { data } = specification;
  const request = { onProgress: onLoading, ...(data ? { data } : {}) };
  const { train } = dataSetNamed(data).counts;
  const images = new TrainingImages((from, to) => client.digits('train', from, to, request), train);
  return {
    images,
    book: new Walk(start, specification.layers[0]!.units, images, specification.optimizer.learningRate),
    async byReader(code) {
      const { getSandbox } = await import('../../../../lib/sandbox/sandbox.ts');
      // What the code logs belongs to its own console, which shows it when the reader runs it there.
      const session = getSandbox().createSession(code, { specification, epochs: 1, testAt: [] }, () => undefined);
      return new ReaderWalk(start, session, train);
    },
  };
}
