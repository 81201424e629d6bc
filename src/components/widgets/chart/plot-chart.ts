import {
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  line,
  plot,
  ruleX,
  ruleY,
  text,
  type Markish,
  type PlotOptions,
} from '@observablehq/plot';
import type { TestPoint } from '../trainer/curve.ts';
import { count, loss as lossWords, percent } from '../../words/format.ts';
import {
  ACCURACY,
  ACCURACY_LABEL,
  decades,
  decadeWords,
  IMAGES_LABEL,
  imageTicks,
  LOSS,
  LOSS_LABEL,
  spread,
} from './geometry.ts';
import { lookOf } from './looks.ts';
import { chartWords, type ChartModel, type ChartRun } from './model.ts';

export { chartModel } from './model.ts';

const STYLE = {
  fontFamily: 'inherit',
  fontSize: '11.5px',
  background: 'none',
  overflow: 'visible',
  color: 'var(--ink-soft)',
};
const percentOf = (test: TestPoint): number => (100 * test.correct) / test.of;

/** A plot whose rules stand in the trainer's style sheet: a style element that comes and goes has the whole page styled anew. */
function drawn(options: PlotOptions): SVGSVGElement {
  const svg = plot({ className: 'curve-plot', style: STYLE, ...options }) as SVGSVGElement;
  svg.querySelector('style')?.remove();
  // A group without a role takes no name; the plot as a whole has one, and its numbers are in the table.
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  return svg;
}

/** The curve of one run: a line with a mark at each scoring. */
function curve(run: ChartRun, y: (test: TestPoint) => number, words: (test: TestPoint) => string): Markish[] {
  const { colour, dash, mark } = lookOf(run.look);
  const tests = run.tests.filter((test) => Number.isFinite(y(test)));
  return [
    line(tests, { x: 'images', y, stroke: colour, strokeWidth: 1.75, strokeDasharray: dash, strokeLinejoin: 'round' }),
    dot(tests, {
      x: 'images',
      y,
      fill: colour,
      r: 2,
      symbol: mark,
      title: (test: TestPoint) => `run ${run.id}, ${count(test.images)} images: ${words(test)}`,
    }),
  ];
}

/** Pixels from the bottom of a chart, and back. */
interface Scale {
  readonly height: number;
  readonly toPixels: (value: number) => number;
  readonly fromPixels: (pixels: number) => number;
}

/** Each run's number at the end of its curve, moved apart where they would touch. */
function numbers(
  model: ChartModel,
  y: (test: TestPoint) => number,
  width: number,
  { height, toPixels, fromPixels }: Scale,
): Markish[] {
  const ends = model.runs.flatMap((run) => {
    const last = run.tests.findLast((test) => Number.isFinite(y(test)));
    return last ? [{ run, images: last.images, y: y(last) }] : [];
  });
  const across = (width - ACCURACY.marginLeft - ACCURACY.marginRight) / model.imagesMax;
  const apart = spread(
    ends.map((end) => ({ x: end.images * across, y: toPixels(end.y) })),
    height,
  );
  return ends.map(({ run, images }, i) =>
    text([images], {
      x: () => images,
      y: () => fromPixels(apart[i]!),
      text: () => String(run.id),
      dx: 7,
      textAnchor: 'start',
      fill: lookOf(run.look).colour,
      fontWeight: 600,
    }),
  );
}

/** Narrower charts carry every second number. */
const NARROW = 440;

const xAxis = (model: ChartModel, labelled: boolean, width: number): Markish[] => {
  const ticks = imageTicks(model.imagesMax);
  const numbered = width < NARROW ? ticks.filter((_, k) => k % 2 === 0) : ticks;
  return [
    gridX(ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
    labelled
      ? axisX(numbered, {
          label: IMAGES_LABEL,
          labelAnchor: 'right',
          labelArrow: false,
          tickSize: 0,
          tickFormat: count,
        })
      : null,
  ];
};

/** Correct test images in per cent, of all runs, beside the published counts. */
export function accuracyChart(model: ChartModel, width: number): SVGSVGElement {
  const inner = ACCURACY.height - ACCURACY.marginTop - ACCURACY.marginBottom;
  const latest = model.runs.find((run) => run.train.length > 0);
  return drawn({
    ...ACCURACY,
    width,
    ariaLabel: chartWords(model),
    x: { domain: [0, model.imagesMax], axis: null },
    y: { domain: [0, 100], axis: null },
    marks: [
      gridY([0, 20, 40, 60, 80, 100], { stroke: 'var(--rule)', strokeOpacity: 1 }),
      ...xAxis(model, false, width),
      axisY([0, 20, 40, 60, 80, 100], {
        label: ACCURACY_LABEL,
        labelAnchor: 'top',
        labelArrow: false,
        labelOffset: 46,
        tickSize: 0,
      }),
      latest
        ? line(latest.train, {
            x: 'images',
            y: (p: { accuracy: number }) => 100 * p.accuracy,
            stroke: lookOf(latest.look).colour,
            strokeOpacity: 0.35,
            strokeWidth: 1,
          })
        : null,
      ...model.runs.flatMap((run) =>
        curve(
          run,
          percentOf,
          (test) => `${count(test.correct)} of ${count(test.of)} (${percent(test.correct / test.of)})`,
        ),
      ),
      dot(model.published, {
        x: '0',
        y: (point: readonly [number, number]) => point[1] / 100,
        r: 4.5,
        stroke: 'var(--ink)',
        strokeWidth: 1.25,
        className: 'published-figure',
        title: (point: readonly [number, number]) =>
          `${model.publishedBy}, ${count(point[0])} images: ${count(point[1])} of 10,000`,
      }),
      ...model.runs.map((run) =>
        run.divergedAt === null
          ? null
          : ruleX([run.divergedAt], { stroke: lookOf(run.look).colour, strokeDasharray: '2 2' }),
      ),
      ...numbers(model, percentOf, width, {
        height: inner,
        toPixels: (value) => (value / 100) * inner,
        fromPixels: (pixels) => (pixels / inner) * 100,
      }),
      ruleY([0], { stroke: 'var(--rule-strong)' }),
    ],
  });
}

/** Mean loss on the test images, of all runs, on a logarithmic scale. */
export function lossChart(model: ChartModel, width: number): SVGSVGElement {
  const [low, high] = model.lossDomain;
  const inner = LOSS.height - LOSS.marginTop - LOSS.marginBottom;
  const perDecade = inner / Math.log10(high / low);
  const lossOf = (test: TestPoint): number => (test.loss > 0 ? test.loss : Number.NaN);
  const latest = model.runs.find((run) => run.train.length > 0);
  const ticks = decades(model.lossDomain, 4);
  return drawn({
    ...LOSS,
    width,
    ariaLabel: `Loss on the test images by images seen, ${model.runs.length} runs; the numbers are in the table.`,
    x: { domain: [0, model.imagesMax], axis: null },
    y: { type: 'log', domain: [low, high], clamp: true, axis: null },
    marks: [
      gridY(ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      ...xAxis(model, true, width),
      axisY(ticks, {
        label: LOSS_LABEL,
        labelAnchor: 'top',
        labelArrow: false,
        labelOffset: 46,
        tickSize: 0,
        tickFormat: decadeWords,
      }),
      latest
        ? line(
            latest.train.filter((p) => p.loss > 0 && Number.isFinite(p.loss)),
            { x: 'images', y: 'loss', stroke: lookOf(latest.look).colour, strokeOpacity: 0.35, strokeWidth: 1 },
          )
        : null,
      ...model.runs.flatMap((run) => curve(run, lossOf, (test) => lossWords(test.loss))),
      ...numbers(model, lossOf, width, {
        height: inner,
        toPixels: (value) => Math.log10(value / low) * perDecade,
        fromPixels: (pixels) => low * 10 ** (pixels / perDecade),
      }),
      ruleY([low], { stroke: 'var(--rule-strong)' }),
    ],
  });
}

/**
 * Small drawings that nobody sees, one kind of mark each. A first drawing takes several times as long as the next;
 * taken one by one in idle moments, they spare the page one long task when training starts.
 */
export const rehearsals: readonly (() => void)[] = [
  [gridX([1]), gridY([1])],
  [axisX([1], { tickFormat: count })],
  [axisY([1], { tickFormat: decadeWords })],
  [
    line([
      [0, 1],
      [1, 2],
    ]),
  ],
  [dot([[0, 1]], { title: String })],
  [text([[0, 1]]), ruleX([1]), ruleY([1])],
].map(
  (marks) => () =>
    void drawn({
      width: 100,
      height: 50,
      x: { domain: [0, 1], axis: null },
      y: { type: 'log', domain: [1, 2], clamp: true, axis: null },
      marks,
    }),
);
