import { parsePlace, wayOn, type Place } from '../../../lib/classroom/place.ts';
import { countDone } from '../../../lib/classroom/progress.ts';
import { clearProgress, onProgress } from '../../../lib/classroom/progress-store.ts';
import { keep, readKept } from '../../../lib/classroom/storage.ts';

const PLACE = 'place';

/** Remembers where the reader is. */
export const keepPlace = (place: Place): boolean => keep(PLACE, JSON.stringify(place));

const stepsOf = (mark: HTMLElement): string[] => mark.dataset['steps']?.split(' ').filter(Boolean) ?? [];

/** Chapter lists show how far the reader has come: "3 of 8 steps done". */
export function showProgressInLists(): void {
  const marks = [...document.querySelectorAll<HTMLElement>('[data-progress]')];
  if (marks.length === 0) return;
  onProgress((progress) => {
    for (const mark of marks) {
      const steps = stepsOf(mark);
      const done = countDone(progress, mark.dataset['progress'] ?? '', steps);
      mark.hidden = done === 0;
      mark.classList.toggle('is-done', done === steps.length);
      mark.textContent = done === 0 ? '' : done === steps.length ? 'Done' : `${done} of ${steps.length} steps done`;
    }
  });
}

/** Where marks are shown, the page says where they are kept, and can clear them. */
export function tellWhatIsKept(): void {
  const words = [...document.querySelectorAll('[data-kept]')];
  if (words.length > 0) {
    onProgress((_, kept) => {
      for (const one of words)
        one.textContent = kept
          ? 'Marks are kept in this browser only.'
          : 'This browser keeps nothing for this page: marks last until you leave it.';
    });
  }
  for (const button of document.querySelectorAll('[data-progress-clear]'))
    button.addEventListener('click', () => {
      keep(PLACE, undefined);
      clearProgress();
    });
}

/** On the first page, the way in leads to where the reader was last. */
export function continueWhereLeft(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-continue]');
  if (!link) return;
  const [firstAddress, firstText] = [link.href, link.textContent];
  const marks = [...document.querySelectorAll<HTMLElement>('main [data-progress]')];
  const chapters = marks.map((mark) => ({ id: mark.dataset['progress'] ?? '', steps: stepsOf(mark) }));
  onProgress((progress) => {
    const on = wayOn(progress, parsePlace(readKept(PLACE)), chapters);
    const index = chapters.findIndex(({ id }) => id === on?.chapter);
    const entry = marks[index]?.closest('li');
    const address = entry?.querySelector('a')?.getAttribute('href');
    if (!on || !entry || !address) {
      link.href = firstAddress;
      link.textContent = firstText;
      return;
    }
    link.href = on.step === null ? address : `${address}#step-${on.step}`;
    const step = on.step === null ? '' : `, step ${chapters[index]!.steps.indexOf(on.step) + 1}`;
    link.textContent = `Go on with chapter ${entry.value}${step}`;
  });
}
