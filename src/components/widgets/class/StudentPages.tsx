import { render } from 'preact';
import type { ClassQuestion } from '../../../lib/class/class-file.ts';
import { questionId } from '../../../lib/class/tasks.ts';
import type { Checks } from '../../../lib/hand-in/grades.ts';
import type { StudentRow } from '../../../lib/hand-in/roster.ts';
import { exerciseIn, passedIn } from '../../../lib/hand-in/roster.ts';
import { checkKey } from '../../../lib/hand-in/store.ts';
import { claimId } from '../../../lib/hand-in/verify.ts';
import { dayWords } from './dates.ts';

interface Props {
  readonly rows: readonly StudentRow[];
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  readonly questions: readonly ClassQuestion[];
  readonly checks: Checks;
}

/** A page a student: what was handed in, and what came of running it again. */
function StudentPage({ row, columns, questions, checks }: Omit<Props, 'rows'> & { readonly row: StudentRow }) {
  const { id, handIn } = row.newest;
  const came = (trial: string): string => checks.get(checkKey(id, trial))?.words ?? 'Not run again.';
  const ids = columns.map((column) => column.id);
  return (
    <article class="student-page">
      <h1>{row.name}</h1>
      <p>
        {handIn.class === '' ? '' : `${handIn.class}. `}Handed in {dayWords(Date.parse(handIn.writtenAt))}.{' '}
        {passedIn(row, ids)} of {ids.length} exercises passed.
      </p>
      {columns.map((column) => {
        const handed = exerciseIn(row, column.id);
        return (
          <section key={column.id}>
            <h2>{column.title}</h2>
            {handed ? (
              <>
                <p>{came(column.id)}</p>
                {handed.code.trim() !== '' && <pre>{handed.code}</pre>}
              </>
            ) : (
              <p>Not handed in.</p>
            )}
          </section>
        );
      })}
      {handIn.claims.map(({ title }, i) => (
        <section key={i}>
          <h2>Run: {title}</h2>
          <p>{came(claimId(i))}</p>
        </section>
      ))}
      {handIn.answers.map(({ question, answer }) => (
        <section key={question}>
          <h2>{questions.find((one) => questionId(one) === question)?.words ?? question}</h2>
          <p>{answer}</p>
        </section>
      ))}
    </article>
  );
}

/** Prints a page a student, and nothing else of this page. */
export function printStudents(props: Props): void {
  const pages = document.createElement('div');
  pages.className = 'student-pages';
  document.body.append(pages);
  document.documentElement.dataset['studentPages'] = '';
  render(
    <>
      {props.rows.map((row) => (
        <StudentPage key={row.key} {...props} row={row} />
      ))}
    </>,
    pages,
  );
  const end = (): void => {
    render(null, pages);
    pages.remove();
    delete document.documentElement.dataset['studentPages'];
  };
  addEventListener('afterprint', end, { once: true });
  print();
}
