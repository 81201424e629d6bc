import { dataSetNamed } from '../../lib/data/data-sets.ts';
import { engineWords } from '../../lib/engine/engine-words.ts';
import type { RunRecord, Score } from '../../lib/runs/run-record.ts';
import { count, countOf, duration, percent, rate, timeLeft, timeTaken } from './format.ts';
import { READY } from './messages.ts';
import { loadingWords, scoreWords } from './training.ts';

/** Images of one epoch. */
export const epochImages = ({ imagesTotal, settings }: RunRecord): number => imagesTotal / settings.epochs;

/** Images a second now, or over the whole run once it is at rest; 0 until known. */
export const paceOf = (run: RunRecord): number =>
  run.state === 'running' ? run.imagesPerSecond : run.seconds > 0 ? run.imagesSeen / run.seconds : 0;

/** Who computes: `the CPU`, `your code`. */
export const makerWords = (by: string): string => `${by === 'reader' ? '' : 'the '}${engineWords(by)}`;

/** Epochs done, as the chart counts them. */
export const epochsAt = (run: RunRecord, imagesSeen: number): number => imagesSeen / epochImages(run);

/** `epoch 3 of 18`, the one that goes on or has just ended. */
export function epochWords(run: RunRecord): string {
  const epoch = Math.min(run.settings.epochs, Math.max(1, Math.ceil(run.imagesSeen / epochImages(run))));
  return `epoch ${epoch} of ${run.settings.epochs}`;
}

export const lastTest = (run: RunRecord): Score | undefined => run.tests.at(-1);
export const lastValidation = (run: RunRecord): Score | undefined => run.validations.at(-1);

/** The number that stands for a run now. While it trains and only its first weights are tested, that is its training. */
export function headlineOf(run: RunRecord | null): 'test' | 'training' {
  const test = run && lastTest(run);
  return run?.state === 'running' && run.stretches.length > 0 && !(test && test.imagesSeen > 0) ? 'training' : 'test';
}

/** `, before training` or `, after epoch 3`, when a test is not of the weights as they are now. */
export function testedWhen(run: RunRecord, test: Score): string {
  if (test.imagesSeen === run.imagesSeen) return '';
  if (test.imagesSeen === 0) return ', before training';
  const epochs = Number(epochsAt(run, test.imagesSeen).toFixed(2));
  return Number.isInteger(epochs) ? `, after epoch ${epochs}` : `, after ${count(test.imagesSeen)} images`;
}

/** Seconds for what is left, by the time that the run has taken so far; NaN until it is known. */
export function secondsLeft(run: RunRecord): number {
  const left = run.imagesTotal - run.imagesSeen;
  const pace = run.imagesPerSecond || (run.seconds > 0 ? run.imagesSeen / run.seconds : 0);
  return pace > 0 ? left / pace : Number.NaN;
}

/** What a run is doing, in one plain sentence. */
export function runStatus(run: RunRecord | null): string {
  if (!run) return READY;
  const seen = `${countOf(run.imagesSeen, run.imagesTotal)} images`;
  const test = lastTest(run);
  switch (run.state) {
    case 'queued':
      return 'Queued: it trains when a run before it is done.';
    case 'loading':
      return run.loading ? loadingWords(run.loading) : 'Getting ready…';
    case 'running':
      if (run.imagesSeen >= run.imagesTotal)
        return `All ${count(run.imagesTotal)} images seen; the last test is under way.`;
      return (
        [
          `Training: ${run.settings.epochs === 1 ? '' : `${epochWords(run)}, `}${seen}`,
          `${rate(run.imagesPerSecond)} a second`,
          ...(run.imagesPerSecond > 0
            ? [`${timeLeft(run.imagesSeen, run.imagesTotal, run.imagesPerSecond)} left`]
            : []),
        ].join(', ') + '.'
      );
    case 'paused':
      return `Paused after ${seen}.`;
    case 'stopped':
      return `Stopped after ${seen}. The run stays on the chart.`;
    case 'finished':
      return `Finished in ${timeTaken(run.seconds)}: ${count(run.imagesTotal)} images${test ? `, ${scoreWords(test)} of the test images right` : ''}.`;
    case 'diverged':
      return `Diverged at image ${count(run.imagesSeen)}.`;
    case 'failed':
      return `Stuck after ${seen}.`;
    case 'cut-off':
      return run.code === undefined
        ? `Cut off after ${seen}, when the page was left. Go on from there, or train anew.`
        : `Cut off after ${seen}, when the page was left: your own code goes on only when you say so.`;
  }
}

/** What needs no learning: always one and the same answer gets as many as the most frequent label has, and this share more. */
const BY_CHANCE = 0.0065;
/** Random weights may be luckier; so far beyond an even guess what they get before training counts as one, too. */
const LUCKY = 0.1;

/** Whether a run has finished and knows no more than one that guesses, or than its own first weights, which guess. */
export function onlyGuesses(run: RunRecord | null): boolean {
  const score = run?.state === 'finished' ? (lastTest(run) ?? lastValidation(run)) : undefined;
  if (!run || !score) return false;
  const first = run.tests.find(({ imagesSeen }) => imagesSeen === 0);
  const guessed = first ? first.correct / first.of : 0;
  const { classes, counts, mostAlike } = dataSetNamed(run.settings.specification.data);
  const lucky = guessed <= 1 / classes.length + LUCKY ? guessed : 0;
  return score.correct / score.of <= Math.max(mostAlike / counts.test + BY_CHANCE, lucky);
}

/** What a screen reader hears: progress and score without the ticking numbers. */
export function spokenStatus(run: RunRecord | null): string {
  if (run?.state !== 'running') return runStatus(run);
  const test = lastTest(run);
  return `Training ${run.title}: ${placeWords(run)}${test ? `, ${percent(test.correct / test.of)} of the test images right` : ''}.`;
}

const END_WORDS: Partial<Record<RunRecord['state'], string>> = {
  queued: 'queued',
  loading: 'getting ready',
  paused: 'paused',
  stopped: 'stopped',
  diverged: 'diverged',
  failed: 'stuck',
  'cut-off': 'cut off',
};

/** How far a run has come: `epoch 3 of 18`, or, where there is only one, `12,000 of 60,000 images`. */
const placeWords = (run: RunRecord): string =>
  run.settings.epochs === 1 ? `${countOf(run.imagesSeen, run.imagesTotal)} images` : epochWords(run);

/** The same in few words, with its state: `epoch 3 of 18, 40 s left`, `stopped in epoch 2 of 5`; empty when it has finished. */
export function progressWords(run: RunRecord): string {
  if (run.state === 'running')
    return `${placeWords(run)}${Number.isFinite(secondsLeft(run)) ? `, ${duration(secondsLeft(run))} left` : ''}`;
  const end = END_WORDS[run.state];
  if (!end) return '';
  if (run.imagesSeen === 0) return end;
  return run.settings.epochs === 1 ? `${end} after ${count(run.imagesSeen)} images` : `${end} in ${epochWords(run)}`;
}

/** `9,802 of 10,000`, `98.02 %` or `not tested yet`; in a first epoch `88.2 % of training images`. */
export function resultWords(run: RunRecord): string {
  if (headlineOf(run) === 'training') return `${percent(run.stretches.at(-1)!.accuracy, 1)} of training images`;
  const test = lastTest(run);
  return test ? countOf(test.correct, test.of) : 'not tested yet';
}
