/** Elements whose text is code or data, in which a space stays what it is. */
const LEFT_ALONE = new Set(['script', 'style', 'pre', 'code', 'textarea', 'title', 'math']);
const NO_BREAK = '\u00a0';

/**
 * The page with each number tied to its per cent sign, so that no line ends between them. Chapters' prose comes so
 * already; this reaches what components write.
 */
export function tieNumbers(html: string): string {
  let inside = 0;
  return html
    .split(/(<!--[\s\S]*?-->|<\/?[a-zA-Z][^\s>]*(?:"[^"]*"|'[^']*'|[^"'>])*>)/)
    .map((part, at) => {
      if (at % 2 === 0) return inside > 0 ? part : part.replace(/(\d) (?=%)/g, `$1${NO_BREAK}`);
      const name = /^<\/?([a-zA-Z][\w-]*)/.exec(part)?.[1]?.toLowerCase() ?? '';
      if (LEFT_ALONE.has(name)) inside = Math.max(0, inside + (part.startsWith('</') ? -1 : 1));
      return part;
    })
    .join('');
}
