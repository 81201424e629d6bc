import { axisX, axisY, dot, gridX, gridY, rect, ruleX, ruleY, text } from '@observablehq/plot';
import { CURVES, LABELS, PARAMETERS_LABEL, spread } from './geometry.ts';
import { lookOf } from './looks.ts';
import { percent } from '../../words/format.ts';
import { ACCURACY_TICKS } from './model.ts';
import {
  parametersWords,
  shortCount,
  type ParameterPoint,
  type ParametersModel,
  type PublishedPoint,
} from './parameters.ts';
import { drawn, numberLook } from './plot.ts';

const HEIGHT = 240;
const title = ({ number, name, set, parameters, value }: ParameterPoint): string =>
  `run ${number}, ${name}, ${parameters.toLocaleString('en-US')} parameters, ${set}: ${percent(value / 100)}`;

/** Accuracy against the number of parameters, which stands on a logarithmic scale. */
export function parametersChart(model: ParametersModel, width: number): SVGSVGElement {
  const { points, published, floor } = model;
  const inner = HEIGHT - CURVES.marginTop - CURVES.marginBottom;
  const heads = points.filter(({ set }) => set !== 'training');
  const perPoint = inner / (100 - floor);
  const [low, high] = model.domain;
  const across = (width - CURVES.marginLeft - CURVES.marginRight) / Math.log(high / low);
  const apart = spread(
    heads.map(({ parameters, value }) => ({ x: Math.log(parameters / low) * across, y: (value - floor) * perPoint })),
    inner,
  );
  return drawn({
    ...CURVES,
    height: HEIGHT,
    width,
    ariaLabel: parametersWords(model),
    x: { type: 'log', domain: [...model.domain], axis: null },
    y: { domain: [floor, 100], axis: null },
    marks: [
      gridY(ACCURACY_TICKS[floor]!, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      gridX([...model.ticks], { stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisX([...model.ticks], {
        label: PARAMETERS_LABEL,
        labelAnchor: 'right',
        labelArrow: false,
        tickSize: 0,
        tickFormat: shortCount,
      }),
      axisY([...ACCURACY_TICKS[floor]!], {
        label: LABELS.accuracy,
        labelAnchor: 'top',
        labelArrow: false,
        labelOffset: 46,
        tickSize: 0,
        tickFormat: String,
      }),
      rect(published, {
        x1: ({ parameters }: PublishedPoint) => parameters / 1.06,
        x2: ({ parameters }: PublishedPoint) => parameters * 1.06,
        y1: 'least',
        y2: 'most',
        stroke: 'var(--ink)',
        strokeWidth: 1,
        strokeOpacity: 0.7,
        fill: 'var(--ink)',
        fillOpacity: 0.05,
        title: ({ name }: PublishedPoint) => `${name}: what counts as ${model.by}’s`,
        clip: true,
      }),
      ...points.flatMap((point, i) => {
        const partner = points.find(({ number, set }) => number === point.number && set !== point.set);
        return i > 0 && partner && point.set !== 'training'
          ? [
              ruleX([point], {
                x: 'parameters',
                y1: () => point.value,
                y2: () => partner.value,
                stroke: lookOf(point.look).colour,
                strokeOpacity: 0.35,
                strokeWidth: 5,
              }),
            ]
          : [];
      }),
      ...points.map((point) => {
        const { colour, mark } = lookOf(point.look);
        const fill = point.set === 'test' ? colour : 'var(--panel)';
        return point.set === 'training'
          ? dot([point], { x: 'parameters', y: 'value', r: 2, fill: colour, title, clip: true })
          : dot([point], {
              x: 'parameters',
              y: 'value',
              r: 4,
              symbol: mark,
              stroke: colour,
              strokeWidth: 1.5,
              fill,
              title,
              clip: true,
            });
      }),
      ...heads.map((point, i) =>
        text([point], {
          x: 'parameters',
          y: () => floor + apart[i]! / perPoint,
          text: ({ number }: ParameterPoint) => String(number),
          dx: 9,
          fontWeight: 600,
          ...numberLook(point.look),
        }),
      ),
      ruleY([floor], { stroke: 'var(--rule-strong)' }),
    ],
  });
}
