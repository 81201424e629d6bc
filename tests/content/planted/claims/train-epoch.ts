import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { alike, crossEntropy, lastOf, saysTheSame, sharesOf, told, total, valuesOf } from './numbers.ts';

const RATE = 0.2;
const OUTPUTS = 10;

interface Epoch {
  readonly greys: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly size: number;
  readonly start: readonly number[]; // [pixels * 10]
  readonly end: readonly number[];
  readonly loss: unknown;
}

function epochOf(seen: Seen): Epoch {
  const { given, after, result } = lastOf(seen, 'trainEpoch');
  const weights = (model: unknown): number[] => valuesOf((model as unknown[])[0]);
  return {
    greys: given[1] as number[][],
    labels: given[2] as number[],
    size: given[3] as number,
    start: weights(given[0]),
    end: weights(after[0]),
    loss: result,
  };
}

type Batch = readonly number[]; // which images
const cut = ({ greys, size }: Epoch, by = size): Batch[] =>
  Array.from({ length: Math.ceil(greys.length / by) }, (_, k) => [...greys.keys()].slice(k * by, (k + 1) * by));

/** The weights after these steps, and the loss of each batch before its step. */
function taught(
  { greys, labels, start }: Epoch,
  batches: readonly Batch[],
  scale = 1 / 255,
  shift = 0,
): { end: number[]; losses: number[] } {
  const end = [...start];
  const losses = batches.map((batch) => {
    const step = new Array<number>(end.length).fill(0);
    const all = batch.map((n) => {
      const scores = Array.from({ length: OUTPUTS }, (_, j) =>
        total(greys[n]!.map((grey, i) => scale * grey * end[i * OUTPUTS + j]!)),
      );
      const right = labels[n]! + shift;
      sharesOf(scores).forEach((share, j) =>
        greys[n]!.forEach(
          (grey, i) => (step[i * OUTPUTS + j]! += (scale * grey * (share - Number(j === right))) / batch.length),
        ),
      );
      return right < 0 ? NaN : crossEntropy(scores, right);
    });
    step.forEach((value, k) => (end[k]! -= RATE * value));
    return total(all) / batch.length;
  });
  return { end, losses };
}

const learnt =
  (of: (epoch: Epoch) => readonly Batch[], scale?: number, shift?: number) =>
  (seen: Seen): boolean => {
    const epoch = epochOf(seen);
    return alike(epoch.end, taught(epoch, of(epoch), scale, shift).end);
  };
const asAsked = (seen: Seen, share = 2e-3): boolean =>
  alike(epochOf(seen).end, taught(epochOf(seen), cut(epochOf(seen))).end, share);
const losses = (seen: Seen): number[] => taught(epochOf(seen), cut(epochOf(seen))).losses;
const mean = (seen: Seen): number => {
  const epoch = epochOf(seen);
  return total(losses(seen).map((loss, k) => loss * cut(epoch)[k]!.length)) / epoch.greys.length;
};
const gives =
  (of: (seen: Seen) => number) =>
  (seen: Seen): boolean =>
    alike([epochOf(seen).loss as number], [of(seen)], 1e-3);
const firstOnly = (epoch: Epoch, all = cut(epoch)): Batch[] => all.map(() => all[0]!);

export const trainEpoch: readonly Claim[] = [
  [
    /The images or labels have changed\./,
    (seen) => {
      const { given, after } = lastOf(seen, 'trainEpoch');
      return String([given[1], given[2]]) !== String([after[1], after[2]]);
    },
  ],
  [/Weights became NaN\./, (seen) => epochOf(seen).end.some((value) => !Number.isFinite(value))],
  [/The weights are what they were\./, (seen) => alike(epochOf(seen).end, epochOf(seen).start, 1e-6)],
  [/The images of the last, smaller batch are never taught\./, learnt((epoch) => cut(epoch).slice(0, -1))],
  [
    /Every batch is the first one\./,
    (seen) => learnt(firstOnly)(seen) || learnt((epoch) => firstOnly(epoch).slice(0, -1))(seen),
  ],
  [/The greys go in as 0 to 255\./, learnt(cut, 1)],
  [/All images were taught as one batch\./, learnt((epoch) => cut(epoch, epoch.greys.length))],
  [/The images were taught one at a time\./, learnt((epoch) => cut(epoch, 1))],
  [/Each label is one too low:/, learnt(cut, 1 / 255, -1)],
  [/The batches come last first\./, learnt((epoch) => cut(epoch).toReversed())],
  [/Every batch is taught twice\./, learnt((epoch) => [...cut(epoch), ...cut(epoch)])],
  [
    /The weights moved, but not as these batches would move them,/,
    (seen) => !asAsked(seen, 5e-4) && !alike(epochOf(seen).end, epochOf(seen).start, 1e-6),
  ],
  [
    /The weights are right\. trainEpoch should also give the mean loss, (\S+) here; it gave .*/,
    (seen, [, says]) => asAsked(seen) && typeof epochOf(seen).loss !== 'number' && told(mean(seen), says),
  ],
  [/You took the mean over the batches\./, gives((seen) => total(losses(seen)) / losses(seen).length)],
  [/This is the loss of the last batch alone\./, gives((seen) => losses(seen).at(-1)!)],
  [
    /The losses are added up, and not divided\./,
    (seen) => gives((one) => total(losses(one)))(seen) || gives((one) => mean(one) * epochOf(one).greys.length)(seen),
  ],
  [/The mean loss of an image is not right\./, (seen) => !alike([epochOf(seen).loss as number], [mean(seen)], 5e-5)],
  [
    /For this pass it is (\S+); yours is (\S+)\./,
    (seen, [, is, yours]) =>
      told(mean(seen), is) &&
      (String(epochOf(seen).loss) === yours || Math.abs((epochOf(seen).loss as number) - Number(yours)) < 1e-4),
  ],
  [/Right, but (\d+) tensors are left over\./, (seen, [, more]) => lastOf(seen, 'trainEpoch').tensors === Number(more)],
  [
    /In this test: (\d+) images in batches of (\d+), so the last one has (\d+)\./,
    (seen, [, count, size, rest]) => {
      const epoch = epochOf(seen);
      return (
        epoch.greys.length === Number(count) &&
        epoch.size === Number(size) &&
        cut(epoch).at(-1)!.length === Number(rest)
      );
    },
  ],
  [/^TensorFlow\.js can't work this out\. It says: (.*)$/, saysTheSame],
  [
    /They come again in the next epoch|from should run while it is below images\.length|On all 60,000 images that fills the memory|The last one is smaller and must count for less|trainEpoch makes one pass|If you use fit/,
    OF_THE_LESSON,
  ],
];
