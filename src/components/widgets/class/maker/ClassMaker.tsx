import '../../models/keep.css';
import { useComputed, useSignal } from '@preact/signals';
import type { Book } from '../../../../lib/class/book.ts';
import {
  ASKED,
  judgeClass,
  readClass,
  SHOWN,
  writeClass,
  type ClassFile,
  type ReadClass,
} from '../../../../lib/class/class-file.ts';
import { classHash, classOfHash } from '../../../../lib/class/class-link.ts';
import { notInBook, tasksOf } from '../../../../lib/class/tasks.ts';
import { troubleWords, type Trouble } from '../../../../lib/class/trouble.ts';
import { NO_PROGRESS } from '../../../../lib/classroom/progress.ts';
import { saveFile } from '../../../islands/save-file.ts';
import { FileDrop } from '../../models/FileDrop.tsx';
import { ClassBar } from '../bar/ClassBar.tsx';
import { PackBook } from '../PackBook.tsx';
import { CopyText } from '../CopyText.tsx';
import { Check, Choose, Text, Time } from './fields.tsx';
import { fileOf, formOf, moved, onClock, type ClassForm, type FormChapter } from './form.ts';
import { OwnExercisesForm } from './OwnExercisesForm.tsx';
import { QuestionsForm } from './QuestionsForm.tsx';
import { TrainerForm } from './TrainerForm.tsx';

const SHOWN_NAMES: Readonly<Record<(typeof SHOWN)[number], string>> = {
  always: 'Always',
  passed: 'After passing',
  due: 'After the day it is due',
  never: 'Never',
};
const ASKED_NAMES: Readonly<Record<(typeof ASKED)[number], string>> = {
  name: 'Their name',
  number: 'Their number',
  both: 'Name and number',
};

type Fields = ClassForm['fields'];
/** The fields that are words. */
type WordField = { [Name in keyof Fields]-?: string extends NonNullable<Fields[Name]> ? Name : never }[keyof Fields];
const WORDS: readonly { readonly name: WordField; readonly label: string; readonly rows?: number }[] = [
  { name: 'name', label: 'Name of the class' },
  { name: 'welcome', label: 'Words of welcome', rows: 3 },
  { name: 'ask', label: 'Who to ask' },
  { name: 'language', label: 'Language of dates, such as en-GB or de-CH' },
];

interface Props {
  readonly root: URL;
  readonly book: Book;
  /** What the form begins with; null for an empty one. */
  readonly given: ClassFile | null;
  readonly onFile: (file: ClassFile | null) => void;
}

/** Makes, loads, checks and shows a class file. */
export function ClassMaker({ root, book, given, onFile }: Props) {
  const form = useSignal<ClassForm>(formOf(given, book));
  const loaded = useSignal('');
  const troubles = useSignal<readonly Trouble[]>([]);
  const said = useSignal('');
  const link = useSignal('');

  const file = useComputed(() => fileOf(form.value, book));
  const judged = useComputed(() => judgeClass(file.value));
  const wrong = 'troubles' in judged.value ? judged.value.troubles : [];

  const change = (next: ClassForm): void => {
    form.value = next;
    said.value = '';
    link.value = '';
    const read = judgeClass(fileOf(next, book));
    onFile('file' in read ? read.file : null);
  };
  const field = <Name extends keyof ClassForm['fields']>(name: Name, value: ClassForm['fields'][Name]): void =>
    change({ ...form.value, fields: { ...form.value.fields, [name]: value } });
  const handIn = (part: Partial<ClassFile['handIn']>): void =>
    field('handIn', { ...form.value.fields.handIn, ...part });
  const chapter = (at: number, part: Partial<FormChapter>): void =>
    change({ ...form.value, chapters: form.value.chapters.map((one, i) => (i === at ? { ...one, ...part } : one)) });

  const take = (name: string, read: ReadClass | null): void => {
    said.value = '';
    if (!read) return;
    if ('troubles' in read) {
      loaded.value = '';
      troubles.value = read.troubles;
      return;
    }
    troubles.value = notInBook(read.file, book);
    loaded.value = `${name} is loaded: ${read.file.name}.`;
    change(formOf(read.file, book));
  };
  const load = async ([chosen]: readonly File[]): Promise<void> => {
    if (chosen) take(chosen.name, readClass(await chosen.slice(0, 4_000_000).text()));
  };
  const paste = async (text: string): Promise<void> => {
    const hash = /#class=[\w-]*/.exec(text)?.[0];
    take('The link', hash === undefined ? readClass(text) : await classOfHash(hash));
  };
  const save = (): void => {
    saveFile('class.json', new Blob([writeClass(file.value)], { type: 'application/json' }));
    said.value = 'Written: class.json.';
  };
  const makeLink = async (): Promise<void> => {
    link.value = new URL(await classHash(file.value), root).href;
    said.value = '';
  };
  const { fields, chapters } = form.value;
  const shown: ClassFile | null = 'file' in judged.value ? judged.value.file : null;
  const undated =
    shown && (fields.solutions === 'due' || fields.hints === 'due')
      ? tasksOf(shown, book).filter(({ due }) => due === null).length
      : 0;
  return (
    <div class="keep class-maker">
      <FileDrop
        id="class"
        label="A class file that you have"
        accept=".json"
        hint="Or drop it here, and change it below. Without one, begin with an empty form."
        onFiles={(files) => void load(files)}
      >
        <label class="field">
          Or paste the link of a class
          <input type="text" value="" onChange={({ currentTarget }) => void paste(currentTarget.value)} />
        </label>
      </FileDrop>
      <p role="status">{loaded.value}</p>
      {troubles.value.length > 0 && (
        <div class="notice notice-bad" role="alert">
          <p>
            {loaded.value === ''
              ? 'This class file cannot be used.'
              : 'This book does not have all that it names; that is left out.'}
          </p>
          <TroubleList troubles={troubles.value} />
        </div>
      )}
      <section aria-labelledby="class-words">
        <h3 id="class-words">The class</h3>
        {WORDS.map(({ name, label, rows }) => (
          <Text
            key={name}
            label={label}
            where={name}
            value={fields[name]}
            troubles={wrong}
            {...(rows ? { rows } : {})}
            onText={(text) => field(name, text)}
          />
        ))}
      </section>
      <section aria-labelledby="class-chapters">
        <h3 id="class-chapters">Chapters and exercises</h3>
        <p>
          Days are by the clock of this computer; a student elsewhere sees the same moment by theirs. What is not chosen
          stays in the book, below the class’s chapters.
        </p>
        <ol class="class-form-chapters">
          {chapters.map((one, i) => (
            <ChapterForm
              key={one.id}
              chapter={one}
              where={`chapters[${chapters.slice(0, i).filter(({ chosen }) => chosen).length}]`}
              troubles={wrong}
              isFirst={i === 0}
              isLast={i === chapters.length - 1}
              onChange={(part) => chapter(i, part)}
              onMove={(by) => change({ ...form.value, chapters: moved(chapters, i, by) })}
            />
          ))}
        </ol>
      </section>
      <section aria-labelledby="class-shown">
        <h3 id="class-shown">Solutions and hints</h3>
        <Choose
          label="Solutions are shown"
          names={SHOWN_NAMES}
          value={fields.solutions}
          onChoice={(value) => field('solutions', value)}
        />
        <Choose
          label="Hints are shown"
          names={SHOWN_NAMES}
          value={fields.hints}
          onChoice={(value) => field('hints', value)}
        />
        <p>Hidden is not secret: the solutions lie on the host, and who looks for them finds them.</p>
        {undated > 0 && (
          <p class="notice">
            {undated} of the exercises have no day on which they are due: what waits for it stays hidden there.
          </p>
        )}
      </section>
      <QuestionsForm
        book={book}
        questions={fields.questions ?? []}
        className={fields.name}
        troubles={wrong}
        onChange={(questions) => field('questions', questions)}
      />
      <OwnExercisesForm
        book={book}
        exercises={fields.ownExercises ?? []}
        className={fields.name}
        troubles={wrong}
        onChange={(ownExercises) => field('ownExercises', ownExercises)}
      />
      <TrainerForm trainer={fields.trainer ?? {}} onChange={(trainer) => field('trainer', trainer)} />
      <section aria-labelledby="class-hand-in">
        <h3 id="class-hand-in">Handing in</h3>
        <Choose
          label="Students are asked for"
          names={ASKED_NAMES}
          value={fields.handIn.ask}
          onChoice={(ask) => handIn({ ask })}
        />
        <Text
          label="What they do with the file"
          where="handIn.words"
          value={fields.handIn.words}
          troubles={wrong}
          rows={2}
          onText={(text) => handIn({ words: text })}
        />
        <Text
          label="Where they take it: an address, or mailto: and yours"
          where="handIn.link"
          value={fields.handIn.link}
          troubles={wrong}
          onText={(text) => handIn({ link: text })}
        />
      </section>
      <section aria-labelledby="class-preview">
        <h3 id="class-preview">What students see</h3>
        {shown ? (
          <div class="class-bar class-preview">
            <ClassBar file={shown} book={book} progress={NO_PROGRESS} now={Date.now()} root={root} />
          </div>
        ) : (
          <>
            <p>These fields are not right yet:</p>
            <TroubleList troubles={wrong} />
          </>
        )}
      </section>
      <section aria-labelledby="class-out">
        <h3 id="class-out">Give it out</h3>
        <div class="keep-choices">
          <button class="button button-primary" type="button" disabled={!shown} onClick={save}>
            Save class.json
          </button>
          <button class="button" type="button" disabled={!shown} onClick={() => void makeLink()}>
            Make a link
          </button>
        </div>
        {link.value && (
          <CopyText label="A student opens it once, and is asked whether to join" text={link.value} called="The link" />
        )}
        <p role="status">{said.value}</p>
      </section>
      <PackBook root={root} file={shown} />
    </div>
  );
}

const TroubleList = ({ troubles }: { readonly troubles: readonly Trouble[] }) => (
  <ul>
    {troubles.map((trouble) => (
      <li key={trouble.where}>{troubleWords(trouble)}</li>
    ))}
  </ul>
);

interface ChapterFormProps {
  readonly chapter: FormChapter;
  readonly where: string;
  readonly troubles: readonly Trouble[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (part: Partial<FormChapter>) => void;
  readonly onMove: (by: -1 | 1) => void;
}

function ChapterForm({ chapter, where, troubles, isFirst, isLast, onChange, onMove }: ChapterFormProps) {
  const { title, number, chosen, optional, opens, due, exercises } = chapter;
  const own = troubles.filter((trouble) => trouble.where.startsWith(where));
  const exercise = (at: number, part: Partial<FormChapter['exercises'][number]>): void =>
    onChange({ exercises: exercises.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <li class="class-form-chapter">
      <div class="keep-line">
        <Check
          label={
            <strong>
              {number}. {title}
            </strong>
          }
          checked={chosen}
          onCheck={(next) => onChange({ chosen: next })}
        />
        <span class="class-form-move">
          <button class="button button-quiet" type="button" disabled={isFirst} onClick={() => onMove(-1)}>
            Up<span class="visually-hidden">: {title}</span>
          </button>
          <button class="button button-quiet" type="button" disabled={isLast} onClick={() => onMove(1)}>
            Down<span class="visually-hidden">: {title}</span>
          </button>
        </span>
      </div>
      {chosen && (
        <details>
          <summary>
            {exercises.filter((one) => one.chosen).length} of {exercises.length} exercises
            {optional && ', optional'}
            {due && `, due ${onClock(due).replace('T', ' ')}`}
            <span class="visually-hidden"> of {title}</span>
          </summary>
          <Check
            label="Optional"
            checked={optional}
            onCheck={(next) =>
              onChange({ optional: next, exercises: exercises.map((one) => ({ ...one, optional: next })) })
            }
          />
          <div class="keep-line">
            <Time label={`Chapter ${number} opens`} value={opens} onTime={(time) => onChange({ opens: time })} />
            <Time label={`Chapter ${number} is due`} value={due} onTime={(time) => onChange({ due: time })} />
          </div>
          <ul class="class-form-exercises">
            {exercises.map((one, i) => (
              <li key={one.id} class="keep-line">
                <Check label={one.title} checked={one.chosen} onCheck={(next) => exercise(i, { chosen: next })} />
                <Check
                  label={
                    <>
                      Optional<span class="visually-hidden">: {one.title}</span>
                    </>
                  }
                  checked={one.optional}
                  disabled={!one.chosen}
                  onCheck={(next) => exercise(i, { optional: next })}
                />
                <Time
                  label={`Due, if not with the chapter: ${one.title}`}
                  value={one.due}
                  onTime={(time) => exercise(i, { due: time })}
                />
                <span class="class-form-move">
                  <button
                    class="button button-quiet"
                    type="button"
                    disabled={i === 0}
                    onClick={() => onChange({ exercises: moved(exercises, i, -1) })}
                  >
                    Up<span class="visually-hidden">: {one.title}</span>
                  </button>
                  <button
                    class="button button-quiet"
                    type="button"
                    disabled={i === exercises.length - 1}
                    onClick={() => onChange({ exercises: moved(exercises, i, 1) })}
                  >
                    Down<span class="visually-hidden">: {one.title}</span>
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {own.map((trouble) => (
        <p key={trouble.where} class="class-late">
          {troubleWords(trouble)}
        </p>
      ))}
    </li>
  );
}
