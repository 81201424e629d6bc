import { changedAt, placeOf, textsIn } from './html.ts';

/** Elements whose text is code or data, in which a space stays what it is. */
const LEFT_ALONE = new Set(['script', 'style', 'pre', 'code', 'textarea', 'title', 'math']);
const NO_BREAK = '\u00a0';

/**
 * The page with each number tied to its per cent sign, so that no line ends between them. Chapters' prose comes so
 * already; this reaches what components write.
 */
export function tieNumbers(html: string): string {
  const places = [...textsIn(html, LEFT_ALONE)].flatMap((text) => placeOf(text) ?? []);
  return changedAt(html, places, (text) => text.replace(/(\d) (?=%)/g, `$1${NO_BREAK}`));
}
