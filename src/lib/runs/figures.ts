import type { EpochScore, RunRecord, Score, Stretch } from './run-record.ts';

/** The most stretches that a curve keeps. */
export const MOST_STRETCHES = 600;

/** What an epoch that is not over has come to. */
export interface EpochSoFar {
  readonly images: number;
  readonly correct: number;
  /** Sum over its images. */
  readonly lossSum: number;
  readonly seconds: number;
}
export const EPOCH_BEGINS: EpochSoFar = { images: 0, correct: 0, lossSum: 0, seconds: 0 };

/** What training has come to: the part of a record that a checkpoint goes back to. */
export interface Figures extends Pick<
  RunRecord,
  'imagesSeen' | 'seconds' | 'stretches' | 'epochs' | 'tests' | 'validations' | 'confusion'
> {
  readonly epochSoFar: EpochSoFar;
}
export const NO_FIGURES: Figures = {
  imagesSeen: 0,
  seconds: 0,
  stretches: [],
  epochs: [],
  tests: [],
  validations: [],
  confusion: null,
  epochSoFar: EPOCH_BEGINS,
};

export function figuresOf({
  imagesSeen,
  seconds,
  stretches,
  epochs,
  tests,
  validations,
  confusion,
  epochSoFar,
}: Figures): Figures {
  return { imagesSeen, seconds, stretches, epochs, tests, validations, confusion, epochSoFar };
}

/** Two stretches as one: averages weighted by their images. */
function joined(a: Stretch, b: Stretch): Stretch {
  const span = a.span + b.span;
  const mean = (p: number, q: number): number => (p * a.span + q * b.span) / span;
  return { imagesSeen: b.imagesSeen, span, accuracy: mean(a.accuracy, b.accuracy), loss: mean(a.loss, b.loss) };
}

/**
 * Adds a stretch; whenever there would be more than `most`, neighbours are joined up to one span for all. What comes
 * later is joined up to the longest span there is, so that early and late training keep equal detail: averages over
 * fewer images would look as if training had become restless.
 */
export function addStretch(curve: readonly Stretch[], stretch: Stretch, most = MOST_STRETCHES): readonly Stretch[] {
  const newest = curve.at(-1);
  const longest = curve.reduce((span, other) => Math.max(span, other.span), 0);
  if (newest && newest.span + stretch.span <= longest) return [...curve.slice(0, -1), joined(newest, stretch)];
  const longer = [...curve, stretch];
  if (longer.length <= most) return longer;
  // Two neighbours together always exceed the limit, so at most half of `most` and one remain.
  const limit = (4 * longer.reduce((sum, { span }) => sum + span, 0)) / most;
  const thinned: Stretch[] = [];
  for (const next of longer) {
    const last = thinned.at(-1);
    if (last && last.span + next.span <= limit) thinned[thinned.length - 1] = joined(last, next);
    else thinned.push(next);
  }
  return thinned;
}

/** Adds a score in its place; a second one at the same count replaces the first. */
export function addScore(scores: readonly Score[], score: Score): readonly Score[] {
  const rest = scores.filter((other) => other.imagesSeen !== score.imagesSeen);
  const at = rest.findIndex((other) => other.imagesSeen > score.imagesSeen);
  return at < 0 ? [...rest, score] : rest.toSpliced(at, 0, score);
}

/** Adds a score to the epoch that ended there, if one did. */
export const scoreEpoch = (
  epochs: readonly EpochScore[],
  score: Score,
  set: 'validation' | 'test',
): readonly EpochScore[] =>
  epochs.map((epoch) => (epoch.imagesSeen === score.imagesSeen ? { ...epoch, [set]: score } : epoch));

/**
 * Adds what was trained up to `stretch.imagesSeen` in `seconds`. An epoch has `epochImages` images; a stretch that
 * reaches past an epoch's end is shared between the two by its images.
 */
export function addTraining(figures: Figures, stretch: Stretch, seconds: number, epochImages: number): Figures {
  let { epochSoFar, epochs } = figures;
  let left = stretch.span;
  while (left > 0) {
    const images = Math.min(left, epochImages - epochSoFar.images);
    const share = seconds * (images / stretch.span);
    epochSoFar = {
      images: epochSoFar.images + images,
      correct: epochSoFar.correct + stretch.accuracy * images,
      lossSum: epochSoFar.lossSum + stretch.loss * images,
      seconds: epochSoFar.seconds + share,
    };
    left -= images;
    if (epochSoFar.images < epochImages) break;
    epochs = [...epochs, epochOf(epochSoFar, epochs.length + 1, stretch.imagesSeen - left)];
    epochSoFar = EPOCH_BEGINS;
  }
  return {
    ...figures,
    imagesSeen: stretch.imagesSeen,
    seconds: figures.seconds + seconds,
    stretches: addStretch(figures.stretches, stretch),
    epochs,
    epochSoFar,
  };
}

/** `correct` counts images; sums of rounded shares are made whole again. */
function epochOf({ images, correct, lossSum, seconds }: EpochSoFar, epoch: number, imagesSeen: number): EpochScore {
  return { epoch, imagesSeen, seconds, training: { accuracy: Math.round(correct) / images, loss: lossSum / images } };
}

/** The figures as they were after `imagesSeen` images, as nearly as the curve tells: what came later goes. */
export function cutBack(figures: Figures, imagesSeen: number, epochImages: number): Figures {
  if (imagesSeen >= figures.imagesSeen) return figures;
  const until = <Item extends { readonly imagesSeen: number }>(items: readonly Item[]): readonly Item[] =>
    items.filter((item) => item.imagesSeen <= imagesSeen);
  const stretches = until(figures.stretches);
  const tests = until(figures.tests);
  const images = imagesSeen % epochImages;
  const inEpoch = stretches.filter((stretch) => stretch.imagesSeen > imagesSeen - images);
  const span = inEpoch.reduce((sum, stretch) => sum + stretch.span, 0);
  const mean = (of: 'accuracy' | 'loss'): number =>
    span > 0 ? inEpoch.reduce((sum, stretch) => sum + stretch[of] * stretch.span, 0) / span : 0;
  const pace = figures.imagesSeen > 0 ? figures.seconds / figures.imagesSeen : 0;
  return {
    imagesSeen,
    stretches,
    tests,
    seconds: pace * imagesSeen,
    epochs: until(figures.epochs),
    validations: until(figures.validations),
    confusion: tests.length === figures.tests.length ? figures.confusion : null,
    epochSoFar: { images, correct: mean('accuracy') * images, lossSum: mean('loss') * images, seconds: pace * images },
  };
}
