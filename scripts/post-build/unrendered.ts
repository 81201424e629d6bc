import { attribute, startTags } from './html-tags.ts';

/** A tag, or a comment; an attribute may hold > in quotes. */
const TOKEN = /<!--[\s\S]*?-->|<\/?(?<name>[a-zA-Z][\w:-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/g;

/** What is in these is code, or not shown; `annotation` is where KaTeX keeps a formula's own TeX. */
const NOT_PROSE = new Set(['annotation', 'code', 'pre', 'script', 'style', 'textarea']);

const READ_ATTRIBUTES = ['alt', 'aria-label', 'content', 'placeholder', 'title'] as const;

/** A formula's sign, a TeX command, or a control character, as `'\vp'` leaves one where `'\\vp'` was meant. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const RAW = /\$|\\[a-zA-Z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Character references that stand for what is looked for. */
const decoded = (text: string): string =>
  text
    .replace(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&dollar;', '$')
    .replaceAll('&bsol;', '\\');

/** The stretches of text that a reader sees as prose, in order. */
function* proseOf(html: string): Generator<string> {
  const tokens = new RegExp(TOKEN);
  let from = 0;
  for (let match = tokens.exec(html); match; match = tokens.exec(html)) {
    yield html.slice(from, match.index);
    const name = match.groups?.['name']?.toLowerCase();
    if (name !== undefined && NOT_PROSE.has(name) && !match[0].startsWith('</')) {
      const close = html.toLowerCase().indexOf(`</${name}`, tokens.lastIndex);
      tokens.lastIndex = close < 0 ? html.length : close;
    }
    from = tokens.lastIndex;
  }
  yield html.slice(from);
}

/** What a page shows raw that should have become a formula, with the words around it; none when all is rendered. */
export function unrendered(html: string): string[] {
  const texts = [...proseOf(html)];
  for (const tag of startTags(html)) {
    for (const name of READ_ATTRIBUTES) {
      const value = attribute(tag, name);
      if (value !== undefined) texts.push(value);
    }
  }
  return texts.flatMap((text) => {
    const shown = decoded(text);
    const place = RAW.exec(shown)?.index;
    if (place === undefined) return [];
    const around = shown.slice(Math.max(0, place - 30), place + 30).replace(/[ \t\r\n]+/g, ' ');
    return [JSON.stringify(around.trim()).slice(1, -1)];
  });
}
