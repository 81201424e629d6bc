import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Book } from '../../../../lib/class/book.ts';
import type { OwnExercise } from '../../../../lib/class/class-file.ts';
import type { Trouble } from '../../../../lib/class/trouble.ts';
import { putDraft } from '../../../../lib/classroom/drafts.ts';
import { readProgress, setProgress } from '../../../../lib/classroom/progress-store.ts';
import { addSheet } from '../../../islands/add-sheet.ts';
import ExerciseIsland from '../../../lab/ExerciseIsland.tsx';
import labStyles from '../../../lab/lab.css?inline';
import { OwnLab } from '../bar/OwnParts.tsx';
import { Check, Text, Time } from './fields.tsx';
import { firstPlace, freshName, StepPlace } from './StepPlace.tsx';

/** What a new exercise begins with: small, whole, and right. */
const BEGINNING = {
  start: `export function double(value: number): number {
  return 0; // your code
}
`,
  solution: `export function double(value: number): number {
  return 2 * value;
}
`,
  check: `// reader: what the student’s code exports. tools.random draws numbers; close, pass and fail say what came of it.
export default function check(reader, tools) {
  if (typeof reader.double !== 'function') return tools.fail('missing', 'Keep the function double, and export it.');
  for (let n = 0; n < 20; n++) {
    const value = tools.random.uniform(-5, 5);
    const got = reader.double(value);
    if (!tools.close(got, 2 * value))
      return tools.fail('wrong', \`double(\${tools.show(value)}) should be \${tools.show(2 * value)}, and is \${got}.\`);
  }
  return tools.pass('Right: twice as much.');
}
`,
};
/** Each try is stopped after so long. */
const SECONDS = 20;

interface Props {
  readonly book: Book;
  readonly exercises: readonly OwnExercise[];
  readonly className: string;
  readonly troubles: readonly Trouble[];
  readonly onChange: (exercises: readonly OwnExercise[]) => void;
}

/** The instructor’s own exercises: programs as text, tried and seen before they are given out. */
export function OwnExercisesForm({ book: whole, exercises, className, troubles, onChange }: Props) {
  /** Where an exercise can run: chapters that have some. */
  const book = whole.filter((chapter) => chapter.exercises.length > 0);
  const change = (at: number, part: Partial<OwnExercise>): void =>
    onChange(exercises.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const add = (): void => {
    const taken = [...exercises, ...book.flatMap((chapter) => chapter.exercises)].map(({ name }) => name);
    onChange([...exercises, { ...firstPlace(book), name: freshName('own', taken), title: '', ...BEGINNING }]);
  };
  return (
    <section aria-labelledby="class-own">
      <h3 id="class-own">Exercises of your own</h3>
      <p>
        They stand at the end of a step, marked as yours, and run in the closed frame in which all code of the book
        runs, when a student presses Run. The check is a program: it gets what the student’s code exports, and says
        whether that is right.
      </p>
      {exercises.map((exercise, i) => (
        <fieldset key={exercise.name} class="class-form-own">
          <legend>Exercise {i + 1}</legend>
          <StepPlace {...exercise} book={book} onPlace={(place) => change(i, place)} />
          {TEXTS.map(({ name, label, rows, code }) => (
            <Text
              key={name}
              label={label}
              where={`ownExercises[${i}].${name}`}
              value={exercise[name]}
              troubles={troubles}
              {...(rows ? { rows } : {})}
              code={code}
              onText={(text) => change(i, { [name]: text })}
            />
          ))}
          <div class="keep-line">
            <Check
              label={
                <>
                  Optional<span class="visually-hidden">: exercise {i + 1}</span>
                </>
              }
              checked={exercise.optional ?? false}
              onCheck={(optional) => change(i, { optional: optional || undefined })}
            />
            <Time
              label={`Exercise ${i + 1} is due`}
              value={exercise.due ?? ''}
              onTime={(due) => change(i, { due: due || undefined })}
            />
          </div>
          <TryOut exercise={exercise} />
          <Preview exercise={exercise} book={book} className={className} />
          <button class="button" type="button" onClick={() => onChange(exercises.filter((_, k) => k !== i))}>
            Remove exercise {i + 1}
          </button>
        </fieldset>
      ))}
      <div class="keep-choices">
        <button class="button" type="button" onClick={add}>
          Add an exercise
        </button>
      </div>
    </section>
  );
}

const TEXTS = [
  { name: 'title', label: 'What is to be done, in a few words', rows: 0, code: false },
  { name: 'words', label: 'More words about it', rows: 2, code: false },
  { name: 'start', label: 'The code that students begin with', rows: 6, code: true },
  { name: 'solution', label: 'A solution', rows: 6, code: true },
  { name: 'check', label: 'The check', rows: 12, code: true },
] as const;

/** Runs the check on the solution, which must pass, and on the start, which must not. */
function TryOut({ exercise }: { readonly exercise: OwnExercise }) {
  const said = useSignal<readonly string[]>([]);
  const doing = useSignal(false);
  const { start, solution, check } = exercise;
  useEffect(() => void (said.value = []), [start, solution, check]);
  const run = async (): Promise<void> => {
    doing.value = true;
    said.value = [];
    try {
      const [{ getSandbox }, { judgementOf, runWithin }] = await Promise.all([
        import('../../../../lib/sandbox/sandbox.ts'),
        import('../../../../lib/sandbox/judgement.ts'),
      ]);
      const judge = async (code: string) => judgementOf(await runWithin(getSandbox(), code, check, SECONDS), SECONDS);
      const right = await judge(solution);
      const begun = await judge(start);
      said.value = [
        `The solution ${right.passed ? 'passes' : 'does not pass, and must'}: ${right.message}`,
        `The start ${begun.passed ? 'passes, and must not' : 'does not pass, as it should be'}: ${begun.message}`,
      ];
    } catch (error) {
      said.value = [error instanceof Error ? error.message : String(error)];
    } finally {
      doing.value = false;
    }
  };
  return (
    <>
      <button class="button" type="button" disabled={doing.value} onClick={() => void run()}>
        Try the check on the solution and the start
      </button>
      <div role="status">{doing.value ? <p>Running…</p> : said.value.map((line) => <p key={line}>{line}</p>)}</div>
    </>
  );
}

interface PreviewProps {
  readonly exercise: OwnExercise;
  readonly book: Book;
  readonly className: string;
}

/** The exercise as students have it; what is done here is forgotten when it is closed. */
function Preview({ exercise, book, className }: PreviewProps) {
  const open = useSignal(false);
  return (
    <details class="class-form-preview" onToggle={({ currentTarget }) => (open.value = currentTarget.open)}>
      <summary>
        See it as students do<span class="visually-hidden">: {exercise.title}</span>
      </summary>
      {open.value && (
        <PreviewLab key={JSON.stringify(exercise)} exercise={exercise} book={book} className={className} />
      )}
    </details>
  );
}

function PreviewLab({ exercise, book, className }: PreviewProps) {
  const id = `preview/${exercise.name}`;
  useEffect(() => {
    const takeSheet = addSheet(labStyles);
    return () => {
      takeSheet();
      putDraft(id, null);
      const progress = readProgress();
      if (progress.passed.includes(id))
        setProgress({ ...progress, passed: progress.passed.filter((passed) => passed !== id) });
    };
  }, []);
  const task = {
    id,
    chapter: book.find((chapter) => chapter.id === exercise.chapter) ?? book[0]!,
    exercise: { name: exercise.name, title: exercise.title },
    optional: false,
    opens: null,
    due: null,
    own: exercise,
  };
  return (
    <section class="panel lab class-own" data-exercise={id} aria-label={`Preview: ${exercise.title}`}>
      <OwnLab task={task} className={className} lab={ExerciseIsland} />
    </section>
  );
}
