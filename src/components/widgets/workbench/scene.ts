import { convolutionShapes } from '../../../lib/nn/shapes.ts';
import { layerOutputs } from '../../../lib/nn/layer-outputs.ts';
import { makeShares } from '../../../lib/nn/shares.ts';
import type { NetworkSpecification } from '../../../lib/nn/specification.ts';
import type { Tensor } from '../../../lib/nn/tensor.ts';
import type { ShownModel } from '../pictures/picture.ts';

/** So many units of a layer are drawn. */
export const MOST_SHOWN = 12;
/** So many connections between two layers. */
const MOST_BANDS = 48;

/** What joins one layer to the next: weight of path from unit to unit. */
interface Join {
  /** The size of what leads from unit `from` to unit `to`; its sign where it is one weight, else above zero. */
  of(from: number, to: number): number;
  /** True where a size stands for many weights, which have no one sign. */
  readonly many: boolean;
}

/** Units of one layer, or kernels of a convolution, or the classes. */
export interface Stage {
  readonly units: number;
  /** What it gives out for the image, one number a unit: of a convolution the largest on its map. Null without an image. */
  readonly values: ArrayLike<number> | null;
  readonly join: Join;
}

const rootOfSquares = (values: Float32Array, from: number, count: number, step = 1): number => {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[from + i * step]! ** 2;
  return Math.sqrt(sum);
};

/** Weight tensors alone, without biases, first layer first. */
const weightsAlone = (weights: readonly Tensor[]): readonly Tensor[] =>
  weights.filter(({ name }) => name.endsWith('.weight'));

/** How the layer that `weight` leads into hangs on what is before it, `before` units of `maps` numbers each. */
function joinOf({ shape, values }: Tensor, before: number): Join {
  if (shape.length === 4) {
    const [, channels, side] = shape as [number, number, number, number];
    const kernel = side * side;
    return { many: true, of: (from, to) => rootOfSquares(values, (to * channels + from) * kernel, kernel) };
  }
  const [inputs, units] = shape as [number, number];
  const maps = inputs / before;
  if (maps === 1) return { many: false, of: (from, to) => values[from * units + to]! };
  return { many: true, of: (from, to) => rootOfSquares(values, from * maps * units + to, maps, units) };
}

/** The largest of each map [maps, side, side], or each unit's own value. */
function perUnit({ values, shape }: Tensor): Float32Array {
  if (shape.length !== 3) return values.slice();
  const [maps, side] = shape as [number, number, number];
  const map = side * side;
  return Float32Array.from({ length: maps }, (_, k) => {
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < map; i++) most = Math.max(most, values[k * map + i]!);
    return most;
  });
}

/** What goes through the network: each layer's output for one image, the classes' as they are, before shares are made of them. */
export const passOf = ({ specification, weights }: ShownModel, image: Uint8Array): readonly Float32Array[] =>
  layerOutputs(specification, weights, image).slice(1).map(perUnit);

/** The shares of the classes, from what the last layer gives out. */
export function sharesOf(specification: NetworkSpecification, outputs: Float32Array): Float32Array {
  const shares = outputs.slice();
  makeShares(specification, shares);
  return shares;
}

/** Every layer of the network behind the picture, with how it hangs on the one before. */
export function stagesOf(model: ShownModel, pass: readonly Float32Array[] | null): readonly Stage[] {
  const { specification } = model;
  const counts = [
    ...convolutionShapes(specification).map(({ filters }) => filters),
    ...specification.layers.map(({ units }) => units),
  ];
  return weightsAlone(model.weights).map((weight, l) => ({
    units: counts[l]!,
    values: pass?.[l] ?? null,
    join: joinOf(weight, l === 0 ? 1 : counts[l - 1]!),
  }));
}

/** Which units of a stage are drawn: the most active for the image, else the first; in their own order. */
export function shownUnits({ units, values }: Pick<Stage, 'units' | 'values'>, most = MOST_SHOWN): readonly number[] {
  const all = Array.from({ length: units }, (_, unit) => unit);
  if (units <= most) return all;
  if (!values) return all.slice(0, most);
  const size = (unit: number): number => Math.abs(values[unit]!) || 0;
  return [...all]
    .sort((a, b) => size(b) - size(a) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

/** One connection that is drawn: between the places of two units among those shown. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** −1 to 1: its weight against the largest between the two layers; of many weights, their size. */
  readonly strength: number;
}

/** The strongest connections between two layers as they are shown. */
export function bandsOf(before: readonly number[], shown: readonly number[], join: Join): readonly Band[] {
  const all = before.flatMap((from, a) =>
    shown.map((to, b) => ({ from: a, to: b, strength: join.of(from, to) })).filter(({ strength }) => strength !== 0),
  );
  const largest = all.reduce((most, { strength }) => Math.max(most, Math.abs(strength)), 0) || 1;
  return all
    .sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength))
    .slice(0, MOST_BANDS)
    .map((band) => ({ ...band, strength: band.strength / largest }));
}

/** What one hidden unit says for the image, and what comes of it in the next layer. */
export interface UnitVotes {
  readonly value: number;
  /** To each unit of the next layer: the value times the weight; null where it leads over many weights. */
  readonly votes: readonly number[] | null;
}

export function votesOfUnit(stages: readonly Stage[], l: number, unit: number): UnitVotes | null {
  const [stage, next] = [stages[l], stages[l + 1]];
  if (!stage?.values || !next) return null;
  const value = stage.values[unit]!;
  return {
    value,
    votes: next.join.many ? null : Array.from({ length: next.units }, (_, to) => value * next.join.of(unit, to)),
  };
}
