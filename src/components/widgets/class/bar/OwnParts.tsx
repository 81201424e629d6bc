import { useSignal } from '@preact/signals';
import { render } from 'preact';
import type { Book } from '../../../../lib/class/book.ts';
import type { ClassFile, ClassQuestion } from '../../../../lib/class/class-file.ts';
import { questionId, tasksOf, type Task } from '../../../../lib/class/tasks.ts';
import { LONGEST_REPLY, readReply, writeReply } from '../../../../lib/classroom/replies.ts';
import type ExerciseIsland from '../../../lab/ExerciseIsland.tsx';

/** What makes an exercise alive. */
export type Lab = typeof ExerciseIsland;

/**
 * The part of the page that makes its own exercises alive; null where the page has none. It is taken from there: a script
 * that every page has must not lead to the large editor, whose style sheet every page would then fetch.
 */
async function labOfPage(): Promise<Lab | null> {
  const island = document.querySelector('.lab astro-island[component-url]');
  const url = island?.getAttribute('component-url');
  if (!url) return null;
  const part = (await import(/* @vite-ignore */ new URL(url, document.baseURI).href)) as Readonly<Record<string, Lab>>;
  return part[island?.getAttribute('component-export') ?? 'default'] ?? null;
}

/** A question of the instructor’s, with the place for an answer; what is typed is kept at once. */
export function Question({ question, className }: { readonly question: ClassQuestion; readonly className: string }) {
  const id = questionId(question);
  const text = useSignal(readReply(id)?.text ?? '');
  const trouble = useSignal(false);
  const say = (next: string): void => {
    text.value = next;
    trouble.value = writeReply(id, { text: next, saved: Date.now() }) !== null;
  };
  const field = `class-question-${question.name}`;
  const isOdd = question.kind === 'number' && text.value.trim() !== '' && !Number.isFinite(Number(text.value));
  const common = {
    id: field,
    value: text.value,
    maxLength: LONGEST_REPLY,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => say(currentTarget.value),
  };
  return (
    <>
      <p class="class-from">
        A question of your class <strong>{className}</strong>, not of the book
      </p>
      {question.kind === 'choice' ? (
        <fieldset>
          <legend>{question.words}</legend>
          {question.choices?.map((choice) => (
            <label key={choice}>
              <input type="radio" name={field} checked={text.value === choice} onChange={() => say(choice)} /> {choice}
            </label>
          ))}
        </fieldset>
      ) : (
        <div class="field">
          <label for={field}>{question.words}</label>
          {question.kind === 'text' ? (
            <textarea rows={3} {...common} />
          ) : (
            <input type="text" inputMode="decimal" autocomplete="off" size={12} aria-invalid={isOdd} {...common} />
          )}
        </div>
      )}
      <p class="class-kept" role="status">
        {isOdd && 'A number is asked for, such as 0.25. '}
        {text.value !== '' &&
          (trouble.value
            ? 'This browser does not keep it: hand it in before you close the page.'
            : 'Kept in this browser. Your teacher sees it when you hand it in.')}
      </p>
    </>
  );
}

/** An exercise of the instructor’s: it runs as the book’s do, and only when the student says so. */
export function OwnLab({
  task,
  className,
  lab: Lab,
}: {
  readonly task: Task;
  readonly className: string;
  readonly lab: Lab | null;
}) {
  const { own, exercise, id } = task;
  if (!own) return null;
  return (
    <>
      <h3 class="panel-title" id={`exercise-${exercise.name}-title`}>
        {exercise.title}
      </h3>
      <p class="class-from">
        An exercise of your class <strong>{className}</strong>, not of the book
      </p>
      {own.words && <p class="class-words">{own.words}</p>}
      {Lab ? (
        <Lab
          id={id}
          title={exercise.title}
          start={own.start}
          solution={own.solution}
          check={own.check}
          hints={0}
          listing={
            <pre class="lab-listing" tabIndex={0} aria-label={`Code: ${exercise.title}`}>
              <code />
            </pre>
          }
        />
      ) : (
        <p class="class-from">
          It cannot run here: the part of the page that runs code did not load. Load the page again.
        </p>
      )}
    </>
  );
}

const placed: HTMLElement[] = [];

/** Puts the instructor’s own questions and exercises on this page, at the ends of their steps, in the place of those before. */
export async function placeOwnParts(file: ClassFile | null, book: Book): Promise<void> {
  for (const host of placed.splice(0)) {
    render(null, host);
    host.remove();
  }
  const chapter = document.querySelector<HTMLElement>('[data-chapter]')?.dataset['chapter'];
  if (!file || chapter === undefined) return;
  const place = (step: string, label: string): HTMLElement | null => {
    const steps = document.querySelectorAll<HTMLElement>('.step[data-step]');
    const at = [...steps].find(({ dataset }) => dataset['step'] === step) ?? [...steps].at(-1);
    if (!at) return null;
    const host = document.createElement('section');
    host.className = 'panel class-own';
    host.setAttribute('aria-label', label);
    // Where text stands beside a lab both stick while the step goes by: what came below them would be covered.
    (at.querySelector(':scope > .step-lab') ?? at).append(host);
    placed.push(host);
    return host;
  };
  for (const question of file.questions ?? []) {
    const host =
      question.chapter === chapter ? place(question.step, `Question of ${file.name}: ${question.words}`) : null;
    if (host) render(<Question question={question} className={file.name} />, host);
  }
  const own = tasksOf(file, book).filter((task) => task.own && task.chapter.id === chapter);
  const lab = own.length > 0 ? await labOfPage().catch(() => null) : null;
  for (const task of own) {
    const host = task.own ? place(task.own.step, task.exercise.title) : null;
    if (!host) continue;
    host.classList.add('lab');
    host.id = `exercise-${task.exercise.name}`;
    host.dataset['exercise'] = task.id;
    render(<OwnLab task={task} className={file.name} lab={lab} />, host);
    // Who came by the exercise’s link came before it was there.
    if (location.hash === `#${host.id}`) host.scrollIntoView();
  }
}
