import type { RunRecord, Score } from '../runs/run-record.ts';
import { networkOfRun } from '../systems/network.ts';
import { CLAIM_VERSION, ClaimError, everybodyHas, readClaim, type Claim } from './claim.ts';

/** What of a run a claim is made from. */
export type Claimed = Pick<
  RunRecord,
  | 'settings'
  | 'title'
  | 'tests'
  | 'validations'
  | 'stretches'
  | 'state'
  | 'by'
  | 'code'
  | 'loaded'
  | 'arithmetic'
  | 'anew'
>;

const lastTest = ({ tests }: Claimed): Score | undefined => tests.at(-1);

/** Why a run's result cannot be claimed, in words for readers: what would have to travel and does not. Null where it can. */
export function whyNoClaim(run: Claimed): string | null {
  if (run.loaded !== undefined) return 'It was brought in as a finished model: nobody here knows how it was trained.';
  if (run.code !== undefined || run.by === 'reader')
    return 'Your own code trained it, and a claim carries settings, no code.';
  if (!everybodyHas(run.settings.specification.data))
    return 'It learned from images of your own, which only this browser has.';
  if (run.state === 'running' || run.state === 'loading' || run.state === 'queued') return 'It is not over yet.';
  const test = lastTest(run);
  if (!test || test.imagesSeen === 0) return 'It was not tested after training.';
  if (run.anew)
    return 'It did not go on from one whole state: what the optimizer remembers began anew on the way, so its seed does not give these numbers again.';
  if (!run.arithmetic || run.arithmetic.length === 0)
    return 'It is from a version of the book that did not note how its numbers were rounded. Train it again, and it can be claimed.';
  if (run.arithmetic.length > 1)
    return 'Two engines, or two browsers, computed parts of it, each rounding in its own way: no one arithmetic gives it again.';
  return null;
}

/** What a run says of itself: its last test. Throws a ClaimError that says why it cannot. */
export function claimOf(run: Claimed): Claim {
  const why = whyNoClaim(run);
  if (why !== null) throw new ClaimError(why);
  const { specification, epochs, trainCount, validation } = networkOfRun(run);
  const { imagesSeen, correct, of } = lastTest(run)!;
  return readClaim({
    version: CLAIM_VERSION,
    specification,
    epochs,
    trainCount,
    validation,
    arithmetic: run.arithmetic![0],
    imagesSeen,
    correct,
    of,
  });
}

/** What of a run stays behind when its claim travels, in words for readers. */
export function leftBehind(run: Claimed): readonly string[] {
  return [
    'the trained weights (whoever opens it trains them again)',
    ...(run.stretches.length > 0 ? ['the curves'] : []),
    ...(run.tests.length > 1 ? [`${run.tests.length - 1} earlier tests`] : []),
    ...(run.validations.length > 0 ? ['the scores on validation images'] : []),
  ];
}
