import { dataSetNamed } from '../data/data-sets.ts';
import type { Shown } from './contract.ts';
import { inspect } from './inspect.ts';
import { needNumbers, refuse } from './lab-arrays.ts';
import type { Lab } from './lab-names.ts';
import type { Matrix, Numbers, PlotOptions } from './lab-types.ts';
import { LIMITS } from './limits.ts';
import { thinned } from './thin.ts';

type Emit = (shown: Shown) => void;

const SIDE: number = dataSetNamed().side;
const isTyped = (value: unknown): value is Float32Array => ArrayBuffer.isView(value) && !(value instanceof DataView);
const isVector = (value: unknown): value is Numbers =>
  isTyped(value) || (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number'));
const isMatrix = (value: unknown): value is Matrix =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((row) => isVector(row) && row.length === (value[0] as Numbers).length);
const titled = (title: string | undefined): { readonly title?: string } =>
  title === undefined ? {} : { title: String(title).slice(0, LIMITS.title) };

/** Grey if nothing is negative: raw pixels (0 to 255) are divided by 255. Anything negative is drawn around zero. */
function picture(values: Numbers, width: number, height: number, title: string | undefined, weights = false): Shown {
  const pixels = Float32Array.from(values);
  const diverging = weights || pixels.some((value) => value < 0);
  if (!diverging && (values instanceof Uint8Array || pixels.some((value) => value > 1))) {
    for (let i = 0; i < pixels.length; i++) pixels[i]! /= 255;
  }
  return { kind: 'picture', ...titled(title), width, height, pixels, diverging };
}

function showValue(emit: Emit, value: unknown, title: string | undefined): void {
  if (isVector(value) && value.length === SIDE * SIDE) return emit(picture(value, SIDE, SIDE, title));
  if (isVector(value) && value.length > 0 && value.length <= LIMITS.bars) {
    const values = Array.from(value, Number);
    return emit({ kind: 'bars', ...titled(title), labels: values.map((_, i) => String(i)), values });
  }
  if (isMatrix(value)) {
    const columns = value[0]!.length;
    if (value.length === SIDE * SIDE && columns <= 64) {
      for (let j = 0; j < columns; j++) {
        const column = value.map((row) => row[j]!);
        emit(picture(column, SIDE, SIDE, title === undefined ? `column ${j}` : `${title}, column ${j}`, true));
      }
      return;
    }
    if (value.length === SIDE && columns === SIDE)
      return emit(
        picture(
          value.flatMap((row) => [...row]),
          SIDE,
          SIDE,
          title,
        ),
      );
  }
  const values = title === undefined ? [inspect(value)] : [inspect(String(title)), inspect(value)];
  emit({ kind: 'console', level: 'log', values });
}

const isPoints = (values: unknown): values is readonly (readonly [number, number])[] =>
  Array.isArray(values) &&
  values.length > 0 &&
  values.every(
    (point) => Array.isArray(point) && point.length === 2 && point.every((value) => typeof value === 'number'),
  );

/** The points of one line of a plot. */
function pointsOf(values: unknown): { readonly x: readonly number[]; readonly y: readonly number[] } {
  if (isPoints(values)) return { x: values.map(([x]) => x), y: values.map(([, y]) => y) };
  const y = Array.from(needNumbers('plot', values), Number);
  return { x: y.map((_, i) => i), y };
}

/** `show` and `plot` of the `lab` module; what they make goes out by `emit`. */
export function createShowing(emit: Emit): Pick<Lab, 'show' | 'plot'> {
  return {
    show: (value, title) => showValue(emit, value, title),
    plot(values, options: PlotOptions = {}) {
      const named = isVector(values) || isPoints(values) || Array.isArray(values) ? { '': values } : values;
      if (typeof named !== 'object' || named === null)
        return refuse('plot', 'a list of numbers, a list of points or lists by name', values);
      const entries = Object.entries(named);
      if (entries.length > LIMITS.series)
        throw new Error(`plot expected at most ${LIMITS.series} lines, got ${entries.length}.`);
      const most = Math.min(LIMITS.points, Math.floor(LIMITS.plotPoints / entries.length));
      emit({
        kind: 'plot',
        ...titled(options.title),
        ...(options.xLabel === undefined ? {} : { xLabel: String(options.xLabel).slice(0, LIMITS.title) }),
        ...(options.yLabel === undefined ? {} : { yLabel: String(options.yLabel).slice(0, LIMITS.title) }),
        series: entries.map(([name, list]) => ({
          name: name.slice(0, LIMITS.title),
          ...thinned(pointsOf(list), most),
        })),
      });
    },
  };
}
