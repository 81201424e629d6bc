import { useMemo } from 'preact/hooks';
import { ClaimError, type Claim } from '../../../lib/claims/claim.ts';
import { readClaimLink, writeClaimLink } from '../../../lib/claims/claim-link.ts';
import { imagesWords, resultWords, verdictWords } from '../../../lib/claims/claim-words.ts';
import { ROUNDING } from '../../../lib/claims/compare-claim.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { runStatus } from '../../words/run.ts';
import { isBusy, isQueued, isResumable, type Trainer } from '../trainer/controller.ts';
import { networkWords } from '../trainer/network-words.ts';
import { RunBar } from '../trainer/RunActions.tsx';
import { foresee, networkClaimed, replayOf, trainClaim, verdictOf } from './replay.ts';

interface ClaimProps {
  readonly trainer: Trainer;
  /** The part of the address after # that the reader came with. */
  readonly hash: string;
  readonly onClose: () => void;
}

type Read = { readonly claim: Claim; readonly link: string } | { readonly problem: string };

function read(hash: string): Read {
  try {
    const claim = readClaimLink(hash);
    return { claim, link: writeClaimLink(claim) };
  } catch (error) {
    if (error instanceof ClaimError) return { problem: error.message };
    throw error;
  }
}

const Close = ({ onClose }: Pick<ClaimProps, 'onClose'>) => (
  <button class="button button-quiet" type="button" onClick={onClose}>
    Close<span class="visually-hidden"> the claim</span>
  </button>
);

/** What somebody says of a run, by a link: what it is of, one press that trains it again, and what comes of that. */
export default function ClaimPanel({ trainer, hash, onClose }: ClaimProps) {
  const made = useMemo(() => read(hash), [hash]);
  if ('problem' in made)
    return (
      <div class="bench-claim notice" role="alert">
        <p>
          <b>This link makes a claim that cannot be read.</b> {made.problem} Ask for the link again. Nothing was
          trained.
        </p>
        <Close onClose={onClose} />
      </div>
    );
  return <Checking {...made} trainer={trainer} onClose={onClose} />;
}

function Checking({
  claim,
  link,
  trainer,
  onClose,
}: {
  readonly claim: Claim;
  readonly link: string;
  readonly trainer: Trainer;
  readonly onClose: () => void;
}) {
  const run = replayOf(trainer.runs.value, link);
  const settled = run ? verdictOf(claim, run) : null;
  const said = `${networkWords(networkClaimed(claim))}; after ${imagesWords(claim)}, by ${ROUNDING[claim.arithmetic.name]}.`;
  const ahead = useMemo(() => foresee(claim), [claim]);
  return (
    <section class="bench-claim notice" aria-label="Somebody’s claim">
      <div>
        <p class={settled ? 'bench-one-line' : undefined} title={settled ? said : undefined}>
          <b>Somebody’s claim: {resultWords(claim)} test images right.</b> {said}
        </p>
        <p role="status" data-verdict={settled?.verdict.kind}>
          {settled ? (
            <Settled claim={claim} settled={settled} number={trainer.runs.value.indexOf(run!) + 1} />
          ) : run?.anew ? (
            'What the optimizer remembered was lost on the way, so this run says nothing of the claim: train it once more.'
          ) : run ? (
            `Run ${trainer.runs.value.indexOf(run) + 1} trains it again. ${runStatus(run)}`
          ) : (
            'Nothing has been trained yet.'
          )}
          {!settled && ahead && (
            <>
              {' '}
              Here the counts may be up to {ahead.tolerance} images apart: {ahead.why}.
            </>
          )}
        </p>
        {run && !settled && <RunBar run={run} />}
      </div>
      <span class="bench-row">
        <Press
          run={run}
          settled={settled !== null}
          trainer={trainer}
          train={() => void trainClaim(trainer, claim, link)}
        />
        <Close onClose={onClose} />
      </span>
    </section>
  );
}

function Settled({
  claim,
  settled: { trained, verdict },
  number,
}: {
  readonly claim: Claim;
  readonly settled: NonNullable<ReturnType<typeof verdictOf>>;
  readonly number: number;
}) {
  const { short, why } = verdictWords(claim, trained, verdict);
  return (
    <>
      <b>{short}.</b> {why} That was run {number}.
    </>
  );
}

/** The one press: train, go on where it was broken off, or train once more. */
function Press({
  run,
  settled,
  trainer,
  train,
}: {
  readonly run: RunRecord | undefined;
  readonly settled: boolean;
  readonly trainer: Trainer;
  readonly train: () => void;
}) {
  if (run && !settled && (isBusy(run) || isQueued(run))) return null;
  const goesOn = run && !settled && !run.anew && isResumable(run);
  return (
    <button
      class={`button${settled ? '' : ' button-primary'}`}
      type="button"
      onClick={goesOn ? () => trainer.manager.value?.resume(run.id) : train}
    >
      {goesOn ? 'Go on' : run ? 'Train it once more' : 'Train it again'}
    </button>
  );
}
