import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { askOutputs } from '../../pictures/ask.ts';
import { two } from '../kit/numbers.ts';
import type { TrainedNetwork } from '../networks/choice.ts';
import { hasPaths, pixelWords, sumWords, votesOf, type Pair, type Votes } from './model.ts';

/** What the pixels of an image did to each score: votes along all paths, or what is lost where they are painted over. */
export interface Reasons extends Pick<Votes, 'scores' | 'pixels' | 'rest'> {
  readonly kind: 'votes' | 'covering';
}

/** Votes, which only dense layers have; null with convolutions. */
export function votesFor(network: TrainedNetwork, image: Uint8Array): Reasons | null {
  return hasPaths(network) ? { ...votesOf(network, image), kind: 'votes' } : null;
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
export async function coveringFor(network: TrainedNetwork, image: Uint8Array, ask = askOutputs): Promise<Reasons> {
  const { places, pictures } = coverings(image);
  const all = new Uint8Array(image.length + pictures.length);
  all.set(image);
  all.set(pictures, image.length);
  const outputs = await ask(forScores(network.specification), network.weights as never, all);
  const units = outputs.length / (places.length + 1);
  const scores = [...outputs.subarray(0, units)];
  const pixels = scores.map(() => new Float32Array(image.length));
  places.forEach((place, n) => {
    for (let j = 0; j < units; j++) pixels[j]![place] = scores[j]! - outputs[(n + 1) * units + j]!;
  });
  return { kind: 'covering', scores, pixels, rest: scores.map(() => 0) };
}

/** What is shown, and how to read it. */
export const kindWords = ({ kind }: Pick<Reasons, 'kind'>): string =>
  kind === 'votes'
    ? 'Orange pixels spoke for it, blue ones against it. With the biases they add up to the score, exactly.'
    : `Convolutions have too many paths for each pixel to have a vote of its own. Shown instead: how far the score falls (orange) or rises (blue) when the ${PATCH} × ${PATCH} pixels round each place are painted over.`;

/** What all pixels come to for a class. */
export const totalWords = (reasons: Reasons, j: number): string =>
  reasons.kind === 'votes' ? sumWords(reasons, j) : `score ${two(reasons.scores[j]!)}`;

/** What the pixel in hand did to both. */
export function placeWords(
  reasons: Reasons,
  pair: Pair,
  place: number,
  image: Uint8Array,
  nameOf: (j: number) => string = String,
): string {
  if (reasons.kind === 'votes') return pixelWords(reasons, pair, place, image[place]!, nameOf);
  const side = Math.sqrt(image.length);
  const [forA, forB] = pair.map((j) => reasons.pixels[j]![place]!) as [number, number];
  return `Painted over round row ${Math.floor(place / side)}, column ${place % side}: the score of ${nameOf(pair[0])} changes by ${two(-forA)}, that of ${nameOf(pair[1])} by ${two(-forB)}.`;
}
