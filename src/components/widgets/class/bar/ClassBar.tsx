import type { Book } from '../../../../lib/class/book.ts';
import type { ClassFile } from '../../../../lib/class/class-file.ts';
import { standingOf, tasksOf, type Task } from '../../../../lib/class/tasks.ts';
import type { Progress } from '../../../../lib/classroom/progress.ts';
import { dayWords } from '../dates.ts';

interface Props {
  readonly file: ClassFile;
  readonly book: Book;
  readonly progress: Progress;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly root: URL;
  readonly onLeave?: () => void;
}

/** Where an exercise stands in the book. */
export const exerciseAddress = ({ chapter, exercise }: Task, root: URL): string =>
  new URL(`${chapter.path}#exercise-${exercise.name}`, root).href;

/** Which class, what is due next and how much is done; more of it when opened. */
export function ClassBar({ file, book, progress, now, root, onLeave }: Props) {
  const tasks = tasksOf(file, book);
  const { passed, required, next, late } = standingOf(tasks, progress, now);
  return (
    <div class="page class-bar-row">
      <details class="class-bar-more">
        <summary>
          <strong>{file.name}</strong>
          <span>
            {passed} of {required} exercises passed
          </span>
        </summary>
        <div class="class-bar-inside">
          {file.welcome && <p>{file.welcome}</p>}
          {file.ask && <p>Ask: {file.ask}</p>}
          <TaskList tasks={tasks} progress={progress} now={now} root={root} language={file.language} />
          {onLeave && (
            <p>
              Your work stays in this browser, and nobody sees it until you hand it in.{' '}
              <button class="link-button" type="button" onClick={onLeave}>
                Leave this class
              </button>
            </p>
          )}
        </div>
      </details>
      <p class="class-bar-next">
        {late.length > 0 && (
          <span class="class-late">
            Late: {late.length}
            {next ? '. ' : ''}
          </span>
        )}
        {next ? (
          <>
            Next: <a href={exerciseAddress(next, root)}>{next.exercise.title}</a>
            {next.due !== null && `, due ${dayWords(next.due, file.language)}`}
          </>
        ) : (
          passed === required && 'All passed.'
        )}
      </p>
      <a class="button" href={new URL('hand-in/', root).href}>
        Hand in
      </a>
    </div>
  );
}

interface TaskListProps extends Pick<Props, 'progress' | 'now' | 'root'> {
  readonly tasks: readonly Task[];
  readonly language: string | undefined;
}

/** The exercises of a class, chapter by chapter. */
function TaskList({ tasks, progress, now, root, language }: TaskListProps) {
  const chapters = [...new Set(tasks.map(({ chapter }) => chapter))];
  return (
    <ul class="class-tasks">
      {chapters.map((chapter) => (
        <li key={chapter.id}>
          <a href={new URL(chapter.path, root).href}>
            {chapter.number}. {chapter.title}
          </a>
          <ul>
            {tasks
              .filter((task) => task.chapter === chapter)
              .map((task) => (
                <li key={task.id}>
                  <a href={exerciseAddress(task, root)}>{task.exercise.title}</a>{' '}
                  <TaskFacts task={task} passed={progress.passed.includes(task.id)} now={now} language={language} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

interface TaskFactsProps {
  readonly task: Task;
  readonly passed: boolean;
  readonly now: number;
  readonly language: string | undefined;
}

/** What holds of one exercise: passed, optional, not open yet, due, late. */
function TaskFacts({ task, passed, now, language }: TaskFactsProps) {
  const facts = factsOf(task, passed, now, language);
  if (passed) return <span class="class-passed">{facts}</span>;
  return <span class={facts.startsWith('late') ? 'class-late' : 'class-facts'}>{facts}</span>;
}

/** `passed`, `optional, due Tue 3 Nov, 08:00`, `opens …`, `late since …`; empty where there is nothing to say. */
export function factsOf({ optional, opens, due }: Task, passed: boolean, now: number, language?: string): string {
  if (passed) return 'passed';
  const facts: string[] = [];
  if (due !== null) facts.push(`${due <= now && !optional ? 'late since' : 'due'} ${dayWords(due, language)}`);
  if (optional) facts.push('optional');
  if (opens !== null && opens > now) facts.push(`opens ${dayWords(opens, language)}`);
  return facts.join(', ');
}
