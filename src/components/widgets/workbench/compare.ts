import { compare, spreadOf } from '../explain/luck/spread.ts';
import { testedOn } from '../../../lib/data/own-part.ts';
import type { RunRecord, Score } from '../../../lib/runs/run-record.ts';
import { networkOfRun, sameButSeed } from '../../../lib/systems/network.ts';
import { count, percent } from '../../words/format.ts';
import { lastTest, lastValidation } from '../../words/run.ts';
import { differenceWords } from '../trainer/network-words.ts';

/** Two runs are compared by the same images. */
export type Measure = 'validation' | 'test';

const seedOf = (run: RunRecord): number => run.settings.specification.seed;
const isWhole = (run: RunRecord): boolean =>
  run.state === 'finished' && run.loaded === undefined && run.code === undefined;

/** Finished runs that differ from `run` in nothing, or in their seed alone; of each seed the newest. */
export function seedsOf(run: RunRecord, runs: readonly RunRecord[]): readonly RunRecord[] {
  const network = networkOfRun(run);
  const bySeed = new Map(
    runs.filter((one) => isWhole(one) && sameButSeed(networkOfRun(one), network)).map((one) => [seedOf(one), one]),
  );
  if (isWhole(run)) bySeed.set(seedOf(run), run);
  return [...bySeed.values()];
}

/** The first `most` seeds, from the run's own on, that no run with these settings has yet: none where there are as many already. */
export function missingSeeds(run: RunRecord, runs: readonly RunRecord[], most: number): readonly number[] {
  const network = networkOfRun(run);
  const there = new Set(
    runs
      .filter((one) => one.state !== 'failed' && one.state !== 'stopped' && one.state !== 'diverged')
      .filter((one) => sameButSeed(networkOfRun(one), network))
      .map(seedOf),
  );
  const missing: number[] = [];
  for (let seed = seedOf(run) + 1; there.size + missing.length < most; seed++) if (!there.has(seed)) missing.push(seed);
  return missing;
}

/** By which images both can be compared: those that validate if they are the same, else the test images; null where they are tested on different ones. */
export function measureFor(a: RunRecord, b: RunRecord): Measure | null {
  const [data, others] = [a.settings.specification.data, b.settings.specification.data];
  if (testedOn(data) !== testedOn(others)) return null;
  const [one, other] = [a.settings.validation, b.settings.validation];
  const same = data === others && one && other && one.from === other.from && one.count === other.count;
  return same && lastValidation(a) && lastValidation(b) ? 'validation' : 'test';
}

const scoreBy = (run: RunRecord, measure: Measure): Score | undefined =>
  measure === 'validation' ? lastValidation(run) : lastTest(run);
const sharesBy = (runs: readonly RunRecord[], measure: Measure): number[] =>
  runs.flatMap((run) => {
    const score = scoreBy(run, measure);
    return score ? [score.correct / score.of] : [];
  });

export interface Verdict {
  /** Which settings the first has, where the other has others; empty when only the seed differs, or nothing. */
  readonly differs: string;
  readonly words: string;
  /** Whether the difference is more than luck; null where nobody can tell yet. */
  readonly isMore: boolean | null;
}

/** Fewer seeds say nothing of their spread. */
const LEAST_SEEDS = 3;
const points = (share: number): string => (100 * Math.abs(share)).toFixed(2);
const meanWords = (shares: readonly number[]): string => {
  const { mean, spread } = spreadOf(shares);
  return `${percent(mean)} ± ${points(spread)}`;
};

/** Whether one run is better than another, by what, and whether by more than luck. */
export function verdictOn(
  [a, numberA]: readonly [run: RunRecord, number: number],
  [b, numberB]: readonly [run: RunRecord, number: number],
  runs: readonly RunRecord[],
): Verdict {
  const differs = differenceWords(networkOfRun(a), networkOfRun(b));
  const measure = measureFor(a, b);
  if (!measure)
    return {
      differs,
      words: 'They are tested on different images: no number of the one can be held against the other.',
      isMore: null,
    };
  if (!isWhole(a) || !isWhole(b))
    return { differs, words: 'Train both to their end: then they can be compared.', isMore: null };
  const [one, other] = [scoreBy(a, measure), scoreBy(b, measure)];
  if (!one || !other) return { differs, words: 'One of them was not tested.', isMore: null };
  const images = one.correct - other.correct;
  const plain =
    images === 0
      ? `Both have ${count(one.correct)} of ${count(one.of)} ${measure} images right.`
      : `Run ${images > 0 ? numberA : numberB} has ${count(Math.abs(images))} ${measure} ${Math.abs(images) === 1 ? 'image' : 'images'} more right: ${count(Math.max(one.correct, other.correct))} against ${count(Math.min(one.correct, other.correct))} of ${count(one.of)}.`;
  if (sameButSeed(networkOfRun(a), networkOfRun(b)))
    return { differs: '', words: `${plain} Nothing differs but the seed: this is luck itself.`, isMore: false };
  const [ofA, ofB] = [sharesBy(seedsOf(a, runs), measure), sharesBy(seedsOf(b, runs), measure)];
  if (ofA.length < LEAST_SEEDS || ofB.length < LEAST_SEEDS)
    return {
      differs,
      words: `${plain} Whether that is more than luck, ${ofA.length < 2 && ofB.length < 2 ? 'one run each cannot tell' : 'so few runs cannot tell'}: train five seeds of both.`,
      isMore: null,
    };
  const { difference, luck, isMore } = compare(ofA, ofB);
  const better = difference >= 0 ? numberA : numberB;
  return {
    differs,
    words: `Over ${ofA.length} and ${ofB.length} seeds, ${measure} images right: run ${numberA} ${meanWords(ofA)}, run ${numberB} ${meanWords(ofB)}. Run ${better} is ${points(difference)} points ahead; luck alone makes about ± ${points(luck)}: ${isMore ? 'this is more than luck' : 'this may be luck'}.`,
    isMore,
  };
}

/** `± 0.12 over 5 seeds`, by the test images; empty for a single one. */
export function spreadWords(run: RunRecord, runs: readonly RunRecord[]): string {
  const shares = sharesBy(seedsOf(run, runs), 'test');
  return shares.length < 2 ? '' : `± ${points(spreadOf(shares).spread)} over ${shares.length} seeds`;
}
