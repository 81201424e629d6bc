import type { HandedExercise } from '../../../lib/hand-in/hand-in.ts';
import type { Check } from '../../../lib/hand-in/verify.ts';
import { Diff } from '../../lab/panels/Diff.tsx';
import { dayWords } from './dates.ts';

interface Props {
  readonly handed: HandedExercise;
  readonly check: Check | null;
  /** The code that the exercise begins with; null until it has loaded. */
  readonly start: string | null;
  /** What the same student handed in before, newest first. */
  readonly earlier: readonly { readonly writtenAt: string; readonly code: string }[];
}

/** Code that was handed in, with its difference from the start and from the last hand-in of the same student. */
export function HandedCode({ handed, check, start, earlier }: Props) {
  const { code, state, tries, saved, now } = handed;
  const [last] = earlier;
  const facts = [
    state === 'passed' ? 'Handed in as passed' : 'Handed in as not passed yet',
    ...(tries === undefined ? [] : [`${tries} ${tries === 1 ? 'try' : 'tries'}`]),
    ...(saved === undefined ? [] : [`written ${dayWords(Date.parse(saved))}`]),
  ];
  return (
    <>
      <p>{facts.join(', ')}.</p>
      <p>{check ? check.words : 'Not tried again yet.'}</p>
      {start !== null && <Diff before={start} after={code} beforeName="start" afterName="handed in" />}
      {last && (
        <details>
          <summary>Changed since the hand-in of {dayWords(Date.parse(last.writtenAt))}</summary>
          {last.code === code ? (
            <p>Nothing.</p>
          ) : (
            <Diff before={last.code} after={code} beforeName="before" afterName="handed in" />
          )}
        </details>
      )}
      {now !== undefined && (
        <details>
          <summary>Changed since it passed</summary>
          <Diff before={code} after={now} beforeName="passed" afterName="now" />
        </details>
      )}
    </>
  );
}
