import '../models/keep.css';
import { useComputed, useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Book } from '../../../lib/class/book.ts';
import { ownPrograms, questionId, tasksOf } from '../../../lib/class/tasks.ts';
import type { ClassFile, ClassQuestion } from '../../../lib/class/class-file.ts';
import { collect, collectText, type Collected } from '../../../lib/hand-in/collect.ts';
import { allJson, claimsWords, gradesCsv, type Checks } from '../../../lib/hand-in/grades.ts';
import {
  arrivalOf,
  exerciseIn,
  ordered,
  passedIn,
  replyIn,
  rosterOf,
  type KeptHandIn,
  type Order,
  type StudentRow,
} from '../../../lib/hand-in/roster.ts';
import { checkKey, HandInStore } from '../../../lib/hand-in/store.ts';
import { claimId, type Check, type Sources } from '../../../lib/hand-in/verify.ts';
import { saveFile } from '../../islands/save-file.ts';
import { count } from '../../words/format.ts';
import { FileDrop } from '../models/FileDrop.tsx';
import { AlikePrograms } from './AlikePrograms.tsx';
import { HandedCode } from './HandedCode.tsx';
import { printStudents } from './StudentPages.tsx';
import { TryAgain } from './TryAgain.tsx';

/** A column of the table. */
interface Column {
  readonly id: string;
  /** `3 update`. */
  readonly short: string;
  /** `3. Write the update`. */
  readonly title: string;
}

/** Which rows are shown. */
type View = 'all' | 'to-look-at' | 'not-all-passed';
const VIEWS: Readonly<Record<View, string>> = {
  all: 'Everybody',
  'to-look-at': 'Where something differs or failed',
  'not-all-passed': 'Who has not passed everything',
};

interface Props {
  readonly root: URL;
  readonly book: Book;
  /** The class that the columns are of; null for the whole book. */
  readonly file: ClassFile | null;
}

/** How many arrivals are listed at once. */
const LISTED = 200;

function columnsOf(book: Book, file: ClassFile | null, kept: readonly KeptHandIn[]): readonly Column[] {
  const asked = file ? tasksOf(file, book) : [];
  const handed = new Set(kept.flatMap(({ handIn }) => handIn.exercises.map(({ exercise }) => exercise)));
  const all = book.flatMap((chapter) =>
    chapter.exercises.map(({ name, title }): Column => ({
      id: `${chapter.id}/${name}`,
      short: `${chapter.number} ${name}`,
      title: `${chapter.number}. ${title}`,
    })),
  );
  const own = asked.map(({ id, chapter, exercise }): Column => ({
    id,
    short: `${chapter.number} ${exercise.name}`,
    title: `${chapter.number}. ${exercise.title}`,
  }));
  return own.length > 0 ? own : all.filter(({ id }) => handed.has(id));
}

/** Everything that was handed in: students by exercises. Nothing of it runs before the instructor says so. */
export function HandInTable({ root, book, file }: Props) {
  const store = useMemo(() => new HandInStore(), []);
  const kept = useSignal<readonly KeptHandIn[]>([]);
  const checks = useSignal<Checks>(new Map());
  const arrivals = useSignal<readonly string[]>([]);
  const left = useSignal<readonly string[]>([]);
  const busy = useSignal('');
  const trouble = useSignal('');
  const search = useSignal('');
  const view = useSignal<View>('all');
  const order = useSignal<Order>('name');
  const open = useSignal<{ readonly student: string; readonly what: string } | null>(null);
  const sources = useSignal<Sources | null>(null);
  /** Whether the instructor is asked about forgetting everything. */
  const asks = useSignal(false);

  const attempt = async (doing: string, what: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = doing;
    trouble.value = '';
    try {
      await what();
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    } finally {
      busy.value = '';
    }
  };
  useEffect(() => {
    void attempt('Looking at what this browser keeps…', async () => {
      [kept.value, checks.value] = await Promise.all([store.list(), store.checks()]);
    });
    return () => void store.close();
  }, []);

  const rows = useComputed(() => rosterOf(kept.value));
  const columns = useMemo(() => columnsOf(book, file, kept.value), [book, file, kept.value]);
  const ids = columns.map(({ id }) => id);

  const take = (from: AsyncIterable<Collected>): Promise<void> =>
    attempt('Reading…', async () => {
      const said: string[] = [];
      const out: string[] = [];
      const added: Omit<KeptHandIn, 'id'>[] = [];
      for await (const one of from) {
        if ('trouble' in one) {
          out.push(`${one.name}: ${one.trouble}`);
          continue;
        }
        const { keep, words } = arrivalOf(one.handIn, [...kept.value, ...added.map((other) => ({ ...other, id: 0 }))]);
        said.push(`${one.name}: ${words}`);
        if (keep) added.push({ name: one.name, handIn: one.handIn });
        busy.value = `Reading: ${count(said.length)} so far…`;
      }
      kept.value = [...kept.value, ...(await store.add(added))];
      arrivals.value = said;
      left.value = out;
    });
  const loadSources = async (): Promise<Sources> => {
    if (!sources.value) {
      const answer = await fetch(new URL('class/exercises.json', root));
      if (!answer.ok) throw new Error('The book’s own code did not load. Load this page again.');
      sources.value = (await answer.json()) as Sources;
    }
    // What is the book’s own stays so, whatever a class file calls its exercises.
    return { ...ownPrograms(file ?? {}), ...sources.value };
  };
  const show = (student: string, what: string): void => {
    open.value = { student, what };
    void loadSources().catch((error: Error) => (trouble.value = error.message));
  };
  const onCheck = (id: number, trial: string, check: Check): void => {
    checks.value = new Map(checks.value).set(checkKey(id, trial), check);
    void store.putCheck(id, trial, check).catch((error: Error) => (trouble.value = error.message));
  };
  const forget = (): Promise<void> =>
    attempt('Forgetting…', async () => {
      await store.clear();
      kept.value = [];
      checks.value = new Map();
      arrivals.value = [];
      left.value = [];
      open.value = null;
      asks.value = false;
    });
  const save = (name: string, text: string, type: string): void => saveFile(name, new Blob([text], { type }));

  const outcomesOf = ({ newest }: StudentRow): readonly (string | undefined)[] => [
    ...ids.map((id) => checks.value.get(checkKey(newest.id, id))?.outcome),
    ...newest.handIn.claims.map((_, i) => checks.value.get(checkKey(newest.id, claimId(i)))?.outcome),
  ];
  const wanted = search.value.trim().toLowerCase();
  const shown = ordered(rows.value, order.value, ids).filter((row) => {
    if (wanted !== '' && !`${row.name} ${row.alsoAs.join(' ')}`.toLowerCase().includes(wanted)) return false;
    if (view.value === 'to-look-at')
      return outcomesOf(row).some((outcome) => outcome === 'differs' || outcome === 'failed');
    if (view.value === 'not-all-passed') return passedIn(row, ids) < ids.length;
    return true;
  });
  const openRow = open.value && rows.value.find(({ key }) => key === open.value!.student);
  const className = file?.name ?? 'class';
  const questions = file?.questions ?? [];
  return (
    <div class="keep hand-ins" aria-busy={busy.value !== ''}>
      <FileDrop
        id="hand-ins"
        label="Files that were handed in"
        accept=".gz,.json,.zip,.txt,.csv,.html"
        hint="Or drop them here: all at once, or a zip of them, as a learning platform gives it. Nothing in them is run before you say so."
        onFiles={(files) => void take(collect(files.map((one) => ({ name: one.name, blob: one }))))}
      >
        <label class="field">
          Or paste texts, such as a column of a spreadsheet
          <textarea
            rows={2}
            value=""
            onInput={({ currentTarget }) => {
              const text = currentTarget.value;
              currentTarget.value = '';
              if (text.trim() !== '') void take(collectText('Pasted', text));
            }}
          />
        </label>
      </FileDrop>
      <p role="status">{busy.value}</p>
      {trouble.value && (
        <p class="notice" role="alert">
          {trouble.value}
        </p>
      )}
      {left.value.length > 0 && (
        <div class="notice notice-bad" role="alert">
          <p>Left out: {count(left.value.length)}. The rest is in.</p>
          <Lines lines={left.value} />
        </div>
      )}
      {arrivals.value.length > 0 && (
        <details class="hand-ins-arrivals">
          <summary>What came in: {count(arrivals.value.length)}</summary>
          <Lines lines={arrivals.value} />
        </details>
      )}
      {rows.value.length > 0 && (
        <>
          <TryAgain
            root={root}
            rows={shown}
            exercises={ids}
            sources={loadSources}
            checks={checks.value}
            onCheck={onCheck}
          />
          <div class="keep-line">
            <label class="field">
              Search names
              <input
                type="search"
                value={search.value}
                onInput={({ currentTarget }) => (search.value = currentTarget.value)}
              />
            </label>
            <label class="field">
              Show
              <select value={view.value} onChange={({ currentTarget }) => (view.value = currentTarget.value as View)}>
                {(Object.keys(VIEWS) as View[]).map((name) => (
                  <option key={name} value={name}>
                    {VIEWS[name]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p class="hand-ins-count">
            {count(shown.length)} of {count(rows.value.length)} students. ✓ passed, ○ not passed yet; once tried again:
            = confirmed, ≠ differs, ! failed.
          </p>
          <Table
            rows={shown}
            columns={columns}
            questions={questions}
            checks={checks.value}
            order={order.value}
            onOrder={(next) => (order.value = next)}
            onOpen={show}
          />
          {openRow && (
            <Opened
              row={openRow}
              what={open.value!.what}
              columns={columns}
              checks={checks.value}
              sources={{ ...ownPrograms(file ?? {}), ...sources.value }}
              questions={questions}
              onClose={() => (open.value = null)}
            />
          )}
          <AlikePrograms rows={rows.value} titles={columns} sources={loadSources} onOpen={show} />
          <div class="keep-choices">
            <button
              class="button"
              type="button"
              onClick={() =>
                save(`${className}.csv`, gradesCsv(shown, ids, checks.value, questions.map(questionId)), 'text/csv')
              }
            >
              Save the table as CSV
            </button>
            <button
              class="button"
              type="button"
              onClick={() => save(`${className}.json`, allJson(kept.value, checks.value), 'application/json')}
            >
              Save everything as JSON
            </button>
            <button
              class="button"
              type="button"
              onClick={() => printStudents({ rows: shown, columns, questions, checks: checks.value })}
            >
              Print a page for each student
            </button>
            <button class="button" type="button" onClick={() => (asks.value = true)}>
              Forget all hand-ins
            </button>
          </div>
          {asks.value && (
            <div class="notice keep-line" role="alert">
              <span>
                This browser then has none of the {count(kept.value.length)} hand-ins, nor what came of running them
                again. The files that students gave you stay where they are.
              </span>
              <button class="button" type="button" onClick={() => void forget()}>
                Forget them
              </button>
              <button class="button button-quiet" type="button" onClick={() => (asks.value = false)}>
                Keep them
              </button>
            </div>
          )}
          <p>
            All of it stays in this browser. The name is what a student typed; trying code again shows that it works,
            not who wrote it.
          </p>
        </>
      )}
    </div>
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.slice(0, LISTED).map((line, i) => (
      <li key={i}>{line}</li>
    ))}
    {lines.length > LISTED && <li>And {count(lines.length - LISTED)} more.</li>}
  </ul>
);

const SIGNS: Readonly<Record<string, string>> = { confirmed: '=', differs: '≠', failed: '!', 'not-run': '–' };
const STATE_WORDS = { passed: 'passed', tried: 'not passed yet' } as const;

/** The beginning of a longer text. */
const cut = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

interface TableProps {
  readonly rows: readonly StudentRow[];
  readonly columns: readonly Column[];
  readonly questions: readonly ClassQuestion[];
  readonly checks: Checks;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly onOpen: (student: string, what: string) => void;
}

function Table({ rows, columns, questions, checks, order, onOrder, onOpen }: TableProps) {
  const made = useRef(new Map<string, { readonly of: string; readonly row: VNode }>());
  const columnIds = [...columns.map(({ id }) => id), ...questions.map(questionId)].join();
  /** A row is made anew only when something in it has changed: three hundred of them have twelve thousand cells. */
  const rowOf = (row: StudentRow): VNode => {
    const { id, handIn } = row.newest;
    const own = [...columns.map((column) => column.id), ...handIn.claims.map((_, i) => claimId(i))];
    const of = `${id} ${row.earlier.length} ${columnIds} ${own.map((trial) => checks.get(checkKey(id, trial))?.outcome ?? '').join()}`;
    const known = made.current.get(row.key);
    if (known?.of === of) return known.row;
    const fresh = (
      <Row key={row.key} row={row} columns={columns} questions={questions} checks={checks} onOpen={onOpen} />
    );
    made.current.set(row.key, { of, row: fresh });
    return fresh;
  };
  const sorted = (is: boolean): 'descending' | 'none' => (is ? 'descending' : 'none');
  return (
    <div class="hand-ins-scroll" role="region" aria-label="Students by exercises" tabIndex={0}>
      <table class="table hand-ins-table">
        <thead>
          <tr>
            <th scope="col" aria-sort={order === 'name' ? 'ascending' : 'none'}>
              <button class="link-button" type="button" onClick={() => onOrder('name')}>
                Student
              </button>
            </th>
            <th scope="col" aria-sort={sorted(order === 'passed')}>
              <button class="link-button" type="button" onClick={() => onOrder('passed')}>
                Passed
              </button>
            </th>
            {columns.map(({ id, short, title }) => (
              <th
                key={id}
                scope="col"
                class="hand-ins-upright"
                aria-sort={sorted(typeof order === 'object' && order.exercise === id)}
              >
                <button class="link-button" type="button" title={title} onClick={() => onOrder({ exercise: id })}>
                  {short}
                </button>
              </th>
            ))}
            {questions.map((question) => (
              <th key={questionId(question)} scope="col" class="hand-ins-question" title={question.words}>
                {cut(question.words)}
              </th>
            ))}
            <th scope="col">Runs</th>
            <th scope="col">Answers</th>
          </tr>
        </thead>
        <tbody>{rows.map(rowOf)}</tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<TableProps, 'columns' | 'questions' | 'checks' | 'onOpen'> {
  readonly row: StudentRow;
}

function Row({ row, columns, questions, checks, onOpen }: RowProps) {
  const { claims, answers } = row.newest.handIn;
  return (
    <tr>
      <th scope="row">
        {row.name}
        {row.earlier.length > 0 && <span class="hand-in-facts">, {row.earlier.length + 1} hand-ins</span>}
        {row.alsoAs.length > 0 && <span class="hand-in-facts">, also as {row.alsoAs.join(' and ')}</span>}
      </th>
      <td>
        {passedIn(
          row,
          columns.map(({ id }) => id),
        )}
      </td>
      {columns.map(({ id, title }) => {
        const handed = exerciseIn(row, id);
        if (!handed) return <td key={id} />;
        const check = checks.get(checkKey(row.newest.id, id));
        const words = `${row.name}, ${title}: ${STATE_WORDS[handed.state]}${check ? `; tried again: ${check.outcome}` : ''}`;
        return (
          <td key={id}>
            <button
              class="hand-ins-cell"
              type="button"
              data-outcome={check?.outcome}
              aria-label={words}
              onClick={() => onOpen(row.key, id)}
            >
              {handed.state === 'passed' ? '✓' : '○'}
              {check && SIGNS[check.outcome]}
            </button>
          </td>
        );
      })}
      {questions.map((question) => {
        const reply = replyIn(row, questionId(question));
        return (
          <td key={questionId(question)}>
            {reply !== undefined && (
              <button class="link-button" type="button" title={reply} onClick={() => onOpen(row.key, 'answers')}>
                {cut(reply)}
                <span class="visually-hidden"> answers {row.name}</span>
              </button>
            )}
          </td>
        );
      })}
      <td>
        {claims.length > 0 && (
          <button class="link-button" type="button" onClick={() => onOpen(row.key, 'runs')}>
            {claims.length}
            <span class="visually-hidden"> runs of {row.name}</span>
            {claims.some((_, i) => checks.has(checkKey(row.newest.id, claimId(i)))) && `: ${claimsWords(row, checks)}`}
          </button>
        )}
      </td>
      <td>
        {answers.length > 0 && (
          <button class="link-button" type="button" onClick={() => onOpen(row.key, 'answers')}>
            {answers.length}
            <span class="visually-hidden"> answers of {row.name}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

interface OpenedProps extends Pick<TableProps, 'columns' | 'questions' | 'checks'> {
  readonly row: StudentRow;
  /** An exercise, `runs` or `answers`. */
  readonly what: string;
  readonly sources: Sources;
  readonly onClose: () => void;
}

/** What one student handed in of one exercise, their runs, or their answers. */
function Opened({ row, what, columns, questions, checks, sources, onClose }: OpenedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'start' });
  }, [row.key, what]);
  const { id, handIn } = row.newest;
  const title =
    what === 'runs'
      ? 'Runs'
      : what === 'answers'
        ? 'Answers'
        : (columns.find((column) => column.id === what)?.title ?? what);
  const handed = exerciseIn(row, what);
  return (
    <section class="panel hand-ins-opened" aria-labelledby="hand-ins-opened">
      <div class="keep-line">
        <h3 id="hand-ins-opened" tabIndex={-1} ref={heading}>
          {row.name}: {title}
        </h3>
        <button class="button button-quiet" type="button" onClick={onClose}>
          Close
        </button>
      </div>
      {what === 'answers' && (
        <ul>
          {handIn.answers.map(({ question, answer }) => (
            <li key={question}>
              {questions.find((one) => questionId(one) === question)?.words ?? question}: {answer}
            </li>
          ))}
        </ul>
      )}
      {what === 'runs' && (
        <ul>
          {handIn.claims.map(({ title: name }, i) => (
            <li key={i}>
              {name}. {checks.get(checkKey(id, claimId(i)))?.words ?? 'Not trained again yet.'}
            </li>
          ))}
        </ul>
      )}
      {handed && (
        <HandedCode
          handed={handed}
          check={checks.get(checkKey(id, what)) ?? null}
          start={sources[what]?.start ?? null}
          earlier={row.earlier.flatMap((other) => {
            const one = other.handIn.exercises.find(({ exercise }) => exercise === what);
            return one ? [{ writtenAt: other.handIn.writtenAt, code: one.code }] : [];
          })}
        />
      )}
    </section>
  );
}
