import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { callsOf, lastOf } from './numbers.ts';
import type { RecordedCall, Yielded } from './record.ts';

/** The batches of a call, as they came. */
const batchesOf = ({ yielded, returned, result }: RecordedCall): readonly Yielded[] =>
  Array.isArray(returned)
    ? returned.map((itself: unknown, k) => ({ itself, copy: (result as unknown[])[k] }))
    : yielded;
const epochOf = (call: RecordedCall): number[][] => batchesOf(call).map(({ copy }) => copy as number[]);
const last = (seen: Seen): RecordedCall => lastOf(seen, 'batches');
const batches = (seen: Seen): number[][] => epochOf(last(seen));
const indices = (seen: Seen): number[] => batches(seen).flat();
const countOf = (seen: Seen): number => last(seen).given[0] as number;
const sizeOf = (seen: Seen): number => last(seen).given[1] as number;
const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const missing = (seen: Seen): number => countOf(seen) - new Set(indices(seen)).size;
const inOneBatch = (epoch: readonly (readonly number[])[], ...images: number[]): boolean =>
  epoch.some((batch) => images.every((image) => batch.includes(image)));
/** The many short epochs that show whether the order is fair. */
const epochs = (seen: Seen): number[][][] =>
  callsOf(seen, 'batches')
    .filter(({ given }) => given[0] === 6 && given[1] === 2)
    .map(epochOf);

export const ofBatches: readonly Claim[] = [
  [
    /batches should be a generator \(function\*\), or give a list of batches; yours gives/,
    (seen) => typeof (last(seen).returned as Partial<Iterable<unknown>> | undefined)?.[Symbol.iterator] !== 'function',
  ],
  [
    /Each batch should be a list of indices; yours is/,
    (seen) => !batchesOf(last(seen)).every(({ itself }) => Array.isArray(itself) || ArrayBuffer.isView(itself)),
  ],
  [
    /After (\d+) batches there is still no end\./,
    (seen, [, count]) => batches(seen).length === Number(count) && Number(count) > countOf(seen),
  ],
  [
    /Batches (\d+) and (\d+) are one and the same array/,
    (seen, [, one, other]) =>
      one !== other && batchesOf(last(seen))[Number(one)]!.itself === batchesOf(last(seen))[Number(other)]!.itself,
  ],
  [
    /Batch (\d+) was changed after it was given/,
    (seen, [, k]) => {
      const { itself, copy } = batchesOf(last(seen))[Number(k)]!;
      return String(Array.from(itself as number[])) !== String(copy);
    },
  ],
  [/No batch came that holds an image\./, (seen) => indices(seen).length === 0],
  [
    /A batch holds (\S+), which is no index of an image: they go from 0 to (\d+)\./,
    (seen, [, index, most]) => {
      const is = Number(index);
      const known = indices(seen).map(String).includes(index!);
      return known && countOf(seen) - 1 === Number(most) && !(Number.isInteger(is) && is >= 0 && is <= Number(most));
    },
  ],
  [
    /A batch holds (\d+) images, and the size is (\d+)\./,
    (seen, [, holds = '', size]) =>
      batches(seen).some((batch) => batch.length === Number(holds)) && sizeOf(seen) === Number(size) && holds !== size,
  ],
  [/A batch is empty\./, (seen) => batches(seen).some((batch) => batch.length === 0)],
  [
    /Some images come twice in one epoch: (\d+) indices, (\d+) different ones\./,
    (seen, [, all, different]) =>
      indices(seen).length === Number(all) && new Set(indices(seen)).size === Number(different) && all !== different,
  ],
  [
    /(\d+) images never come, as many as would not fill a batch\./,
    (seen, [, count]) => missing(seen) === Number(count) && countOf(seen) % sizeOf(seen) === Number(count),
  ],
  [/(\d+) of the images never come\./, (seen, [, count]) => missing(seen) === Number(count)],
  [/The indices come in the order of the file\./, (seen) => String(indices(seen)) === String(ascending(indices(seen)))],
  [
    /The indices come in the order of the file, last first\./,
    (seen) => String(indices(seen)) === String(ascending(indices(seen)).toReversed()),
  ],
  [
    /Each batch holds images that stand side by side in the file;/,
    (seen) => batches(seen).every((batch) => Math.max(...batch) - Math.min(...batch) === batch.length - 1),
  ],
  [
    /A batch in the middle is smaller than (\d+)\./,
    (seen, [, size]) =>
      sizeOf(seen) === Number(size) &&
      batches(seen)
        .slice(0, -1)
        .some((batch) => batch.length < Number(size)),
  ],
  [
    /The second epoch has the same order as the first\./,
    (seen) => {
      const [one, two] = callsOf(seen, 'batches').slice(-2).map(epochOf);
      return String(one!.flat()) === String(two!.flat());
    },
  ],
  [
    /Image (\d+) came (\d+) times in place (\d+), where (\d+) would be fair:/,
    (seen, [, image, often, place, fair]) =>
      epochs(seen).filter((epoch) => epoch.flat()[Number(place)] === Number(image)).length === Number(often) &&
      epochs(seen).length / 6 === Number(fair) &&
      // One time in many thousands where the order is random: over four and a half deviations.
      Math.abs(Number(often) - Number(fair)) > 4.5 * Math.sqrt((5 * Number(fair)) / 6),
  ],
  [
    /Images 0 and 1 came in one batch (\d+) times, where (\d+) would be fair:/,
    (seen, [, often, fair]) =>
      epochs(seen).filter((epoch) => inOneBatch(epoch, 0, 1)).length === Number(often) &&
      epochs(seen).length / 5 === Number(fair) &&
      Math.abs(Number(often) - Number(fair)) > 4.5 * Math.sqrt((4 * Number(fair)) / 5),
  ],
  [
    /In this test: (\d+) images?, (\d+) at a time, so (\d+) batch(?:es)?\./,
    (seen, [, count, size, parts]) =>
      countOf(seen) === Number(count) &&
      sizeOf(seen) === Number(size) &&
      Math.ceil(Number(count) / Number(size)) === Number(parts),
  ],
  [
    /In this test: (\d+) images, (\d+) at a time, (\d+) epochs\./,
    (seen, [, count, size, many]) =>
      countOf(seen) === Number(count) && sizeOf(seen) === Number(size) && epochs(seen).length === Number(many),
  ],
  [
    /An epoch is over when every image has come once|The last batch may be shorter|Its mean would be 0 divided by 0|Only the last one may be|Every index from 0 to \d+ should come once|random\.permutation\(count\) gives every order the same chance/,
    OF_THE_LESSON,
  ],
];
