import type { NetworkSpecification } from '../../../lib/nn/specification.ts';
import type { Tensor } from '../../../lib/nn/tensor.ts';
import { layerOutputs, type LayerOutput } from '../../../lib/nn/layer-outputs.ts';

/** How the numbers of one layer are laid out as a picture. */
export interface Layout {
  readonly values: Float32Array;
  readonly columns: number;
  /** Which unit stands at each place; −1 where there is none. */
  readonly units: Int32Array;
}

const GAP = 1; // places between two maps

/** Several square maps [maps, side, side] side by side, with one free place between them. */
function mapsLayout(values: Float32Array, maps: number, side: number): Layout {
  const across = Math.ceil(Math.sqrt(maps * 2));
  const columns = across * (side + GAP) - GAP;
  const rows = Math.ceil(maps / across) * (side + GAP) - GAP;
  const placed = new Float32Array(columns * rows).fill(NaN);
  const units = new Int32Array(columns * rows).fill(-1);
  for (let unit = 0; unit < values.length; unit++) {
    const map = Math.floor(unit / (side * side));
    const within = unit % (side * side);
    const row = Math.floor(map / across) * (side + GAP) + Math.floor(within / side);
    const place = row * columns + (map % across) * (side + GAP) + (within % side);
    placed[place] = values[unit]!;
    units[place] = unit;
  }
  return { values: placed, columns, units };
}

/** The picture that goes in as a square, maps side by side, any other layer about twice as wide as high. */
export function layoutOf({ name, values, shape }: LayerOutput): Layout {
  if (shape.length === 3) return mapsLayout(values, shape[0]!, shape[1]!);
  const side = Math.sqrt(values.length);
  const columns =
    name === 'input' && Number.isInteger(side)
      ? side
      : values.length <= 20
        ? values.length
        : Math.ceil(Math.sqrt(values.length * 2));
  return { values, columns, units: Int32Array.from(values, (_, unit) => unit) };
}

/** What a layer does for one picture, in numbers. */
export interface Activity {
  readonly above: number;
  readonly largest: number;
  /** Unit with the largest value. */
  readonly at: number;
}

export function activityOf(values: Float32Array): Activity {
  let [above, at] = [0, 0];
  values.forEach((value, unit) => {
    if (value > 0) above++;
    if (value > values[at]!) at = unit;
  });
  return { above, largest: values[at]!, at };
}

/** Where a scale of colours for these values ends: the largest size among them. */
export function endOf(values: Float32Array): number {
  let end = 0;
  for (const value of values) if (Math.abs(value) > end && Number.isFinite(value)) end = Math.abs(value);
  return end || 1;
}

/** Activations that can fall silent: ReLU at zero, leaky ReLU below it. */
const canDie = (activation: string): boolean => activation === 'relu' || activation === 'leakyRelu';

/** How many units of one hidden layer were above zero for none of the pictures. */
export interface DeadCount {
  /** The layer's place among all that `layerOutputs` gives; 0 is the input. */
  readonly layer: number;
  readonly dead: number;
  readonly units: number;
}

/**
 * Counts the units of hidden ReLU layers that stay at or below zero for each of the `images` [count, inputs]. `breathe` is
 * awaited between slices of about ten milliseconds.
 */
export async function countDead(
  specification: NetworkSpecification,
  weights: readonly Tensor[],
  images: Uint8Array,
  breathe: () => Promise<void>,
  signal: AbortSignal,
): Promise<DeadCount[]> {
  const { inputs, layers } = specification;
  const hidden = layers.slice(0, -1);
  const alive = hidden.map(({ units }) => new Uint8Array(units));
  let pause = performance.now() + 10;
  for (let from = 0; from < images.length; from += inputs) {
    const outputs = layerOutputs(specification, weights, images.subarray(from, from + inputs)).slice(-layers.length); // the dense layers'
    alive.forEach((units, l) => outputs[l]!.values.forEach((value, unit) => void (value > 0 && (units[unit] = 1))));
    if (performance.now() < pause) continue;
    await breathe();
    signal.throwIfAborted();
    pause = performance.now() + 10;
  }
  const before = 1 + (layerOutputs(specification, weights, images.subarray(0, inputs)).length - 1 - layers.length);
  return hidden.flatMap(({ activation, units }, l) =>
    canDie(activation)
      ? [{ layer: before + l, units, dead: alive[l]!.reduce((dead, lives) => dead - lives, units) }]
      : [],
  );
}
