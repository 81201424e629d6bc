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
