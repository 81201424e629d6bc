import { ConvolutionLayer } from '../../../../lib/nn/convolution.ts';
import { convolutionShapes } from '../../../../lib/nn/shapes.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';

/** Filters of both floors, the first floor's first. */
export const FILTERS: readonly [number, number] = [8, 16];
/** Images that excite a filter most, so many are shown. */
export const MOST = 9;
/** How far a place of each floor looks, in pixels, and how far apart two places are. */
export const SEES = [5, 14] as const;
const APART = [1, 2] as const;

/** Where in which image a filter found most. */
export interface Find {
  /** Counted from 0. */
  readonly image: number;
  readonly value: number;
  /** The upper left pixel of the patch that it looked at. */
  readonly row: number;
  readonly column: number;
}

type Numbers = Float32Array<ArrayBuffer>;

/** Both floors of a network of convolutions, one image at a time. */
export class Floors {
  readonly #first: ConvolutionLayer;
  readonly #pooled: ConvolutionLayer;
  readonly #second: ConvolutionLayer;

  constructor(specification: NetworkSpecification, [weight1, bias1, weight2, bias2]: readonly Tensor[]) {
    const [one, two] = specification.convolutions!;
    const shapes = convolutionShapes(specification);
    const first = { weight: weight1!, bias: bias1! };
    // Before the pool every place is still there.
    const whole = convolutionShapes({ ...specification, convolutions: [{ ...one!, pool: 1 }] })[0]!;
    this.#first = new ConvolutionLayer(whole, { ...one!, pool: 1 }, first);
    this.#pooled = new ConvolutionLayer(shapes[0]!, one!, first);
    const last = { ...shapes[1]!, pool: 1, pooledSide: shapes[1]!.outputSide };
    this.#second = new ConvolutionLayer(last, { ...two!, pool: 1 }, { weight: weight2!, bias: bias2! });
  }

  /** What every filter of a floor gives out at every place, after ReLU and before the pool, for one image [784]. */
  maps(x: Numbers, floor: 0 | 1): { readonly values: Numbers; readonly side: number } {
    const layer = floor === 0 ? this.#first : this.#second;
    const values = floor === 0 ? layer.forward(x, 1) : layer.forward(this.#pooled.forward(x, 1), 1);
    const { outputSide, filters } = layer.shape;
    return { values: values.slice(0, filters * outputSide ** 2), side: outputSide };
  }
}

/** Of each filter of a floor the place where it gives out most, in one image. */
export function bestPlaces(
  { values, side }: { readonly values: Float32Array; readonly side: number },
  floor: 0 | 1,
): readonly Omit<Find, 'image'>[] {
  return Array.from({ length: FILTERS[floor] }, (_, filter) => {
    const from = filter * side * side;
    let best = from;
    for (let k = from; k < from + side * side; k++) if (values[k]! > values[best]!) best = k;
    const place = best - from;
    return {
      value: values[best]!,
      row: Math.floor(place / side) * APART[floor],
      column: (place % side) * APART[floor],
    };
  });
}

/** The kernel of a filter of the first floor: [5, 5]. */
export const kernelOf = ({ values }: Pick<Tensor, 'values'>, filter: number): readonly number[] => [
  ...values.slice(filter * 25, (filter + 1) * 25),
];

/** How much a filter of the second floor asks of each of the first: the root of the sum of its squared weights there. */
export const asksOf = ({ values }: Pick<Tensor, 'values'>, filter: number): readonly number[] =>
  Array.from({ length: FILTERS[0] }, (_, channel) => {
    const from = (filter * FILTERS[0] + channel) * 25;
    return Math.hypot(...values.slice(from, from + 25));
  });

/** What there is to notice about a filter. */
export function noticeOf(floor: 0 | 1, labels: readonly number[]): string {
  const kinds = new Set(labels).size;
  return floor === 0
    ? `A place of the first floor sees 5 by 5 pixels. The nine images are of ${kinds} different digits: it looks for a stroke or an edge, whoever it belongs to.`
    : `A place of the second floor sees 14 by 14 pixels, through what the first floor found there. The nine images are of ${kinds} different ${kinds === 1 ? 'digit' : 'digits'}: what it looks for is already a part of some digits, and not of others.`;
}
