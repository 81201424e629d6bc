import type { DropPlan, Plan } from './plan.ts';
import { heading, THREADS } from './wgsl-common.ts';

/** Numbers that the list of one slice of an image takes: its length, then its pixels and the bias's. */
export const listLength = ({ layers }: Plan, slices: number): number => Math.ceil(layers[0]!.inputs / slices) + 2;

/** Whether a pixel of an image, counted in the chunk, is listed. White ones count too when they are -1; what is dropped does not. */
const counts = (plan: Plan, image: string): string => {
  const { normalization, inputDrop } = plan;
  const shown = normalization === 'symmetric' ? 'true' : 'value != 0';
  return inputDrop
    ? `${shown} && (place == INPUTS || piece.drops == 0 || ${isKept(plan, inputDrop, image, 'place')})`
    : shown;
};
const bias = ({ layers }: Plan): string => (layers[0]!.bias ? 'true' : 'false');

/**
 * Lists the pixels of each image that are not white, in slices: pixel p is in slice p mod `slices`.
 * The bias is one more pixel, always full. One invocation a slice.
 */
export const listImages = (plan: Plan, slices: number): string => /* wgsl */ `${heading(plan)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= piece.count * ${slices}) { return; }
  let slice = id.x % ${slices};
  let image = example(id.x / ${slices}) & 0xffffff;
  let list = id.x * ${listLength(plan, slices)};
  var length = 0u;
  for (var place = slice; place < INPUTS; place += ${slices}) {
    let value = pixel(image, place);
    if (${counts(plan, `id.x / ${slices}`)}) {
      length++;
      lists[list + length] = place * 256 + value;
    }
  }
  if (${bias(plan)} && slice == 0) {
    length++;
    lists[list + length] = INPUTS * 256 + 255;
  }
  lists[list] = length;
}
`;

/** Where the lists by pixel begin, after those by image. */
const rowLists = (plan: Plan): number => Math.max(plan.chunkSize, plan.mostImages) * listLength(plan, 1);

/** Where the lists of a piece begin: one a row of the first layer's weights. */
export const rowListOf = (plan: Plan): string =>
  `(${rowLists(plan)} + (piece.start + piece.start / ${plan.pieceSize}) * ${plan.layers[0]!.rows})`;

/** Numbers that all lists of a chunk take; the masks of dropout lie behind them. */
export function listCount(plan: Plan, slices: number): number {
  const { chunkSize, oneByOne } = plan;
  if (oneByOne) return Math.max(rowLists(plan), chunkSize * slices * listLength(plan, slices));
  return Math.max(1, masksAt(plan) + plan.maskWords);
}

/** Where the masks of a chunk begin: behind its lists, or behind the winners of convolutions, which list nothing. */
export function masksAt(plan: Plan): number {
  const { chunkSize, pieceSize, layers, convolutions, winnerWords } = plan;
  if (convolutions.length > 0) return winnerWords;
  return rowLists(plan) + (chunkSize + Math.ceil(chunkSize / pieceSize)) * layers[0]!.rows;
}

/** Whether a value of a place where values are dropped is kept; `image` is counted in the chunk. */
export const isKept = (plan: Plan, { masks, words }: DropPlan, image: string, value: string): string =>
  `((lists[${masksAt(plan) + masks} + (${image}) * ${words} + ${value} / 32] >> (${value} % 32)) & 1) == 1`;

/** Lists, for each piece of the chunk and each pixel, the images that have it. One invocation a list. */
export const listRows = (plan: Plan): string => /* wgsl */ `${heading(plan)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let rows = ${plan.layers[0]!.rows}u;
  let place = id.x;
  let first = id.y * ${plan.pieceSize};
  let count = min(${plan.pieceSize}, piece.count - first);
  if (place >= rows) { return; }
  let list = ${rowLists(plan)} + (first + id.y) * rows + place * (count + 1);
  var length = 0u;
  for (var n = 0u; n < count; n++) {
    var value = 255u;
    if (place < INPUTS) { value = pixel(example(first + n) & 0xffffff, place); }
    if (${counts(plan, 'first + n')}) {
      length++;
      lists[list + length] = n * 256 + value;
    }
  }
  lists[list] = length;
}
`;
