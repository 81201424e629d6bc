import type { NetworkSpecification } from '../../../lib/nn/specification.ts';
import { layerOutputs } from '../../../lib/nn/layer-outputs.ts';
import { askOutputs } from '../pictures/ask.ts';
import type { ShownModel } from '../pictures/picture.ts';
import { hasPaths, votesOf, type Votes } from '../explain/pixel-votes/model.ts';
import { Scores } from '../explain/silenced-units/model.ts';
import { cutBeforeLast, type CutNetwork } from '../explain/networks/last-hidden.ts';

/** What the pixels of an image did to each score: votes along all paths, or what is lost where they are painted over. */
export interface Reasons extends Pick<Votes, 'scores' | 'pixels' | 'rest'> {
  readonly kind: 'votes' | 'covering';
}

/** Votes, which only dense layers have; null with convolutions. */
export function votesFor(model: ShownModel, image: Uint8Array): Reasons | null {
  return hasPaths(model) ? { ...votesOf(model, image), kind: 'votes' } : null;
}

/** A patch so wide is painted over. */
export const PATCH = 3;

/** The image once for each place whose patch has any ink, that patch painted over with paper: [places, side * side]. */
export function coverings(image: Uint8Array): {
  readonly places: readonly number[];
  readonly pictures: Uint8Array<ArrayBuffer>;
} {
  const side = Math.sqrt(image.length);
  const reach = (PATCH - 1) / 2;
  const patchOf = (place: number): number[] => {
    const [row, column] = [Math.floor(place / side), place % side];
    const patch: number[] = [];
    for (let y = Math.max(0, row - reach); y <= Math.min(side - 1, row + reach); y++)
      for (let x = Math.max(0, column - reach); x <= Math.min(side - 1, column + reach); x++) patch.push(y * side + x);
    return patch;
  };
  const places = Array.from(image, (_, place) => place).filter((place) => patchOf(place).some((i) => image[i]! > 0));
  const pictures = new Uint8Array(places.length * image.length);
  places.forEach((place, n) => {
    pictures.set(image, n * image.length);
    for (const i of patchOf(place)) pictures[n * image.length + i] = 0;
  });
  return { places, pictures };
}

/** The same network, whose outputs are the scores as they are: no shares are made of them. */
const forScores = (specification: NetworkSpecification): NetworkSpecification => ({
  ...specification,
  loss: 'squaredError',
  layers: [...specification.layers.slice(0, -1), { ...specification.layers.at(-1)!, activation: 'identity' }],
});

/** For any network: by how much each score falls when the patch round a pixel is painted over. */
export async function coveringFor(model: ShownModel, image: Uint8Array, ask = askOutputs): Promise<Reasons> {
  const { places, pictures } = coverings(image);
  const all = new Uint8Array(image.length + pictures.length);
  all.set(image);
  all.set(pictures, image.length);
  const outputs = await ask(forScores(model.specification), model.weights, all);
  const units = outputs.length / (places.length + 1);
  const scores = [...outputs.subarray(0, units)];
  const pixels = scores.map(() => new Float32Array(image.length));
  places.forEach((place, n) => {
    for (let j = 0; j < units; j++) pixels[j]![place] = scores[j]! - outputs[(n + 1) * units + j]!;
  });
  return { kind: 'covering', scores, pixels, rest: scores.map(() => 0) };
}

/** The last hidden layer for one image; null where there is none of units. */
export interface LastHidden {
  readonly cut: CutNetwork;
  readonly pattern: Float32Array; // [units]
}
export function lastHiddenFor(model: ShownModel, image: Uint8Array): LastHidden | null {
  const cut = cutBeforeLast(model);
  if (!cut) return null;
  return { cut, pattern: layerOutputs(model.specification, model.weights, image).at(-2)!.values.slice() };
}

/** What one unit gave to the one score rather than to the other. */
export interface UnitShare {
  readonly unit: number;
  readonly gave: number;
}

/** Those that gave most either way first; silent ones last. */
export function unitShares({ cut, pattern }: LastHidden, [a, b]: readonly [number, number]): readonly UnitShare[] {
  const outputs = cut.weight.values.length / cut.units;
  return Array.from({ length: cut.units }, (_, unit) => ({
    unit,
    gave: pattern[unit]! * (cut.weight.values[unit * outputs + a]! - cut.weight.values[unit * outputs + b]!),
  })).sort((p, q) => Math.abs(q.gave) - Math.abs(p.gave) || p.unit - q.unit);
}

/** The scores of this image while these units are silent. */
export function scoresWithout({ cut, pattern }: LastHidden, silent: readonly number[]): readonly number[] {
  const scores = new Scores(pattern, Uint8Array.of(0), cut);
  scores.silence(silent);
  return scores.of(0);
}
