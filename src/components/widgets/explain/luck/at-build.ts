import { readMnist } from '../../../../lib/data/originals.ts';
import { kept } from '../kit/kept.ts';
import { compiled } from '../networks/trained.ts';
import { RATES, SEEDS, TRAINED_ON, VALIDATION, type Runs } from './model.ts';
import { trainSeed } from './train.ts';

async function runsOf(): Promise<Runs> {
  const { images, labels } = readMnist('train');
  const part = (from: number, count: number) => ({
    count,
    images: images.subarray(from * 784, (from + count) * 784),
    labels: labels.subarray(from, from + count),
  });
  const { signal } = new AbortController();
  const bySeed: (readonly number[])[] = [];
  for (let seed = 0; seed < SEEDS; seed++)
    bySeed.push(
      await trainSeed(seed, part(0, TRAINED_ON), part(VALIDATION.from, VALIDATION.count), await compiled, signal),
    );
  return RATES.map((_, r) => bySeed.map((shares) => shares[r]!));
}

/** A sweep of six rates with eight seeds each. */
export default async function atBuild(): Promise<{ runs: Runs }> {
  return { runs: await kept('luck', runsOf) };
}
