import { attribute, elementsIn, textsIn } from './html.ts';

/** What is in these is code, or not shown; `annotation` is where KaTeX keeps a formula's own TeX. */
const NOT_PROSE = new Set(['annotation', 'code', 'pre', 'script', 'style', 'textarea']);

const READ_ATTRIBUTES = ['alt', 'aria-label', 'content', 'placeholder', 'title'] as const;

/** A formula's sign, a TeX command, or a control character, as `'\vp'` leaves one where `'\\vp'` was meant. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const RAW = /\$|\\[a-zA-Z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** A space behind an opening bracket, or before a sign that closes one or parts two words: a line was broken there. */
const STRAY = /\(\s|\s[,;)](?=\s|$)/;

/** What a page shows raw that should have become a formula, with the words around it; none when all is rendered. */
export const unrendered = (html: string): string[] => placesOf(RAW, html);

/** Where a page shows a space at a bracket, a comma or a semicolon that belongs there without one, with the words around it. */
export const straySpaces = (html: string): string[] => placesOf(STRAY, html);

function placesOf(pattern: RegExp, html: string): string[] {
  const texts = [...textsIn(html, NOT_PROSE)].map(({ value }) => value);
  for (const element of elementsIn(html))
    for (const name of READ_ATTRIBUTES) texts.push(attribute(element, name) ?? '');
  return texts.flatMap((text) => {
    const place = pattern.exec(text)?.index;
    if (place === undefined) return [];
    const around = text.slice(Math.max(0, place - 30), place + 30).replace(/[ \t\r\n]+/g, ' ');
    return [JSON.stringify(around.trim()).slice(1, -1)];
  });
}
