import { useSignal } from '@preact/signals';
import { alikePairs, type AlikePair } from '../../../lib/hand-in/alike.ts';
import type { StudentRow } from '../../../lib/hand-in/roster.ts';
import type { Sources } from '../../../lib/hand-in/verify.ts';
import { count, countOf } from '../../words/format.ts';

/** How many pairs are listed. */
const LISTED = 50;

interface Props {
  readonly rows: readonly StudentRow[];
  /** Exercises by their ids, with their titles. */
  readonly titles: readonly { readonly id: string; readonly title: string }[];
  readonly sources: () => Promise<Sources>;
  readonly onOpen: (student: string, exercise: string) => void;
}

/** The page draws, and hears presses, in between. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Pairs of students whose programs are the same but for names: a hint to look. */
export function AlikePrograms({ rows, titles, sources, onOpen }: Props) {
  const pairs = useSignal<readonly AlikePair[] | null>(null);
  const said = useSignal('');
  const nameOf = (key: string): string => rows.find((row) => row.key === key)?.name ?? key;
  const titleOf = (exercise: string): string => titles.find(({ id }) => id === exercise)?.title ?? exercise;
  const look = async (): Promise<void> => {
    pairs.value = null;
    said.value = 'Loading what the book gives…';
    try {
      const known = await sources();
      const programs = rows.flatMap(({ key, newest }) =>
        newest.handIn.exercises.map(({ exercise, code }) => ({ student: key, exercise, code })),
      );
      let done = 0;
      pairs.value = await alikePairs(
        programs,
        (exercise) => (Object.hasOwn(known, exercise) ? [known[exercise]!.start, known[exercise]!.solution] : []),
        () => {
          said.value = `Comparing programs: exercise ${count(++done)}…`;
          return breathe();
        },
      );
      const found = pairs.value.length;
      said.value =
        found === 0
          ? 'No two students have programs that are the same but for names.'
          : `${found === 1 ? 'One pair' : `${count(found)} pairs`} with programs that are the same but for names.`;
    } catch (error) {
      said.value = (error as Error).message;
    }
  };
  return (
    <details class="hand-ins-alike">
      <summary>Programs that are alike</summary>
      <p>
        Compares what students handed in, two and two, by words and signs: names, comments and spaces do not count, nor
        what the book gives, nor what many write. It is a hint to look, never a verdict: short right answers look alike
        by themselves.
      </p>
      <div class="keep-choices">
        <button class="button" type="button" onClick={() => void look()}>
          Look for programs that are alike
        </button>
      </div>
      <p role="status">{said.value}</p>
      {pairs.value && pairs.value.length > 0 && (
        <ul>
          {pairs.value.slice(0, LISTED).map(({ students: [a, b], exercises }) => (
            <li key={`${a} ${b}`}>
              {nameOf(a)} and {nameOf(b)}:{' '}
              {exercises.map(({ exercise, shared, of }, i) => (
                <span key={exercise}>
                  {i > 0 && ', '}
                  {titleOf(exercise)} ({countOf(shared, of)} pieces):{' '}
                  {[a, b].map((student, k) => (
                    <span key={student}>
                      {k > 0 && ' '}
                      <button class="link-button" type="button" onClick={() => onOpen(student, exercise)}>
                        see {nameOf(student)}’s
                      </button>
                    </span>
                  ))}
                </span>
              ))}
            </li>
          ))}
          {pairs.value.length > LISTED && <li>And {count(pairs.value.length - LISTED)} more.</li>}
        </ul>
      )}
    </details>
  );
}
