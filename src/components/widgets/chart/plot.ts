import {
  areaY,
  axisX,
  axisY,
  dot,
  gridX,
  gridY,
  line,
  plot,
  rect,
  ruleX,
  ruleY,
  text,
  type Markish,
  type PlotOptions,
} from '@observablehq/plot';
import { ALONG, CURVES, LABELS, decadeWords, spread } from './geometry.ts';
import { lookOf } from './looks.ts';
import {
  curvesWords,
  afterWords,
  partedBands,
  ticksAlong,
  valueWords,
  type Band,
  type CurveRun,
  type CurvesModel,
  type Point,
  type SetName,
} from './model.ts';

const STYLE = {
  fontFamily: 'inherit',
  fontSize: '11.5px',
  background: 'none',
  overflow: 'visible',
  color: 'var(--ink-soft)',
};
/** Sets by their line and mark: test solid and full, validation dashed and hollow, training dotted. */
const DASH: Readonly<Record<SetName, string>> = { test: 'none', validation: '7 3', training: '2 3' };
/** Narrower charts have half as many numbers below. */
const NARROW = 440;

const narrowed = <Tick>(ticks: readonly Tick[], width: number): readonly Tick[] =>
  width < NARROW && ticks.length > 5 ? ticks.filter((_, k) => k % 2 === 0) : ticks;

/** A plot whose rules stand in the trainer's style sheet: a style element that comes and goes has the whole page styled anew. */
export function drawn(options: PlotOptions): SVGSVGElement {
  const svg = plot({ className: 'curve-plot', style: STYLE, ...options }) as SVGSVGElement;
  svg.querySelector('style')?.remove();
  // A group without a role takes no name; the plot as a whole has one, and its numbers are in the table.
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  return svg;
}

function setLine(model: CurvesModel, run: CurveRun, set: SetName): Markish[] {
  const points = run.lines[set].filter(({ value }) => Number.isFinite(value));
  if (points.length === 0) return [];
  const { colour, mark } = lookOf(run.look);
  // Several runs are compared by one set, whose lines stand out; the others of the run that is shown step back.
  const first = run.shown && (model.runs.length < 2 || set === model.common);
  const title = ({ epoch, value }: Point): string =>
    `run ${run.number}, ${set}, ${afterWords(model.axis, epoch)}: ${valueWords(model.measure, value)}`;
  const marks = { x: 'epoch', y: 'value', r: run.shown ? 2.5 : 2, symbol: mark, title };
  return [
    line(points, {
      x: 'epoch',
      y: 'value',
      stroke: colour,
      strokeWidth: first ? 2 : 1.25,
      strokeOpacity: first ? 1 : 0.5,
      strokeDasharray: DASH[set],
      strokeLinejoin: 'round',
      clip: true,
    }),
    set === 'training'
      ? dot(points, { ...marks, r: 1.25, fill: colour, clip: true })
      : dot(points, { ...marks, stroke: colour, fill: set === 'test' ? colour : 'var(--panel)', clip: true }),
  ];
}

/** The band between training and validation, or test where nothing validates: what has been learned by heart. */
function gap(run: CurveRun): Markish[] {
  const other = run.lines.validation.length > 0 ? run.lines.validation : run.lines.test;
  const at = new Map(other.map(({ epoch, value }) => [epoch.toFixed(6), value]));
  const both = run.lines.training.flatMap(({ epoch, value }) => {
    const there = at.get(epoch.toFixed(6));
    return there === undefined || !Number.isFinite(value) || !Number.isFinite(there)
      ? []
      : [{ epoch, from: value, to: there }];
  });
  return both.length < 2
    ? []
    : [areaY(both, { x: 'epoch', y1: 'from', y2: 'to', fill: lookOf(run.look).colour, fillOpacity: 0.14, clip: true })];
}

/** Pixels from the bottom of a chart, and back. */
interface Scale {
  readonly height: number;
  readonly toPixels: (value: number) => number;
  readonly fromPixels: (pixels: number) => number;
}

/** How a run's number is written: over lines and marks it stays readable. */
export const numberLook = (look: number): Readonly<Record<string, string | number>> => ({
  textAnchor: 'start',
  fill: lookOf(look).colour,
  stroke: 'var(--panel)',
  strokeWidth: 3,
  paintOrder: 'stroke',
});

/** Each run's number at the end of its line, moved apart where they would touch. */
function numbers(model: CurvesModel, width: number, { height, toPixels, fromPixels }: Scale): Markish[] {
  if (model.runs.length < 2) return [];
  const ends = model.runs.flatMap((run) => {
    const last = run.lines[model.common].findLast(({ value }) => Number.isFinite(value));
    return last
      ? [{ run, epoch: last.epoch, value: Math.max(model.domain[0], Math.min(model.domain[1], last.value)) }]
      : [];
  });
  const across = (width - CURVES.marginLeft - CURVES.marginRight) / model.epochs;
  const apart = spread(
    ends.map(({ epoch, value }) => ({ x: epoch * across, y: toPixels(value) })),
    height,
  );
  return ends.map(({ run, epoch }, i) =>
    text([epoch], {
      x: () => epoch,
      y: () => fromPixels(apart[i]!),
      text: () => String(run.number),
      dx: 7,
      fontWeight: run.shown ? 700 : 500,
      ...numberLook(run.look),
    }),
  );
}

const PUBLISHED_POINT = { className: 'published-figure', r: 4.5, stroke: 'var(--ink)', strokeWidth: 1.25 } as const;

/** What a source published: in ink, as a hollow mark or a band with its ends. */
function published(model: CurvesModel): Markish[] {
  const reach = model.epochs / 60;
  const { exact, ranges } = partedBands(model.bands.filter(({ most }) => most >= model.domain[0]));
  return [
    rect(ranges, {
      className: 'published-figure',
      x1: 0,
      x2: (band: Band) => band.epoch,
      y1: 'least',
      y2: 'most',
      fill: 'var(--ink)',
      fillOpacity: 0.06,
      clip: true,
    }),
    rect(ranges, {
      className: 'published-figure',
      x1: (band: Band) => band.epoch - reach,
      x2: (band: Band) => band.epoch + reach,
      y1: 'least',
      y2: 'most',
      stroke: 'var(--ink)',
      strokeWidth: 1.25,
      fill: 'none',
      title: 'words',
    }),
    dot(exact, { ...PUBLISHED_POINT, x: 'epoch', y: 'least', title: 'words' }),
    line(model.overlay, {
      className: 'published-figure',
      x: 'epoch',
      y: 'value',
      stroke: 'var(--ink)',
      strokeWidth: 1,
      strokeOpacity: 0.6,
    }),
    dot(model.overlay, {
      ...PUBLISHED_POINT,
      x: 'epoch',
      y: 'value',
      title: ({ epoch, value }: Point) => `${model.by}, epoch ${epoch}: ${value}`,
    }),
  ];
}

/** Accuracy or loss by epoch, of all runs, beside what a source published. */
export function curvesChart(model: CurvesModel, width: number): SVGSVGElement {
  const inner = model.height - CURVES.marginTop - CURVES.marginBottom;
  const [low, high] = model.domain;
  const span = model.log ? Math.log10(high / low) : high - low;
  const toPixels = (value: number): number =>
    ((model.log ? Math.log10(Math.max(value, low) / low) : value - low) / span) * inner;
  const fromPixels = (pixels: number): number =>
    model.log ? low * 10 ** ((pixels / inner) * span) : low + (pixels / inner) * span;
  const ticks = ticksAlong(model);
  const numbered = new Map(narrowed(ticks, width));
  const shown = model.runs.find((run) => run.shown);
  const label = model.log ? LABELS.logLoss : LABELS[model.measure];
  return drawn({
    ...CURVES,
    height: model.height,
    width,
    ariaLabel: curvesWords(model),
    x: { domain: [0, model.epochs], axis: null },
    y: { type: model.log ? 'log' : 'linear', domain: [low, high], axis: null },
    marks: [
      gridY(model.ticks, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      gridX(
        ticks.map(([epoch]) => epoch),
        { stroke: 'var(--rule)', strokeOpacity: 1 },
      ),
      axisX([...numbered.keys()], {
        label: model.axis === 'epochs' ? ALONG.epochs : ALONG.images,
        labelAnchor: 'right',
        labelArrow: false,
        tickSize: 0,
        tickFormat: (epoch: number) => numbered.get(epoch)!,
      }),
      axisY([...model.ticks], {
        label,
        labelAnchor: 'top',
        labelArrow: false,
        labelOffset: 46,
        tickSize: 0,
        tickFormat: model.log ? decadeWords : String,
      }),
      shown && model.spread.length > 1
        ? areaY(model.spread, {
            x: 'epoch',
            y1: 'least',
            y2: 'most',
            fill: lookOf(shown.look).colour,
            fillOpacity: 0.28,
            clip: true,
          })
        : null,
      shown && model.spread.length === 0 ? gap(shown) : null,
      shown
        ? line(
            shown.stretches.filter(({ value }) => Number.isFinite(value) && (!model.log || value > 0)),
            {
              x: 'epoch',
              y: 'value',
              stroke: lookOf(shown.look).colour,
              strokeOpacity: 0.32,
              strokeWidth: 1,
              clip: true,
            },
          )
        : null,
      ...model.runs.filter((run) => !run.shown).flatMap((run) => setLine(model, run, model.common)),
      ...(shown ? (['training', 'validation', 'test'] as const).flatMap((set) => setLine(model, shown, set)) : []),
      ...published(model),
      ...model.runs.map((run) =>
        run.divergedAt === null
          ? null
          : ruleX([run.divergedAt], { stroke: lookOf(run.look).colour, strokeDasharray: '2 2' }),
      ),
      ...numbers(model, width, { height: inner, toPixels, fromPixels }),
      model.guess === null
        ? null
        : ruleY([model.guess], { stroke: 'var(--warn)', strokeWidth: 1.5, strokeDasharray: '8 4' }),
      ruleY([low], { stroke: 'var(--rule-strong)' }),
    ],
  });
}

/** Small drawings that nobody sees, one kind of mark each: a first drawing takes several times as long as the next. */
export const rehearsals: readonly (() => void)[] = [
  [gridX([1]), gridY([1])],
  [axisX([1], { tickFormat: String }), axisY([1], { tickFormat: decadeWords })],
  [
    line(
      [
        [0, 1],
        [1, 2],
      ],
      { clip: true },
    ),
  ],
  [
    dot([[0, 1]], { title: String }),
    areaY(
      [
        [0, 1],
        [1, 2],
      ],
      { x: '0', y1: 1, y2: '1' },
    ),
  ],
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
