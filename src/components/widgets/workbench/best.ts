import { trainCountOf } from '../../../lib/data/data-sets.ts';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';
import { shapeOf, type Speeds } from './speed.ts';

/** A network whose results the book has measured. */
export interface Candidate {
  readonly name: string;
  readonly specification: NetworkSpecification;
  /** Test images right after each epoch, from the first on. */
  readonly right: readonly number[];
}

/** What was chosen. */
export interface Best {
  readonly candidate: Candidate;
  readonly epochs: number;
  readonly right: number;
  /** About, at the speed measured. */
  readonly seconds: number;
}

/** Tests and a busy moment take some of the time: so much of it is planned. */
export const PLANNED = 0.9;

/** The network and the epochs with most test images right that are trained within so many seconds at these speeds; null where none is measured or none is so fast. Of equals the quickest. */
export function bestUnder(seconds: number, candidates: readonly Candidate[], speeds: Speeds): Best | null {
  let best: Best | null = null;
  for (const candidate of candidates) {
    const perSecond = speeds[shapeOf(candidate.specification)];
    if (perSecond === undefined || !(perSecond > 0)) continue;
    const epochSeconds = trainCountOf(candidate) / perSecond;
    candidate.right.forEach((right, i) => {
      const takes = (i + 1) * epochSeconds;
      if (takes > PLANNED * seconds) return;
      if (!best || right > best.right || (right === best.right && takes < best.seconds))
        best = { candidate, epochs: i + 1, right, seconds: takes };
    });
  }
  return best;
}
