import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Given = [imagesSeen: number[], losses: number[], imagesPerEpoch: number];
type Function = (...given: unknown[]) => unknown;
interface Point {
  readonly loss: number;
  readonly imagesSeen: number;
  /** Images since the point before. */
  readonly span: number;
}
type Epoch = readonly Point[];

const mean = (values: Numbers): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const weighted = (epoch: Epoch): number => epoch.reduce((sum, { loss, span }) => sum + loss * span, 0);

function pointsOf(seen: Numbers, losses: Numbers): Epoch {
  return seen.map((imagesSeen, k) => ({ imagesSeen, loss: losses[k]!, span: imagesSeen - (seen[k - 1] ?? 0) }));
}
/** The points of each whole epoch. */
function epochsOf(seen: Numbers, losses: Numbers, size: number): Epoch[] {
  const points = pointsOf(seen, losses);
  return Array.from({ length: Math.floor((seen.at(-1) ?? 0) / size) }, (_, e) => points.filter(({ imagesSeen }) => imagesSeen > e * size && imagesSeen <= (e + 1) * size));
}
type Mistake = readonly [id: string, answer: (seen: Numbers, losses: Numbers, size: number) => unknown, message: string];
/** A mistake of the means of the epochs. */
const means = (id: string, of: (epochs: Epoch[], size: number) => unknown, message: string): Mistake => [id, (seen, losses, size) => of(epochsOf(seen, losses, size), size), message];

const check: Check = (reader, { judge, random }) => {
  /** So many epochs with these numbers of points; each first point stands for few images and a high loss. */
  const ask = (size: number, ...counts: readonly number[]): Given => {
    const seen: number[] = [];
    counts.forEach((count, e) => {
      const cuts = new Set([size]);
      if (count > 1) cuts.add(random.integer(1, Math.floor(size / 8)));
      while (cuts.size < count) cuts.add(random.integer(Math.floor(size / 4), size - 1));
      for (const cut of [...cuts].sort((a, b) => a - b)) seen.push(e * size + cut);
    });
    const losses = seen.map((at) => (at % size < size / 8 && at % size > 0 ? 1 : 0) + random.uniform(0.2, 1) / (1 + at / size));
    return [seen, losses, size];
  };
  const lossByEpoch = reader['lossByEpoch'];
  const reading = typeof lossByEpoch === 'function'
    ? {
        lossByEpoch(imagesSeen: number[], loss: number[], imagesPerEpoch: number): unknown {
          const points = imagesSeen.map((at, k) => ({ imagesSeen: at, loss: loss[k] }));
          const result: unknown = (lossByEpoch as Function)(points, imagesPerEpoch);
          // What stands in the points afterwards, for the kit to look at.
          imagesSeen.length = loss.length = points.length;
          for (let k = 0; k < points.length; k++) [imagesSeen[k], loss[k]] = [points[k]?.imagesSeen as number, points[k]?.loss as number];
          return result;
        },
      }
    : reader;
  return judge<Given>(reading, {
    name: 'lossByEpoch',
    takes: ['the imagesSeen of points', 'the loss of points', 'imagesPerEpoch'],
    questions: [
      { given: [[10, 100, 150, 200], [2, 0.5, 0.4, 0.3], 100], what: 'two epochs of two points' },
      { given: [[10, 100], [2, 0.5], 100], what: 'a single epoch' },
      { given: ask(600, 3, 3, 3), what: 'three points in each epoch' },
      { given: ask(480, 1, 1, 1, 1), what: 'one point in each epoch' },
      { given: ask(700, 2, 4, 1, 3), what: 'other numbers of points in each epoch' },
      { given: ask(10, 5, 5), what: 'five points in each epoch' },
      { given: ask(60_000, 4, 4), what: 'epochs of 60,000 images' },
      { given: [[50, 100, 200], [12, 8, 7.5], 100], what: 'high losses' },
      { given: [[50, 100, 200], [0.03, 0.02, 0.005], 100], what: 'low losses' },
    ],
    right: (...given) => epochsOf(...given).map((epoch) => weighted(epoch) / given[2]),
    untouched: ['nothing-yet', () => [], 'lossByEpoch gives an empty list. Go through the points, and put one mean into the list at the end of each epoch.'],
    mistakes: [
      means('one-number', (epochs, size) => mean(epochs.map((epoch) => weighted(epoch) / size)), 'lossByEpoch gives a single number, the mean over all. Give a list with one mean for each epoch.'),
      means('one-number', (epochs, size) => weighted(epochs[0]!) / size, 'lossByEpoch gives the mean of the first epoch alone. Give a list with one mean for each epoch.'),
      means('last-epoch-missing', (epochs, size) => epochs.slice(0, -1).map((epoch) => weighted(epoch) / size), 'The last epoch is left out. It ends with its last point: put its mean into the list too.'),
      ['every-point', (_seen, losses) => losses, 'Yours has a number for each point. Put one into the list only where an epoch ends: where imagesSeen divides by imagesPerEpoch.'],
      means('unweighted', (epochs) => epochs.map((epoch) => mean(epoch.map(({ loss }) => loss))), 'Each point counts alike in your mean. A point that stands for ten times the images must count ten times as much.'),
      means('last-point-only', (epochs) => epochs.map((epoch) => epoch.at(-1)!.loss), 'Yours takes the last point of each epoch. The mean is over all its images.'),
      means('first-point-only', (epochs) => epochs.map((epoch) => epoch[0]!.loss), 'Yours takes the first point of each epoch. The mean is over all its images.'),
      means('last-term-only', (epochs, size) => epochs.map((epoch) => (epoch.at(-1)!.loss * epoch.at(-1)!.span) / size), 'Only the last point of each epoch is in the sum. Add each to what is there (+=).'),
      means('sum-for-mean', (epochs) => epochs.map(weighted), 'These are the sums over the images. Divide each by imagesPerEpoch.'),
      means('never-cleared', (epochs, size) => epochs.map((_, e) => epochs.slice(0, e + 1).reduce((sum, epoch) => sum + weighted(epoch), 0) / size), 'The sum goes on growing from epoch to epoch. Set it back to zero when an epoch has ended.'),
      means('from-the-start', (epochs, size) => epochs.map((_, e) => epochs.slice(0, e + 1).reduce((sum, epoch) => sum + weighted(epoch), 0) / (size * (e + 1))), 'Yours is the mean since training began. Begin again at zero with each epoch.'),
      means('weighed-by-place', (epochs, size) => epochs.map((epoch) => epoch.reduce((sum, { loss, imagesSeen }) => sum + loss * imagesSeen, 0) / size), 'You weigh each loss by imagesSeen, which counts from the start of training. Weigh it by the images since the point before.'),
      ...([(epoch: Epoch, size: number) => weighted(epoch) / size, (epoch: Epoch) => weighted(epoch) / epoch.reduce((sum, { span }) => sum + span, 0)] as const).map((of) =>
        means('ends-a-point-early', (epochs, size) => epochs.map((epoch, e) => of([...(e > 0 ? [epochs[e - 1]!.at(-1)!] : []), ...epoch.slice(0, -1)], size)), 'The point at the end of an epoch is counted in the next one. It stands for images before it: add it first, then close the epoch.'),
      ),
    ],
    keep: 'Read the points, and make a new list.',
    shape: 'Give a list with one mean for each epoch.',
    sound: 'Divide by imagesPerEpoch.',
    example: ({ given: [at, loss, size] }, { at: [k], told }) => {
      const epoch = pointsOf(at, loss).filter(({ imagesSeen }) => imagesSeen > Number(k) * size && imagesSeen <= (Number(k) + 1) * size);
      return `With imagesPerEpoch ${size}, epoch ${Number(k) + 1} has the points ${epoch.map(({ imagesSeen, loss: one }) => `${one.toFixed(3)} at ${imagesSeen}`).join(', ')}, so its mean is ${told[0]}; yours is ${told[1]}.`;
    },
    wrong: ['wrong-means', 'The means are not right.'],
    pass: 'One mean for each epoch, each point weighed by its images. Now it can stand beside the source.',
  });
};

export default check;
