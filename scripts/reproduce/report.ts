import { table } from '../lib/table.ts';
import type { ReproducedFigure, ReproducedRun } from './run.ts';
import { figureWords } from '../../src/lib/systems/figure-words.ts';
import type { Measure } from '../../src/lib/systems/system.ts';

/** A published system beside ours. */
export interface Reproduction {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly remark?: string;
  readonly runs: readonly ReproducedRun[];
  /** True when every figure of every run passes. */
  readonly pass: boolean;
  /** Training time of all runs together. */
  readonly seconds: number;
}

const MEASURED: Readonly<Record<Measure, string>> = {
  test: 'test',
  validation: 'validation',
  training: 'training',
  trainingLoss: 'loss',
};

function row(run: ReproducedRun, figure: ReproducedFigure): readonly string[] {
  const { measure, accepted, value, correct, of } = figure;
  const [least, most] = accepted;
  return [
    run.name,
    figure.imagesSeen.toLocaleString('en'),
    MEASURED[measure],
    figure.printed,
    least === most ? figureWords(measure, least) : `${figureWords(measure, least)} to ${figureWords(measure, most)}`,
    figureWords(measure, value),
    correct === undefined ? '' : `${correct.toLocaleString('en')} of ${of!.toLocaleString('en')}`,
    figure.seconds.toFixed(1),
    figure.pass ? 'pass' : 'NOT PASSED',
  ];
}

const HEAD = ['run', 'images', 'of', 'source', 'accepted', 'ours', 'right', 'seconds', 'verdict'];

/** A system's figures as a table with what must be said of them. */
export function report({ title, source, remark, runs, seconds }: Reproduction): string {
  const figures = runs.flatMap((run) => run.figures);
  const failed = figures.filter(({ pass }) => !pass).length;
  const engines = [...new Set(runs.map(({ engine }) => engine))].join(' and ');
  return [
    '',
    title,
    source,
    ...(remark ? [remark] : []),
    '',
    table(
      HEAD,
      runs.flatMap((run) => run.figures.map((figure) => row(run, figure))),
    ),
    '',
    ...runs.flatMap((run) =>
      run.figures.flatMap(({ note, imagesSeen }) =>
        note ? [`${run.name}, ${imagesSeen.toLocaleString('en')} images: ${note}`] : [],
      ),
    ),
    ...new Set(runs.flatMap(({ because }) => (because ? [because] : []))),
    `${failed === 0 ? `All ${figures.length} figures pass` : `${failed} of ${figures.length} figures do NOT PASS`}; trained in ${seconds.toFixed(1)} s by the ${engines} engine.`,
  ].join('\n');
}
