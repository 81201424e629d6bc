import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { ClaimError } from '../../../lib/claims/claim.ts';
import { writeClaimLink } from '../../../lib/claims/claim-link.ts';
import { resultWords } from '../../../lib/claims/claim-words.ts';
import { ROUNDING } from '../../../lib/claims/compare-claim.ts';
import { claimOf, leftBehind } from '../../../lib/claims/make-claim.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { writeLink } from '../../../lib/systems/link.ts';
import type { Trainer } from '../trainer/controller.ts';

const addressOf = (hash: string): string => `${location.href.split('#', 1)[0]!}#${hash}`;
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;

/** A link to look at, and to copy. */
function Link({ label, hash }: { readonly label: string; readonly hash: string }) {
  const said = useSignal('');
  const id = useId();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(addressOf(hash));
      said.value = 'Copied.';
    } catch {
      said.value = 'This browser does not let the page copy: copy it from the field.';
    }
  };
  return (
    <p class="bench-link">
      <label class="visually-hidden" for={id}>
        {label}
      </label>
      <input id={id} readOnly value={addressOf(hash)} onFocus={({ currentTarget }) => currentTarget.select()} />
      <button class="button" type="button" onClick={() => void copy()}>
        Copy<span class="visually-hidden"> the {label.toLowerCase()}</span>
      </button>
      <span class="field-hint" role="status">
        {said.value}
      </span>
    </p>
  );
}

type Made = { readonly link: string; readonly result: string; readonly rounding: string } | { readonly why: string };

function claimLinkOf(run: RunRecord): Made {
  try {
    const claim = claimOf(run);
    return { link: writeClaimLink(claim), result: resultWords(claim), rounding: ROUNDING[claim.arithmetic.name] };
  } catch (error) {
    if (error instanceof ClaimError) return { why: error.message };
    throw error;
  }
}

/** A run's result as a link that others can check, and what it leaves behind. */
function RunsResult({
  run,
  number,
  guessed,
}: {
  readonly run: RunRecord;
  readonly number: number;
  readonly guessed: boolean;
}) {
  const made = claimLinkOf(run);
  if ('why' in made)
    return (
      <p>
        A link cannot carry the result of run {number}. {made.why}
      </p>
    );
  const stays = [...leftBehind(run), ...(guessed ? ['your guess'] : [])];
  return (
    <>
      <p>
        Whoever opens it reads “Somebody’s claim: {made.result}” and can train it again with one press, from the same
        seed and by the same arithmetic where their machine can: {made.rounding}. Then it is confirmed to the image, or
        what differs is named.
      </p>
      <p>Not in the link: {list(stays)}.</p>
      <Link label={`Link to the result of run ${number}`} hash={made.link} />
    </>
  );
}

/** Links to what is set, and to what a run has come to. */
export default function Share({
  trainer,
  guessed,
}: {
  readonly trainer: Trainer;
  /** Runs of which the reader has guessed the result. */
  readonly guessed: (id: string) => boolean;
}) {
  const chosen = useSignal<string | null>(null);
  const { network } = trainer.parsed.value;
  const runs = trainer.runs.value;
  const run = runs.find(({ id }) => id === chosen.value) ?? trainer.shown.value ?? runs.at(-1);
  return (
    <div class="bench-share">
      <h3>The settings</h3>
      <p>The network as it is drawn now, without any result. Opening the link starts nothing.</p>
      {network ? (
        <Link label="Link to the settings" hash={writeLink(network)} />
      ) : (
        <p>Put the marked setting right first.</p>
      )}
      <h3>A result</h3>
      {run ? (
        <>
          {runs.length > 1 && (
            <label class="bench-inline">
              Of
              <select value={run.id} onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}>
                {runs.map(({ id }, i) => (
                  <option key={id} value={id}>
                    run {i + 1}
                  </option>
                ))}
              </select>
            </label>
          )}
          <RunsResult run={run} number={runs.indexOf(run) + 1} guessed={guessed(run.id)} />
        </>
      ) : (
        <p>Train a network: then its result has a link that others can check.</p>
      )}
    </div>
  );
}
