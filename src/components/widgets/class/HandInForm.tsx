import '../models/keep.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { fetchBook, type Book } from '../../../lib/class/book.ts';
import type { Asked } from '../../../lib/class/class-file.ts';
import { keptClass, type KeptClass } from '../../../lib/class/kept-class.ts';
import { questionId, tasksOf } from '../../../lib/class/tasks.ts';
import { gather, handInOf, type Gathered } from '../../../lib/hand-in/gather.ts';
import {
  packHandIn,
  textOfHandIn,
  type HandedAnswer,
  type HandedExercise,
  type HandIn,
  type Student,
} from '../../../lib/hand-in/hand-in.ts';
import { charactersOf, LONGEST_WEIGHTS, textOfWeights } from '../../../lib/hand-in/handed-weights.ts';
import { keepStudent, keptStudent } from '../../../lib/hand-in/kept-student.ts';
import { BrowserWork } from '../../../lib/transfer/browser-work.ts';
import { fileName, saveFile } from '../../islands/save-file.ts';
import { siteRoot } from '../../islands/site-root.ts';
import { count, countOf } from '../../words/format.ts';
import { CopyText } from './CopyText.tsx';
import { dayWords } from './dates.ts';

/** `1 try`, `3 tries`. */
const triesWords = (tries: number): string => `${count(tries)} ${tries === 1 ? 'try' : 'tries'}`;
const linesOf = (code: string): number => code.trimEnd().split('\n').length;

interface Item {
  readonly exercise: HandedExercise;
  readonly title: string;
  /** Whether the class asks for it. */
  readonly asked: boolean;
}

/** What a student hands in: all of it listed and chosen before anything is written. */
export function HandInForm() {
  const work = useMemo(() => new BrowserWork(), []);
  const gathered = useSignal<Gathered | null>(null);
  const kept = useSignal<KeptClass | null>(null);
  const book = useSignal<Book>([]);
  const student = useSignal<Student>({});
  const exercises = useSignal<ReadonlySet<string>>(new Set());
  const runs = useSignal<ReadonlySet<string>>(new Set());
  /** Runs whose weights go along. */
  const weights = useSignal<ReadonlySet<string>>(new Set());
  const guesses = useSignal(true);
  const replies = useSignal(true);
  const said = useSignal('');
  const text = useSignal('');
  const trouble = useSignal('');
  const missing = useSignal(false);

  const attempt = async (what: () => Promise<void>): Promise<void> => {
    trouble.value = '';
    said.value = '';
    try {
      await what();
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
  };
  useEffect(() => {
    void attempt(async () => {
      kept.value = keptClass();
      student.value = keptStudent();
      book.value = await fetchBook(siteRoot());
      const found = gather(await work.here());
      const asked = new Set(kept.value ? tasksOf(kept.value.file, book.value).map(({ id }) => id) : []);
      exercises.value = new Set(
        found.exercises.map(({ exercise }) => exercise).filter((id) => asked.size === 0 || asked.has(id)),
      );
      runs.value = new Set(found.runs.flatMap((run) => ('claim' in run ? [run.id] : [])));
      gathered.value = found;
    });
    return () => void work.close();
  }, []);

  const changed = (): void => {
    said.value = '';
    text.value = '';
    missing.value = false;
  };
  const toggle = (set: typeof exercises, id: string): void => {
    const next = new Set(set.value);
    if (!next.delete(id)) next.add(id);
    set.value = next;
    changed();
  };
  const say = (part: Student): void => {
    student.value = { ...student.value, ...part };
    keepStudent(student.value);
    changed();
  };

  if (!gathered.value)
    return trouble.value ? (
      <p class="notice" role="alert">
        {trouble.value}
      </p>
    ) : (
      <p role="status">Looking at what this browser keeps…</p>
    );
  const found = gathered.value;
  const file = kept.value?.file ?? null;
  const ask: Asked = file?.handIn.ask ?? 'name';
  const tasks = file ? tasksOf(file, book.value) : [];
  const titleOf = (id: string): string => {
    const task = tasks.find((one) => one.id === id);
    if (task?.own) return `${task.chapter.number}. ${task.exercise.title} (of your class)`;
    const [chapter, name] = id.split('/');
    const at = book.value.find((one) => one.id === chapter);
    const title = at?.exercises.find((one) => one.name === name)?.title ?? name ?? id;
    return at ? `${at.number}. ${title}` : title;
  };
  const items = found.exercises.map((exercise): Item => ({
    exercise,
    title: titleOf(exercise.exercise),
    asked: tasks.length === 0 || tasks.some(({ id }) => id === exercise.exercise),
  }));
  const notBegun = tasks.filter(({ id }) => !found.exercises.some(({ exercise }) => exercise === id));
  const questions = file?.questions ?? [];
  const questionWords = (id: string): string => questions.find((one) => questionId(one) === id)?.words ?? id;
  const unanswered = questions.filter((one) => !found.replies.some(({ question }) => question === questionId(one)));
  const made = async (): Promise<HandIn | null> => {
    const { name = '', number = '' } = student.value;
    missing.value = (ask !== 'number' && name.trim() === '') || (ask !== 'name' && number.trim() === '');
    if (missing.value) return null;
    const chosen = {
      exercises: exercises.value,
      guesses: guesses.value,
      replies: replies.value,
      runs: runs.value,
      weights: await weightsOf(found.runs, weights.value, work),
    };
    return handInOf(found, chosen, file?.name ?? '', student.value, Date.now());
  };
  const save = (): Promise<void> =>
    attempt(async () => {
      const handIn = await made();
      if (!handIn) return;
      const { name, number } = handIn.student;
      const title = `${fileName([file?.name ?? 'hand-in', name ?? '', number ?? ''].join(' ')).slice(0, 80)}.json.gz`;
      saveFile(title, new Blob([await packHandIn(handIn)], { type: 'application/gzip' }));
      said.value = `Written: ${title}. Nothing has been sent: take it to where your teacher wants it.`;
    });
  const makeText = (): Promise<void> =>
    attempt(async () => {
      const handIn = await made();
      if (handIn) text.value = await textOfHandIn(handIn);
    });
  const part = (list: readonly Item[], title: string) =>
    list.length > 0 && (
      <fieldset class="hand-in-part">
        <legend>{title}</legend>
        {list.map(({ exercise, title: name }) => (
          <ExerciseItem
            key={exercise.exercise}
            exercise={exercise}
            title={name}
            chosen={exercises.value.has(exercise.exercise)}
            language={file?.language}
            onToggle={() => toggle(exercises, exercise.exercise)}
          />
        ))}
      </fieldset>
    );
  return (
    <div class="keep hand-in">
      {!file && (
        <p class="notice">
          You are in no class here. If your teacher gave you a link, open it first; you can hand in without one as well.
        </p>
      )}
      <section aria-labelledby="hand-in-who">
        <h2 id="hand-in-who">Who you are</h2>
        <div class="keep-line">
          {ask !== 'number' && (
            <label class="field">
              Your name
              <input
                type="text"
                autocomplete="name"
                maxLength={200}
                value={student.value.name ?? ''}
                onInput={({ currentTarget }) => say({ name: currentTarget.value })}
              />
            </label>
          )}
          {ask !== 'name' && (
            <label class="field">
              Your number
              <input
                type="text"
                maxLength={100}
                value={student.value.number ?? ''}
                onInput={({ currentTarget }) => say({ number: currentTarget.value })}
              />
            </label>
          )}
        </div>
      </section>
      <section aria-labelledby="hand-in-what">
        <h2 id="hand-in-what">What you hand in</h2>
        {part(
          items.filter(({ asked }) => asked),
          file ? 'Exercises of your class' : 'Exercises',
        )}
        {items.length === 0 && <p>No exercise is begun in this browser.</p>}
        {notBegun.length > 0 && (
          <p class="hand-in-missing">Not begun: {notBegun.map(({ id }) => titleOf(id)).join('; ')}.</p>
        )}
        {part(
          items.filter(({ asked }) => !asked),
          'Other exercises that you have begun',
        )}
        <AnswersPart
          title="Answers to your class"
          answers={found.replies}
          chosen={replies.value}
          wordsOf={questionWords}
          onToggle={() => {
            replies.value = !replies.value;
            changed();
          }}
        />
        {unanswered.length > 0 && (
          <p class="hand-in-missing">Not answered: {unanswered.map(({ words }) => words).join('; ')}</p>
        )}
        <AnswersPart
          title="Guesses in the book"
          answers={found.guesses}
          chosen={guesses.value}
          wordsOf={(id) => id}
          onToggle={() => {
            guesses.value = !guesses.value;
            changed();
          }}
        />
        {found.runs.length > 0 && (
          <fieldset class="hand-in-part">
            <legend>Results of runs</legend>
            <p>Your teacher can train each again from its settings and seed, and see whether the result is the same.</p>
            {found.runs.map((run) => (
              <RunItem
                key={run.id}
                run={run}
                chosen={runs.value.has(run.id)}
                withWeights={weights.value.has(run.id)}
                onToggle={() => toggle(runs, run.id)}
                onWeights={() => toggle(weights, run.id)}
              />
            ))}
          </fieldset>
        )}
      </section>
      <section aria-labelledby="hand-in-out">
        <h2 id="hand-in-out">Hand in</h2>
        {file?.handIn.words && <p class="hand-in-words">{file.handIn.words}</p>}
        {file?.handIn.link && (
          <p>
            <a href={file.handIn.link} rel="external noreferrer">
              {file.handIn.link}
            </a>
          </p>
        )}
        <div class="keep-choices">
          <button class="button button-primary" type="button" onClick={() => void save()}>
            Write the file
          </button>
          <button class="button" type="button" onClick={() => void makeText()}>
            Make a text to paste
          </button>
        </div>
        {missing.value && (
          <p class="notice" role="alert">
            Fill in {ask === 'both' ? 'your name and your number' : ask === 'name' ? 'your name' : 'your number'} first.
          </p>
        )}
        {text.value && (
          <CopyText
            label={`The whole text, ${count(text.value.length)} letters, is your hand-in`}
            text={text.value}
            called="The text"
            rows={4}
          />
        )}
        <p role="status">{said.value}</p>
        {trouble.value && (
          <p class="notice" role="alert">
            {trouble.value}
          </p>
        )}
      </section>
    </div>
  );
}

interface AnswersProps {
  readonly title: string;
  readonly answers: readonly HandedAnswer[];
  readonly chosen: boolean;
  /** What was asked, by the question’s id. */
  readonly wordsOf: (question: string) => string;
  readonly onToggle: () => void;
}

function AnswersPart({ title, answers, chosen, wordsOf, onToggle }: AnswersProps) {
  if (answers.length === 0) return null;
  return (
    <fieldset class="hand-in-part">
      <legend>{title}</legend>
      <div class="hand-in-item">
        <label>
          <input type="checkbox" checked={chosen} onChange={onToggle} /> {count(answers.length)}{' '}
          {answers.length === 1 ? 'answer' : 'answers'}
        </label>
        <details>
          <summary>
            Show them<span class="visually-hidden">: {title}</span>
          </summary>
          <ul>
            {answers.map(({ question, answer }) => (
              <li key={question}>
                {wordsOf(question)}: {answer}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </fieldset>
  );
}

interface ExerciseItemProps {
  readonly exercise: HandedExercise;
  readonly title: string;
  readonly chosen: boolean;
  readonly language: string | undefined;
  readonly onToggle: () => void;
}

function ExerciseItem({ exercise, title, chosen, language, onToggle }: ExerciseItemProps) {
  const { code, state, tries, saved, now } = exercise;
  const facts = [
    state === 'passed' ? 'passed' : 'not passed yet',
    ...(tries === undefined ? [] : [triesWords(tries)]),
    ...(saved === undefined ? [] : [dayWords(Date.parse(saved), language)]),
  ];
  return (
    <div class="hand-in-item">
      <label>
        <input type="checkbox" checked={chosen} onChange={onToggle} /> {title}
        <span class="hand-in-facts">: {facts.join(', ')}</span>
      </label>
      {code === '' ? (
        <span class="hand-in-facts">No code is kept of it: run it again, so that your code goes along.</span>
      ) : (
        <details>
          <summary>
            {linesOf(code) === 1 ? '1 line' : `${linesOf(code)} lines`} of code
            {now !== undefined && ', and the text as it stands now, which is another'}
            <span class="visually-hidden"> of {title}</span>
          </summary>
          <pre tabIndex={0} aria-label={`Code: ${title}`}>
            <code>{code}</code>
          </pre>
          {now !== undefined && (
            <pre tabIndex={0} aria-label={`Code as it stands now: ${title}`}>
              <code>{now}</code>
            </pre>
          )}
        </details>
      )}
    </div>
  );
}

interface RunItemProps {
  readonly run: Gathered['runs'][number];
  readonly chosen: boolean;
  readonly withWeights: boolean;
  readonly onToggle: () => void;
  readonly onWeights: () => void;
}

/** The weights of these runs as they go along. Errors: a run’s weights are not kept as they were when it was tested, or are too many. */
async function weightsOf(
  runs: Gathered['runs'],
  wanted: ReadonlySet<string>,
  work: BrowserWork,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const run of runs) {
    if (!('claim' in run) || !wanted.has(run.id)) continue;
    const state = await work.checkpoint(run.id);
    if (state?.imagesSeen !== run.imagesSeen)
      throw new Error(`${run.title}: its weights are not kept as they were when it was tested. Leave them out.`);
    if (charactersOf(state.weights) > LONGEST_WEIGHTS)
      throw new Error(`${run.title}: its weights are too many for a hand-in. Leave them out.`);
    texts.set(run.id, textOfWeights(state.weights));
  }
  return texts;
}

function RunItem({ run, chosen, withWeights, onToggle, onWeights }: RunItemProps) {
  if ('why' in run)
    return (
      <div class="hand-in-item">
        <label>
          <input type="checkbox" disabled /> {run.title}
        </label>
        <span class="hand-in-facts">{run.why}</span>
      </div>
    );
  const { correct, of, imagesSeen } = run.claim.claim as { correct: number; of: number; imagesSeen: number };
  return (
    <div class="hand-in-item">
      <label>
        <input type="checkbox" checked={chosen} onChange={onToggle} /> {run.title}
        <span class="hand-in-facts">
          : {countOf(correct, of)} test images right after {count(imagesSeen)}
        </span>
      </label>
      <label>
        <input type="checkbox" checked={chosen && withWeights} disabled={!chosen} onChange={onWeights} /> With its
        weights
        <span class="visually-hidden">: {run.title}</span>
      </label>
    </div>
  );
}
