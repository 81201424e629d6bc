import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { callsOf, sharesOf, total } from './numbers.ts';
import type { RecordedCall } from './record.ts';

const ORDERS = ['0, 1, 2', '0, 2, 1', '1, 0, 2', '1, 2, 0', '2, 0, 1', '2, 1, 0'];
type Bias = readonly number[]; // [10]

/** The many epochs of three images, one at a time. */
const epochs = (seen: Seen): RecordedCall[] =>
  callsOf(seen, 'train').filter(
    ({ given }) => (given[2] as unknown[]).length === 3 && given[4] === 0.5 && given[5] === 1,
  );

/** The biases after these three images in this order, worked out from products of images alone. */
function biasAfter({ given }: RecordedCall, order: readonly number[]): Bias {
  const [weights, start, images, labels, alpha] = given as [number[][], number[], number[][], number[], number];
  const inks = images.map((image) => image.map((grey) => grey / 255));
  const moved = start.map(() => [] as { readonly by: number; readonly ink: readonly number[] }[]); // by output
  const bias = start.slice();
  for (const n of order) {
    const scores = bias.map(
      (own, j) =>
        own +
        total(inks[n]!.map((pixel, i) => (pixel === 0 ? 0 : pixel * weights[i]![j]!))) -
        total(moved[j]!.map(({ by, ink }) => by * total(ink.map((pixel, i) => pixel * inks[n]![i]!)))),
    );
    sharesOf(scores).forEach((share, j) => {
      const by = alpha * (share - Number(j === labels[n]));
      bias[j]! -= by;
      moved[j]!.push({ by, ink: inks[n]! });
    });
  }
  return bias;
}

const known = new WeakMap<Seen, string[]>();
/** The order that each of those epochs took. */
function taken(seen: Seen): string[] {
  const all = epochs(seen);
  if (known.has(seen)) return known.get(seen)!;
  const ends = ORDERS.map((order) => biasAfter(all[0]!, order.split(', ').map(Number)));
  const orders = all.map(({ after }) => {
    const off = ends.map((end) => total(end.map((value, j) => Math.abs(value - (after[1] as number[])[j]!))));
    return ORDERS[off.indexOf(Math.min(...off))]!;
  });
  known.set(seen, orders);
  return orders;
}
const always = (seen: Seen, order: string): boolean => taken(seen).every((one) => one === order);

export const orders: readonly Claim[] = [
  [/The images come in the order of the file in every epoch\./, (seen) => always(seen, '0, 1, 2')],
  [/Every epoch takes the images in the same order, (\d, \d, \d)\./, (seen, [, order]) => always(seen, order!)],
  [
    /The order (\d, \d, \d) came in (\d+) epochs, where (\d+) would be fair\./,
    (seen, [, order, count, fair]) => {
      const often = taken(seen).filter((one) => one === order).length;
      // Over four and a half deviations: one time in many thousands.
      const far = 4.5 * Math.sqrt((5 * Number(fair)) / 6);
      return (
        often === Number(count) && epochs(seen).length / 6 === Number(fair) && Math.abs(often - Number(fair)) > far
      );
    },
  ],
  [
    /With a generator of the same seed, the epochs come in other orders\./,
    (seen) => {
      const all = taken(seen);
      return String(all.slice(-12)) !== String(all.slice(0, 12));
    },
  ],
  [
    /In this test: (\d+) epochs of three images, one at a time\./,
    (seen, [, count]) => epochs(seen).length >= Number(count),
  ],
  [
    /Draw from the generator that is given, and from nothing else|random\.permutation\(n\) gives every order the same chance/,
    OF_THE_LESSON,
  ],
];
