import type { Book, BookChapter } from '../../../../lib/class/book.ts';
import type { ClassFile } from '../../../../lib/class/class-file.ts';
import { chosenChapters, isShown, tasksOf, type Task } from '../../../../lib/class/tasks.ts';
import type { Progress } from '../../../../lib/classroom/progress.ts';
import { factsOf } from './ClassBar.tsx';

/** Makes an element of this class once within `parent`, put there by `place`, with this text. */
function line(parent: Element, className: string, place: (element: HTMLElement) => void, text: string): void {
  let element = parent.querySelector<HTMLElement>(`:scope > .${className}`);
  if (!element) {
    element = document.createElement('p');
    element.className = className;
    place(element);
  }
  element.textContent = text;
  element.hidden = text === '';
}

/** Chapter lists begin with the class’s own chapters, in its order; what is left of the book follows. */
function orderLists(file: ClassFile, chapters: readonly BookChapter[]): void {
  for (const list of document.querySelectorAll<HTMLElement>('.chapter-list')) {
    let section = list.querySelector<HTMLElement>(':scope > .class-chapters');
    if (!section) {
      const model = list.querySelector('.chapter-list-title');
      const title = document.createElement(model?.tagName ?? 'p');
      title.className = 'chapter-list-title';
      const items = document.createElement('ol');
      items.className = 'chapter-list-items';
      section = document.createElement('section');
      section.className = 'chapter-list-part class-chapters';
      section.append(title, items);
      list.prepend(section);
    }
    section.firstElementChild!.textContent = file.name;
    const items = section.lastElementChild!;
    for (const { id } of chapters) {
      const entry = list.querySelector(`[data-progress="${id}"]`)?.closest('li');
      if (entry) items.append(entry);
    }
    for (const part of list.querySelectorAll<HTMLElement>('.chapter-list-part'))
      part.hidden = part.querySelector('li') === null;
  }
}

/** After a chapter of the class comes the class’s next. */
function leadOn(chapters: readonly BookChapter[]): void {
  const open = document.querySelector<HTMLElement>('[data-chapter]')?.dataset['chapter'];
  const at = chapters.findIndex(({ id }) => id === open);
  if (at < 0) return;
  const root = document.documentElement.dataset['root'] ?? './';
  for (const [rel, chapter] of [
    ['prev', chapters[at - 1]],
    ['next', chapters[at + 1]],
  ] as const) {
    const link = document.querySelector<HTMLAnchorElement>(`.pager a[rel="${rel}"]`);
    const title = link?.querySelector('.pager-title');
    if (!link || !title || !chapter) continue;
    link.href = root + chapter.path;
    title.textContent = `${chapter.number}. ${chapter.title}`;
    link.querySelector('.pager-way')!.textContent = rel === 'next' ? 'Next chapter' : 'Previous chapter';
  }
}

/** What a class hides of an exercise, and why, in words. */
function hiddenWords(file: ClassFile, task: Task | undefined, passed: boolean, now: number): readonly string[] {
  const due = task?.due ?? null;
  const when = (shown: ClassFile['solutions']): string =>
    ({ always: '', passed: 'after you have passed', due: 'after the day it is due', never: 'in class' })[shown];
  return (['hints', 'solutions'] as const).flatMap((what) =>
    isShown(file[what], passed, due, now)
      ? []
      : [`${what === 'hints' ? 'Hints come' : 'The solution comes'} ${when(file[what])}.`],
  );
}

/** Shows on this page what the class says: its chapters, what is due, and no solution before its time. Null takes it back as far as hiding goes. */
export function applyToPage(file: ClassFile | null, book: Book, progress: Progress, now: number): void {
  const tasks = file ? tasksOf(file, book) : [];
  for (const lab of document.querySelectorAll<HTMLElement>('.lab[data-exercise]')) {
    const id = lab.dataset['exercise'] ?? '';
    const task = tasks.find((one) => one.id === id);
    const passed = progress.passed.includes(id);
    const due = task?.due ?? null;
    lab.toggleAttribute('data-no-hints', file !== null && !isShown(file.hints, passed, due, now));
    lab.toggleAttribute('data-no-solution', file !== null && !isShown(file.solutions, passed, due, now));
    const facts = file === null ? '' : task ? factsOf(task, passed, now, file.language) : 'not part of your class';
    line(
      lab,
      'class-exercise',
      (element) => lab.querySelector('.panel-title')?.after(element),
      facts === '' ? '' : `${file!.name}: ${facts}.`,
    );
    line(
      lab,
      'class-hidden',
      (element) => lab.append(element),
      file ? hiddenWords(file, task, passed, now).join(' ') : '',
    );
  }
  if (!file) return;
  const chapters = chosenChapters(file, book).flatMap(({ chapter }) => book.find(({ id }) => id === chapter) ?? []);
  if (file.chapters) orderLists(file, chapters);
  leadOn(chapters);
}
