import { fetchBook } from '../../../../lib/class/book.ts';
import type { ClassFile } from '../../../../lib/class/class-file.ts';
import { classOfHost, keptClass } from '../../../../lib/class/kept-class.ts';
import { standingOf, tasksOf, type Task } from '../../../../lib/class/tasks.ts';
import { takeSeat } from '../../../../lib/edition/learners.ts';
import { Platform } from '../../../../lib/edition/platform.ts';
import { resume } from '../../../../lib/edition/resume.ts';
import { resumeData } from '../../../../lib/edition/resume-data.ts';
import { findApi, RESUME_LIMITS } from '../../../../lib/edition/scorm-api.ts';
import { shareMemory } from '../../../../lib/storage/text.ts';
import { textItems, textsHere } from '../../../../lib/transfer/browser-work.ts';
import { siteRoot } from '../../../islands/site-root.ts';

/** Between two looks at what the reader has done. */
const EACH = 1500; // milliseconds

const WORDS = {
  alone:
    'This page was made for a learning platform, and none answers here (no SCORM object was found). The book works as everywhere; nothing is reported.',
  refusedToBegin:
    'The learning platform did not let the visit begin. The book works; nothing is reported. Close this page, and open it from the course again.',
  full: 'This browser has no room to keep your work apart from that of the one before you. Ask your teacher, or use another browser.',
  forbidden:
    'This browser keeps nothing for this page. Your marks, and as many of your programs as fit, are kept by the learning platform; runs and models last as long as this page.',
  left: (programs: number): string =>
    `The learning platform has no room for ${programs === 1 ? 'one' : programs} of your programs, the oldest. They stay in this browser; “Your work”, at the foot of each page, takes them along.`,
  refused: (element: string, why: string): string =>
    `The learning platform did not take your marks (${element}: ${why}). They stay in this browser. Show this line to your teacher.`,
};

/** Begins with what stands in the way of the class, so that a later line never hides an earlier one. */
export function createNotes(place: HTMLElement): (name: string, words: string | null) => void {
  const notes = new Map<string, string>();
  return (name, words) => {
    if (words === null) notes.delete(name);
    else notes.set(name, words);
    place.textContent = [...notes.values()].join(' ');
    place.hidden = notes.size === 0;
  };
}

/** One visit from a learning platform: opens the book in the frame, and reports what is done there. */
export async function visit(frame: HTMLIFrameElement, place: HTMLElement): Promise<void> {
  const root = siteRoot();
  const note = createNotes(place);
  const found = findApi(window);
  const platform = found && Platform.open(found);
  shareMemory();
  if (platform) {
    const trouble = takeSeat(platform.learner);
    if (trouble) note('seat', WORDS[trouble]);
    if (trouble !== 'full') resume(platform.resume);
  } else note('platform', found ? WORDS.refusedToBegin : WORDS.alone);
  frame.src = new URL('index.html', root).href;
  if (!platform) return;

  const tasks = await tasksOfClass(root).catch((error: Error) => {
    note('book', error.message);
    return null;
  });
  if (!tasks) return;
  const writes = countWrites();
  let sent = -1;
  const report = (): void => {
    if (writes() === sent) return;
    sent = writes();
    const texts = textsHere();
    const { text, left } = resumeData([...textItems(texts)], RESUME_LIMITS[platform.version]);
    const refused = platform.report(standingOf(tasks, texts.progress, Date.now()), text);
    note('left', left > 0 ? WORDS.left(left) : null);
    note('refused', refused && WORDS.refused(refused.element, refused.words));
  };
  report();
  setInterval(report, EACH);
  addEventListener('pagehide', () => {
    report();
    platform.end();
  });
}

/**
 * Gives how many texts pages in the frame have written so far: the browser tells other pages of what it keeps, and what it
 * does not keep goes into this page's memory (`shareMemory`).
 */
function countWrites(): () => number {
  let writes = 0;
  addEventListener('storage', () => writes++);
  const { bookMemory } = globalThis as unknown as { readonly bookMemory: Map<string, string | undefined> };
  bookMemory.set = (key, text) => {
    writes++;
    return Map.prototype.set.call(bookMemory, key, text) as typeof bookMemory;
  };
  return () => writes;
}

/** What counts: the class of a link or of the package; without one all exercises of the book. */
async function tasksOfClass(root: URL): Promise<readonly Task[]> {
  const book = await fetchBook(root);
  const hasClass = document.documentElement.dataset['class'] !== undefined;
  const file: Pick<ClassFile, 'chapters'> = keptClass()?.file ?? (hasClass ? await classOfHost(root) : null) ?? {};
  return tasksOf(file, book);
}
