import { engineWords } from '../../lib/engine/engine-words.ts';
import type { LoadProgress } from '../../lib/data/contract.ts';
import type { ReaderMessage } from '../../lib/engine/contract.ts';
import { bytesOf, count, countOf, percent, rate, timeLeft } from './format.ts';
import type { TrainerView } from '../widgets/trainer/view.ts';

/** `images 20,001 to 30,000`, `the 10,000 test images`, `the labels`. */
function fileWords({ name, holds }: LoadProgress): string {
  if (!holds) return name;
  const { set, kind, from, count: images } = holds;
  if (kind === 'labels') return set === 'test' ? 'the labels of the test images' : 'the labels';
  if (set === 'test' && from === 0) return `the ${count(images)} test images`;
  return `${set === 'test' ? 'test ' : ''}images ${count(from + 1)} to ${count(from + images)}`;
}

/** `Loading images 20,001 to 30,000: 0.8 of 1.6 MB`. */
export function loadingWords(progress: LoadProgress): string {
  const verb = progress.from === 'cache' ? 'Reading' : 'Loading';
  const where = progress.from === 'cache' ? ' (kept in this browser)' : '';
  return `${verb} ${fileWords(progress)}${where}: ${bytesOf(progress.loadedBytes, progress.totalBytes)}`;
}

/** A message for the reader with its line and its remedy. */
export function messageWords({ message, remedy, line }: ReaderMessage): string {
  const place = line === undefined ? '' : `Line ${line} of your code: `;
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  return `${place}${sentence}${remedy ? ` ${remedy}` : ''}`;
}

/** `6,928 of 10,000 · 69.28 %`. */
export const scoreWords = (test: { readonly correct: number; readonly of: number }): string =>
  `${countOf(test.correct, test.of)} · ${percent(test.correct / test.of)}`;

/** What the trainer is doing, in one plain sentence. */
export function statusWords(view: TrainerView): string {
  const seen = `${count(view.imagesSeen)} of ${count(view.imagesTotal)} images`;
  switch (view.state) {
    case 'idle':
      return 'Ready. Nothing is loaded and nothing runs until you start it.';
    case 'loading':
      return view.loading ? loadingWords(view.loading) : 'Getting ready…';
    case 'running':
      if (view.imagesSeen === 0) return 'Training…';
      if (view.imagesSeen >= view.imagesTotal)
        return `All ${count(view.imagesTotal)} images seen; the last test is under way.`;
      return (
        [
          `Training: ${seen}`,
          `${rate(view.imagesPerSecond)} a second`,
          ...(view.pace > 0 ? [`${timeLeft(view.imagesSeen, view.imagesTotal, view.pace)} left`] : []),
        ].join(', ') + '.'
      );
    case 'paused':
      return `Paused after ${seen}. Continue, or take one image at a time.`;
    case 'stopped':
      return `Stopped after ${seen}. The run stays on the chart.`;
    case 'finished':
      return `Finished: all ${count(view.imagesTotal)} images${view.test ? `, ${scoreWords(view.test)} right` : ''}.`;
    case 'diverged':
      return `Diverged at image ${count(view.diverged?.imagesSeen ?? view.imagesSeen)}.`;
    case 'failed':
      return `Stuck after ${seen}.`;
  }
}

/** What a screen reader hears, at most now and then: progress and score without the ticking numbers. */
export function spokenWords(view: TrainerView): string {
  if (view.state !== 'running') return statusWords(view);
  const score = view.test ? `, ${scoreWords(view.test)} test images right` : '';
  return `Training: ${countOf(view.imagesSeen, view.imagesTotal)} images seen${score}.`;
}

/** Who computes and how fast: `CPU, 45,300 images/s`. */
export const makerWords = (view: TrainerView): string => (view.by ? engineWords(view.by) : '–');
