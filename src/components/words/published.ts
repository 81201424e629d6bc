import type { RunRecord } from '../../lib/runs/run-record.ts';
import type { Measure, PublishedFigure } from '../../lib/systems/system.ts';
import { loss as lossWords, percent } from './format.ts';

/** What a figure is of, in words. */
export const MEASURES: Readonly<Record<Measure, string>> = {
  test: 'test accuracy',
  validation: 'validation accuracy',
  training: 'training accuracy',
  trainingLoss: 'training loss',
};

/** What a run computed where a source published a figure, or null: an accuracy from 0 to 1, or a loss. */
export function computed(run: RunRecord, { measure, imagesSeen }: PublishedFigure): number | null {
  if (measure === 'test' || measure === 'validation') {
    const score = (measure === 'test' ? run.tests : run.validations).find((one) => one.imagesSeen === imagesSeen);
    return score ? score.correct / score.of : null;
  }
  const epoch = run.epochs.find((one) => one.imagesSeen === imagesSeen);
  return epoch ? (measure === 'training' ? epoch.training.accuracy : epoch.training.loss) : null;
}

const isLoss = ({ measure }: PublishedFigure): boolean => measure === 'trainingLoss';

export const valueWords = (figure: PublishedFigure, value: number): string =>
  isLoss(figure) ? lossWords(value) : percent(value);

/** `97.7 to 98.1 %`, `0.483 to 0.533`, or the one number that is accepted. */
export function acceptedWords(figure: PublishedFigure): string {
  const [least, most] = figure.accepted;
  if (least === most) return valueWords(figure, least);
  const short = (value: number): string =>
    isLoss(figure) ? lossWords(value) : String(Number((100 * value).toFixed(2)));
  return `${short(least)} to ${short(most)}${isLoss(figure) ? '' : ' %'}`;
}

/** Whether figures are counts of test images to the last one, which only the very same run repeats. */
export const areExactCounts = (figures: readonly PublishedFigure[]): boolean =>
  figures.length > 0 && figures.every(({ measure, accepted: [least, most] }) => measure === 'test' && least === most);

/** Where a value lies: within what reproduces the figure, or how far above or below it. */
export function heldAgainst(
  figure: PublishedFigure,
  value: number,
): { readonly within: boolean; readonly words: string } {
  const [least, most] = figure.accepted;
  if (value >= least && value <= most) return { within: true, words: 'yes' };
  const off = value < least ? least - value : value - most;
  const words = isLoss(figure) ? lossWords(off) : `${(100 * off).toFixed(2)} points`;
  return { within: false, words: `no, ${words} ${value < least ? 'below' : 'above'}` };
}

/** The figure that a network is known by: of those that a source printed as accuracy the last, validation before test before training. */
export function headlineOf(figures: readonly PublishedFigure[]): PublishedFigure | null {
  const of = (measure: Measure): PublishedFigure | undefined =>
    figures.findLast((figure) => figure.measure === measure);
  return of('validation') ?? of('test') ?? of('training') ?? figures.at(-1) ?? null;
}

/** A figure as its source prints it, or a dash where the source has none. */
export const printedWords = ({ printed }: PublishedFigure): string => (printed === '-' ? '–' : printed);

/** The number that a source printed, as the figure is measured; null where it is none, or a range. */
export function printedValue(figure: PublishedFigure): number | null {
  const found = /^(\d*\.?\d+) ?(%?)$/.exec(figure.printed);
  if (!found) return null;
  return Number(found[1]) / (found[2] === '%' ? 100 : 1);
}

/** The epochs, from 1, after which a figure was measured. */
export const figureEpoch = ({ imagesSeen }: PublishedFigure, trainCount: number): number => imagesSeen / trainCount;

/** A source's loss by epoch. */
export const overlayOf = (
  figures: readonly PublishedFigure[],
  trainCount: number,
): (readonly [epoch: number, loss: number])[] =>
  figures.flatMap((figure) => {
    const value = figure.measure === 'trainingLoss' ? printedValue(figure) : null;
    return value === null ? [] : [[figureEpoch(figure, trainCount), value] as const];
  });
