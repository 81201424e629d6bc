import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { fixed, percent } from '../kit/numbers.ts';
import { NETWORKS } from '../networks/networks.ts';
import { compare, spreadOf } from './spread.ts';

/** From too small to too large, closest where it is best. */
export const RATES: readonly number[] = [0.03, 0.1, 0.2, 0.3, 0.5, 1];
/** Seeds that the build has trained. */
export const SEEDS = 8;
/** Learnt from once, and judged by. */
export const TRAINED_ON = 5000;
export const VALIDATION = { from: 50_000, count: 2000 };

export const specificationOf = (rate: number, seed: number): NetworkSpecification => ({
  ...NETWORKS.hidden.specification,
  batchSize: 50,
  seed,
  optimizer: { name: 'sgd', learningRate: rate },
});

/** Shares right in validation, rate by rate, seed by seed. */
export type Runs = readonly (readonly number[])[]; // [6][seeds]

const points = (share: number): string => fixed(100 * Math.abs(share), 1);

/** The verdict on two rates, in words. */
export function verdictOf(rateA: number, a: readonly number[], rateB: number, b: readonly number[]): string {
  if (rateA === rateB) return 'Choose two different rates.';
  const { difference, luck, isMore } = compare(a, b);
  const [better, worse] = difference >= 0 ? [rateA, rateB] : [rateB, rateA];
  if (a.length < 2)
    return `With one seed each, ${better} is ${points(difference)} points ahead of ${worse}. Whether that is more than luck, one run each cannot tell. Take more seeds.`;
  const measured = `Over ${a.length} seeds ${better} is ${points(difference)} points ahead of ${worse}. Luck alone makes about ± ${points(luck)} of such a difference`;
  return isMore ? `${measured}: this is more than luck.` : `${measured}: this may be luck.`;
}

/** One rate in words. */
export const rateWords = (rate: number, shares: readonly number[]): string => {
  const { mean, spread } = spreadOf(shares);
  return `rate ${rate}: ${percent(mean)}, ± ${points(spread)}`;
};
