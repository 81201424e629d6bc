import type { Place } from '../../../lib/classroom/place.ts';
import { countDone } from '../../../lib/classroom/progress.ts';
import { clearProgress, hasUnreadable, onProgress } from '../../../lib/classroom/progress-store.ts';
import { PLACE_KEY } from '../../../lib/storage/names.ts';
import { writeText } from '../../../lib/storage/text.ts';

/** Remembers where the reader is. */
export const keepPlace = (place: Place): void => void writeText(PLACE_KEY, JSON.stringify(place));

export const stepsOf = (mark: HTMLElement): string[] => mark.dataset['steps']?.split(' ').filter(Boolean) ?? [];

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

/** Cards of parts show how much of them is done, and lead to the first chapter that is not. */
export function showProgressOfParts(): void {
  const cards = [...document.querySelectorAll<HTMLAnchorElement>('[data-part-chapters]')].map((card) => ({
    card,
    first: card.href,
    chapters: (card.dataset['partChapters'] ?? '').split(' ').map((id) => {
      const mark = document.querySelector<HTMLElement>(`main .chapter-list [data-progress="${id}"]`);
      return { id, steps: mark ? stepsOf(mark) : [], address: mark?.closest('li')?.querySelector('a')?.href };
    }),
  }));
  onProgress((progress) => {
    for (const { card, first, chapters } of cards) {
      const done = chapters.map(({ id, steps }) => countDone(progress, id, steps));
      const all = chapters.reduce((sum, { steps }) => sum + steps.length, 0);
      const sum = done.reduce((a, b) => a + b, 0);
      card.href = chapters.find(({ steps }, n) => done[n]! < steps.length)?.address ?? first;
      card.style.setProperty('--done', String(sum / all));
      const words = card.querySelector<HTMLElement>('.part-done');
      if (!words) continue;
      words.hidden = sum === 0;
      words.textContent = sum === 0 ? '' : sum === all ? 'done' : `${sum} of ${all} steps done`;
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
          ? `Marks are kept in this browser only.${hasUnreadable() ? ' Earlier ones cannot be read and are kept aside.' : ''}`
          : 'This browser keeps nothing for this page: marks last until you leave it.';
    });
  }
  for (const button of document.querySelectorAll('[data-progress-clear]'))
    button.addEventListener('click', () => {
      writeText(PLACE_KEY, undefined);
      clearProgress();
    });
}
