import type { Fault } from './fault.ts';

/** Mistakes in the course of a run. */
export const session: readonly Fault[] = [
  ['progress.ts', '(images / milliseconds) * 1000', 'images / milliseconds'],
  ['progress.ts', 'this.#lossSum / this.#images', 'this.#lossSum'],
  ['score-points.ts', 'at >= 0 && at <= imagesTotal', 'at >= 0 && at < imagesTotal'],
  ['score-points.ts', 'filter((at) => at <= imagesSeen)', 'filter((at) => at < imagesSeen)'],
  ['training-images.ts', 'count - position)', 'count)'],
  ['training-images.ts', 'this.count - (imagesSeen % this.count)', 'this.count'],
  ['engine-in-use.ts', 'const state = this.#remembered ?? this.#lastGood!;', 'const state = this.#lastGood!;'],
  ['engine-in-use.ts', 'this.#remembered = undefined;', ''],
  ['engine-in-use.ts', "checkpoint', state: copyOfState(state)", "checkpoint', state"],
  ['engine-in-use.ts', 'now + FIRST_CHECKPOINT_MILLISECONDS - CHECKPOINT_MILLISECONDS', 'now'],
  ['engine-in-use.ts', '>= this.#mostImages', '> this.#mostImages'],
  ['engine-session.ts', '<= SHORT_RUN', '< 0'],
  ['open-run.ts', '(inEpoch % batchSize || batchSize)', 'batchSize'],
  ['engine-session.ts', 'this.#plan?.points.goBack(lastGood.imagesSeen);', ''],
  ['engine-session.ts', 'points.rewind();', ''],
];
