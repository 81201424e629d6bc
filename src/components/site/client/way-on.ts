import { parsePlace, wayOn } from '../../../lib/classroom/place.ts';
import { onProgress } from '../../../lib/classroom/progress-store.ts';
import { PLACE_KEY } from '../../../lib/storage/names.ts';
import { readText } from '../../../lib/storage/text.ts';
import { stepsOf } from './progress.ts';

/** On the first page, the way in leads to where the reader was last. */
export function continueWhereLeft(link: HTMLAnchorElement): void {
  const [firstAddress, firstText] = [link.href, link.textContent];
  const marks = [...document.querySelectorAll<HTMLElement>('main [data-progress]')];
  const chapters = marks.map((mark) => ({ id: mark.dataset['progress'] ?? '', steps: stepsOf(mark) }));
  onProgress((progress) => {
    const on = wayOn(progress, parsePlace(readText(PLACE_KEY)), chapters);
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
