import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Point {
  readonly imagesSeen: number;
  readonly loss: number;
}
/** A point with the images it stands for, by epoch. */
type Epoch = readonly { readonly loss: number; readonly span: number; readonly imagesSeen: number }[];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const weighted = (epoch: Epoch): number => epoch.reduce((sum, { loss, span }) => sum + loss * span, 0);
const total = (epoch: Epoch): number => epoch.reduce((sum, { span }) => sum + span, 0);

const check: Check = (reader, { random, close, describe, pass, fail }) => {
  const lossByEpoch = reader['lossByEpoch'];
  if (typeof lossByEpoch !== 'function') return fail('no-function', `There should be an exported function named lossByEpoch; found ${describe(lossByEpoch)}.`);

  for (let round = 0; round < 3; round++) {
    const size = 10 * random.integer(40, 90);
    const count = random.integer(3, 6);
    const epochs: Epoch[] = Array.from({ length: count }, (_, e) => {
      const cuts = [random.integer(1, Math.floor(size / 8)), random.integer(Math.floor(size / 4), Math.floor(size / 2)), size];
      return cuts.map((cut, k) => ({ span: cut - (cuts[k - 1] ?? 0), imagesSeen: e * size + cut, loss: random.uniform(0.2, 1) / (e + 1) + (k === 0 ? 1 : 0) }));
    });
    const points: Point[] = epochs.flat().map(({ imagesSeen, loss }) => ({ imagesSeen, loss }));
    const given = points.map((point) => ({ ...point }));
    const result: unknown = lossByEpoch(given, size);
    const expected = epochs.map((epoch) => weighted(epoch) / size);
    if (close(result, expected, 1e-5)) continue;

    if (given.length !== points.length) return fail('changes-input', 'lossByEpoch changed the list of points. Read it, and make a new list.');
    const story = `In this test: ${count} epochs of ${size} images, three points in each. The first epoch's points are ${epochs[0]!.map(({ imagesSeen, loss }) => `${loss.toFixed(3)} at ${imagesSeen}`).join(', ')}, so its mean is ${expected[0]!.toFixed(3)}.`;
    if (typeof result === 'number') return fail('one-number', `lossByEpoch should give a list with one mean for each epoch; yours gives a single number. ${story}`);
    if (!(Array.isArray(result) || result instanceof Float32Array || result instanceof Float64Array)) return fail('wrong-shape', `lossByEpoch should give a list of ${count} numbers; yours gives ${describe(result)}. ${story}`);
    if (result.length === 0) return fail('nothing-yet', `lossByEpoch gives an empty list. Go through the points, and put one mean into the list at the end of each epoch. ${story}`);
    const is = (values: readonly number[]): boolean => close(result, values, 1e-4);
    if (is(expected.slice(0, -1))) return fail('last-epoch-missing', `The last epoch is left out. It ends with the last point: put its mean into the list too. ${story}`);
    if (is(points.map(({ loss }) => loss))) return fail('every-point', `Yours has a number for each point. Put one into the list only where an epoch ends: where imagesSeen divides by imagesPerEpoch. ${story}`);
    if (is(epochs.map((epoch) => mean(epoch.map(({ loss }) => loss))))) {
      return fail('unweighted', `Each point counts alike in your mean. A point that stands for ten times the images must count ten times as much. ${story}`);
    }
    if (is(epochs.map((epoch) => epoch.at(-1)!.loss))) return fail('last-point-only', `Yours takes the last point of each epoch. The mean is over all its images. ${story}`);
    if (is(epochs.map(weighted))) return fail('sum-for-mean', `These are the sums over the images. Divide each by imagesPerEpoch. ${story}`);
    if (is(epochs.map((_, e) => epochs.slice(0, e + 1).reduce((sum, epoch) => sum + weighted(epoch), 0) / size))) {
      return fail('never-cleared', `The sum goes on growing from epoch to epoch. Set it back to zero when an epoch has ended. ${story}`);
    }
    if (is(epochs.map((_, e) => epochs.slice(0, e + 1).reduce((sum, epoch) => sum + weighted(epoch), 0) / (size * (e + 1))))) {
      return fail('from-the-start', `Yours is the mean since training began. Begin again at zero with each epoch. ${story}`);
    }
    if (is(epochs.map((epoch) => epoch.reduce((sum, { loss, imagesSeen }) => sum + loss * imagesSeen, 0) / size))) {
      return fail('weighed-by-place', `You weigh each loss by imagesSeen, which counts from the start of training. Weigh it by the images since the point before. ${story}`);
    }
    const late = epochs.map((epoch, e) => [...(e > 0 ? [epochs[e - 1]!.at(-1)!] : []), ...epoch.slice(0, -1)]);
    if (is(late.map((epoch) => weighted(epoch) / size)) || is(late.map((epoch) => weighted(epoch) / total(epoch)))) {
      return fail('ends-a-point-early', `The point at the end of an epoch is counted in the next one. It stands for images before it: add it first, then close the epoch. ${story}`);
    }
    return fail('wrong-means', `The means are not right. Yours begin ${[...result].slice(0, 2).map((value: unknown) => Number(value).toFixed(3)).join(', ')}. ${story}`);
  }
  return pass('One mean for each epoch, each point weighed by its images. Now it can stand beside the source.');
};

export default check;
