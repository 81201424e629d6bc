import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import type { TestPoint, TrainPoint } from '../trainer/curve.ts';
import { count, percent } from '../../words/format.ts';
import type { Run } from '../trainer/runs.ts';
import { lossDomain } from './geometry.ts';

export type Published = readonly (readonly [images: number, correct: number])[];

export interface ChartRun {
  readonly id: number;
  readonly look: number;
  readonly tests: readonly TestPoint[];
  /** Training images as they came; for the run in hand alone. */
  readonly train: readonly TrainPoint[];
  readonly divergedAt: number | null;
}

/** All that the two charts show. */
export interface ChartModel {
  readonly runs: readonly ChartRun[];
  readonly published: Published;
  readonly publishedBy: string;
  readonly imagesMax: number;
  readonly lossDomain: readonly [number, number];
}

export interface ChartFixed {
  readonly published: Published;
  readonly publishedBy: string;
  /** Right end of the axis before any run. */
  readonly imagesMax: number;
  /** Losses before any run. */
  readonly lossDomain: readonly [number, number];
}

/** The charts of the runs that are not hidden; `latest` also shows its training images. */
export function chartModel(runs: readonly Run[], latest: number | null, fixed: ChartFixed): ChartModel {
  const shown = runs.filter((run) => !run.hidden);
  const losses = shown.flatMap((run) => run.tests.map((test) => test.loss));
  return {
    published: fixed.published,
    publishedBy: fixed.publishedBy,
    imagesMax: Math.max(fixed.imagesMax, ...shown.map((run) => run.settings.epochs * TRAIN_COUNT)),
    lossDomain: lossDomain(losses, fixed.lossDomain),
    runs: shown.map((run) => ({
      id: run.id,
      look: run.look,
      tests: run.tests,
      train: run.id === latest ? run.train : [],
      divergedAt: run.end === 'diverged' ? run.imagesSeen : null,
    })),
  };
}

/** The accuracy chart in words. */
export function chartWords(model: ChartModel): string {
  const runs = model.runs.flatMap(({ id, tests }) => {
    const [first, last] = [tests[0], tests.at(-1)];
    if (!first || !last) return [];
    return [
      `run ${id}: from ${percent(first.correct / first.of)} to ${percent(last.correct / last.of)} after ${count(last.images)} images`,
    ];
  });
  const source =
    model.published.length > 0 ? [`published by ${model.publishedBy}: ${model.published.length} points`] : [];
  return `Test accuracy by images seen. ${[...runs, ...source].join('; ') || 'No run yet'}.`;
}
