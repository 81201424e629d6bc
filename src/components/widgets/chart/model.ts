import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { countTicks, CURVES, decades, lossDomain, roundStep } from './geometry.ts';
import { count, loss as lossWords, percent } from '../../words/format.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { figureEpoch, overlayOf, printedWords } from '../../words/published.ts';
import { epochsAt } from '../../words/run.ts';

export type MeasureName = 'accuracy' | 'loss';

/** Which images a line is of. */
export type SetName = 'training' | 'validation' | 'test';

/** A value after so many epochs: an accuracy in per cent, or a loss. */
export interface Point {
  readonly epoch: number;
  readonly value: number;
}

/** What a source published, drawn in ink: a band that counts as the same, or a value where that is exact. */
export interface Band {
  readonly epoch: number;
  readonly least: number;
  readonly most: number;
  readonly words: string;
}

/** What several runs have come to after so many epochs. */
export interface Range {
  readonly epoch: number;
  readonly least: number;
  readonly most: number;
}

export interface CurveRun {
  readonly number: number;
  readonly title: string;
  readonly look: number;
  readonly lines: Readonly<Record<SetName, readonly Point[]>>;
  /** Training images as they came, in stretches of some batches; for the run that is shown alone. */
  readonly stretches: readonly Point[];
  readonly shown: boolean;
  readonly divergedAt: number | null;
}

/** What is counted along the chart: epochs, or images, so many in each epoch. */
export type Axis = 'epochs' | { readonly imagesInEpoch: number };

/** All that the chart shows. */
export interface CurvesModel {
  readonly measure: MeasureName;
  readonly runs: readonly CurveRun[];
  /** The lines of runs that are not the one shown. */
  readonly common: SetName;
  readonly epochs: number;
  readonly axis: Axis;
  readonly domain: readonly [low: number, high: number];
  readonly log: boolean;
  readonly ticks: readonly number[];
  readonly bands: readonly Band[];
  /** A source's loss by epoch. */
  readonly overlay: readonly Point[];
  /** Between which values the seeds of the run that is shown lie, by the common set; empty for a single one. */
  readonly spread: readonly Range[];
  /** What the reader has guessed: an accuracy in per cent. */
  readonly guess: number | null;
  readonly by: string;
  /** In CSS pixels. */
  readonly height: number;
}

/** What the chart shows besides runs. */
export interface ChartFixed {
  readonly by: string;
  /** Right end of the axis before any run. */
  readonly epochs: number;
  /** A source's loss by epoch, where an author gives one. */
  readonly overlay: readonly (readonly [epoch: number, loss: number])[];
  /** Which chart stands there first. */
  readonly first: MeasureName;
  readonly axis: Axis;
  /** In CSS pixels, where it is not the usual one. */
  readonly height?: number;
}

/** What a reader adds to the chart. */
export interface Beside {
  /** Runs that differ from the one shown in their seed alone, and that one: they are drawn as a band, without lines of their own. */
  readonly seeds?: readonly RunRecord[];
  readonly guess?: number | null;
}

/** A run with its place among the trainer's runs, from 1. */
export interface NumberedRun {
  readonly run: RunRecord;
  readonly number: number;
}

const FLOORS = [98, 95, 90, 80, 50, 0] as const;
const SETS = ['training', 'validation', 'test'] as const;

/** The lowest accuracy on the axis: as high as it can be with every value above it. */
export const accuracyFloor = (values: readonly number[]): number =>
  FLOORS.find((floor) => values.length > 0 && values.every((value) => value >= floor + 0.1)) ?? 0;

/** Numbers on an axis of accuracies, by where it begins. */
export const ACCURACY_TICKS: Readonly<Record<number, readonly number[]>> = {
  0: [0, 20, 40, 60, 80, 100],
  50: [50, 60, 70, 80, 90, 100],
  80: [80, 84, 88, 92, 96, 100],
  90: [90, 92, 94, 96, 98, 100],
  95: [95, 96, 97, 98, 99, 100],
  98: [98, 98.5, 99, 99.5, 100],
};

/** Where numbers stand along the chart, in epochs, and what is written there. */
export function ticksAlong({ axis, epochs }: Pick<CurvesModel, 'axis' | 'epochs'>, most = 10): [number, string][] {
  if (axis === 'epochs') return countTicks(epochs, most).map((epoch) => [epoch, String(epoch)]);
  const { imagesInEpoch } = axis;
  return countTicks(epochs * imagesInEpoch, Math.min(most, 6)).map((images) => [images / imagesInEpoch, count(images)]);
}

/** `after 3 epochs`, `after 20,000 images`. */
export const afterWords = (axis: Axis, epoch: number): string =>
  axis === 'epochs' ? `after ${Number(epoch.toFixed(2))} epochs` : `after ${count(epoch * axis.imagesInEpoch)} images`;

function linesOf(run: RunRecord, measure: MeasureName): CurveRun['lines'] {
  const scored = (scores: RunRecord['tests']): Point[] =>
    scores.map(({ imagesSeen, correct, of, loss }) => ({
      epoch: epochsAt(run, imagesSeen),
      value: measure === 'accuracy' ? (100 * correct) / of : loss,
    }));
  return {
    training: run.epochs.map(({ imagesSeen, training }) => ({
      epoch: epochsAt(run, imagesSeen),
      value: measure === 'accuracy' ? 100 * training.accuracy : training.loss,
    })),
    validation: scored(run.validations),
    test: scored(run.tests),
  };
}

const stretchesOf = (run: RunRecord, measure: MeasureName): Point[] =>
  run.stretches.map(({ imagesSeen, span, accuracy, loss }) => ({
    epoch: epochsAt(run, imagesSeen - span / 2),
    value: measure === 'accuracy' ? 100 * accuracy : loss,
  }));

/** The accuracies that a source published of a network. */
export function bandsOf(network: TrainerNetwork, by: string): Band[] {
  return network.figures.flatMap((figure) => {
    if (figure.measure === 'trainingLoss') return [];
    const [least, most] = figure.accepted.map((value) => 100 * value) as [number, number];
    const said = printedWords(figure) === '–' ? 'expected' : `${printedWords(figure)} by ${by}`;
    return [
      {
        epoch: figureEpoch(figure, network.trainCount),
        least,
        most,
        words: `${network.name}, ${figure.measure}: ${said}`,
      },
    ];
  });
}

/** Exact figures, and those of which a range counts as the same. */
export function partedBands(bands: readonly Band[]): {
  readonly exact: readonly Band[];
  readonly ranges: readonly Band[];
} {
  const isExact = ({ least, most }: Band): boolean => least === most;
  return { exact: bands.filter(isExact), ranges: bands.filter((band) => !isExact(band)) };
}

const finite = (values: readonly number[]): number[] => values.filter(Number.isFinite);

/** Low and high end of a loss axis, whether it is logarithmic, and its ticks. A loss that can be negative has a plain axis. */
function lossAxis(values: readonly number[]): Pick<CurvesModel, 'domain' | 'log' | 'ticks'> {
  const known = finite(values);
  if (known.every((value) => value > 0)) {
    const domain = lossDomain(known, [0.01, 1]);
    return { domain, log: true, ticks: decades(domain, 5) };
  }
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = roundStep(Math.max(high - low, 0.3), 6);
  const [from, to] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)];
  return {
    domain: [from * step, to * step],
    log: false,
    ticks: Array.from({ length: to - from + 1 }, (_, k) => Number(((from + k) * step).toFixed(4))),
  };
}

/** Values that decide where the axis begins: those of whole epochs, and before the first of them none. */
const settled = (points: readonly Point[]): number[] =>
  finite(points.filter(({ epoch }) => epoch >= 1).map(({ value }) => value));

/** From the least to the most of several lines, at each epoch that all of them have. */
export function rangesOf(lines: readonly (readonly Point[])[]): Range[] {
  const [first = [], ...others] = lines;
  return first.flatMap(({ epoch, value }) => {
    const there = others.map((line) => line.find((point) => Math.abs(point.epoch - epoch) < 1e-6)?.value);
    const all = [value, ...there];
    return all.every((one) => one !== undefined && Number.isFinite(one))
      ? [{ epoch, least: Math.min(...(all as number[])), most: Math.max(...(all as number[])) }]
      : [];
  });
}

/** The chart of the runs that are not hidden; the one that is `shown` has all its lines, the others one. */
export function curvesModel(
  numbered: readonly NumberedRun[],
  shown: string | null,
  network: TrainerNetwork,
  fixed: ChartFixed,
  measure: MeasureName,
  { seeds = [], guess = null }: Beside = {},
): CurvesModel {
  const banded = seeds.length > 1 ? new Set(seeds.map(({ id }) => id)) : new Set<string>();
  const visible = numbered.filter(({ run }) => !run.hidden && (run.id === shown || !banded.has(run.id)));
  const runs = visible.map(({ run, number }) => ({
    number,
    title: run.title,
    look: run.look,
    lines: linesOf(run, measure),
    stretches: run.id === shown ? stretchesOf(run, measure) : [],
    shown: run.id === shown,
    divergedAt: run.state === 'diverged' ? epochsAt(run, run.imagesSeen) : null,
  }));
  // By validation only once all that have begun have some: a first epoch is tested, but not validated yet.
  const begun = runs.filter(({ lines }) => lines.test.length > 0 || lines.validation.length > 0);
  const common: SetName =
    begun.length > 0 && begun.every(({ lines }) => lines.validation.length > 0) ? 'validation' : 'test';
  const bands = measure === 'accuracy' ? bandsOf(network, fixed.by) : [];
  const overlay =
    measure === 'loss'
      ? (fixed.overlay.length > 0 ? fixed.overlay : overlayOf(network.figures, network.trainCount)).map(
          ([epoch, value]) => ({ epoch, value }),
        )
      : [];
  const spread = banded.size > 0 ? rangesOf(seeds.map((run) => linesOf(run, measure)[common])) : [];
  const drawn = runs.flatMap((run) => (run.shown ? SETS.map((set) => run.lines[set]) : [run.lines[common]]));
  const rest = {
    measure,
    runs,
    common,
    bands,
    overlay,
    spread,
    guess: measure === 'accuracy' ? guess : null,
    by: fixed.by,
    axis: fixed.axis,
    height: fixed.height ?? CURVES.height,
    epochs: Math.max(fixed.epochs, ...visible.map(({ run }) => run.settings.epochs)),
  };
  if (measure === 'loss')
    return {
      ...rest,
      ...lossAxis([
        ...drawn.flatMap((points) => points.map(({ value }) => value)),
        ...overlay.map(({ value }) => value),
      ]),
    };
  const started = visible.length > 0 && drawn.every((points) => settled(points).length === 0);
  // Where images are counted, the first epoch is what the chart is about.
  const values =
    fixed.axis === 'epochs'
      ? drawn.flatMap(settled)
      : finite(drawn.flatMap((points) => points.map(({ value }) => value)));
  const floor = started
    ? 0
    : accuracyFloor([...values, ...bands.map(({ least }) => least), ...(guess === null ? [] : [guess])]);
  return { ...rest, domain: [floor, 100], log: false, ticks: ACCURACY_TICKS[floor]! };
}

export const valueWords = (measure: MeasureName, value: number): string =>
  measure === 'accuracy' ? percent(value / 100) : lossWords(value);

/** By which images several runs are compared, and what else the chart shows. */
export function comparisonWords({ common, runs }: Pick<CurvesModel, 'common' | 'runs'>): string {
  const shown = runs.find((run) => run.shown);
  const others = shown ? SETS.filter((set) => set !== common && shown.lines[set].length > 0) : [];
  return `Every run by its ${common} images${shown && others.length > 0 ? `; run ${shown.number} also by ${others.join(' and ')}` : ''}.`;
}

/** The chart in words. */
export function curvesWords(model: CurvesModel): string {
  const runs = model.runs.flatMap((run) => {
    const ends = SETS.flatMap((set) => {
      const last = run.lines[set].at(-1);
      return last && (run.shown || set === model.common) ? [`${set} ${valueWords(model.measure, last.value)}`] : [];
    });
    return ends.length > 0 ? [`run ${run.number}, ${run.title}: ${ends.join(', ')}`] : [];
  });
  const { exact, ranges } = partedBands(model.bands);
  const source = [
    ...ranges.map(({ words }) => words),
    ...(exact.length > 0 ? [`published by ${model.by}: ${exact.length} points`] : []),
    ...(model.overlay.length > 0 ? [`loss by epoch of ${model.by}: ${model.overlay.length} points`] : []),
  ];
  const band = model.spread.at(-1);
  const seeds = band
    ? ` Its seeds lie between ${valueWords(model.measure, band.least)} and ${valueWords(model.measure, band.most)}.`
    : '';
  const guessed = model.guess === null ? '' : ` Your guess: ${model.guess} %.`;
  const compared = model.runs.length > 1 ? ` ${comparisonWords(model)}` : '';
  return `${model.measure === 'accuracy' ? 'Accuracy' : 'Loss'} by ${model.axis === 'epochs' ? 'epoch' : 'images seen'}.${compared} ${[...runs, ...source].join('; ') || 'No run yet'}.${seeds}${guessed}`;
}

/** `, 120 batches at a time`: for those who want to know what the thin line averages. */
export const stretchWords = (run: RunRecord | null): string => {
  if (!run || run.stretches.length === 0) return '';
  const span = Math.max(...run.stretches.map((stretch) => stretch.span)); // the newest may still grow
  const batches = Math.max(1, Math.round(span / run.settings.specification.batchSize));
  const things = run.settings.specification.batchSize === 1 ? 'image' : 'batch';
  return batches === 1
    ? `, ${things} by ${things}`
    : `, ${count(batches)} ${things === 'image' ? 'images' : 'batches'} at a time`;
};
