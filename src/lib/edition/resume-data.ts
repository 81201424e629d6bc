import { deflateSync, inflateSync } from 'fflate';
import { fromPlainBase64, toPlainBase64 } from '../transfer/base64.ts';
import { itemOf, type TextItem, type WorkItem } from '../transfer/work-item.ts';

/** How resume data of this book begins; a later form begins otherwise. */
const FORM = 'd1:';
/** The longest text that resume data unpacks to, in bytes: sixty programs of the length of a chapter's have room. */
const LONGEST = 2_000_000;

/** What matters most first: marks, then the place, then guesses, replies and tries, then programs, the newest first. */
const RANKS: Readonly<Record<TextItem['kind'], number>> = {
  progress: 0,
  place: 1,
  guess: 2,
  reply: 2,
  tries: 3,
  draft: 4,
};
const savedAt = (item: TextItem): number => (item.kind === 'draft' ? item.draft.saved : 0);

/** Earlier versions of a program stay behind: what is resumed is the program itself. */
const slim = (item: TextItem): TextItem =>
  item.kind === 'draft' ? { ...item, draft: { ...item.draft, versions: [] } } : item;

const isText = (item: WorkItem): item is TextItem => item.kind in RANKS;

const packed = (items: readonly TextItem[]): string =>
  FORM + toPlainBase64(deflateSync(new TextEncoder().encode(JSON.stringify(items)), { level: 9 }));

/** As many of these as fit into so many characters, what matters most first; `left` is how many stayed out. */
export function resumeData(work: readonly TextItem[], most: number): { readonly text: string; readonly left: number } {
  const items = work.map(slim).sort((a, b) => RANKS[a.kind] - RANKS[b.kind] || savedAt(b) - savedAt(a));
  // The longest beginning of the list that fits.
  let [fits, tooMany] = [0, items.length + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (packed(items.slice(0, middle)).length <= most) fits = middle;
    else tooMany = middle;
  }
  return { text: packed(items.slice(0, fits)), left: items.length - fits };
}

/** What resume data holds; of anything else, or damaged, nothing. */
export function resumed(text: string): readonly TextItem[] {
  if (!text.startsWith(FORM)) return [];
  try {
    const bytes = inflateSync(fromPlainBase64(text.slice(FORM.length)));
    if (bytes.length > LONGEST) return [];
    const items = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    return Array.isArray(items)
      ? items.map(itemOf).filter((item): item is TextItem => item !== null && isText(item))
      : [];
  } catch {
    return [];
  }
}
