import { codeRanges } from './symbol-names.ts';

/**
 * Shows text that is not known at build time in a listing that was highlighted at build time.
 * A line that the build has seen keeps its highlighting; others get comments, strings and the book's symbols.
 */
export function createListingView(listing: HTMLElement): {
  show(code: string, changed: readonly number[], errorLine: number | null): void;
} {
  const known = new Map<string, HTMLElement>();
  for (const line of listing.querySelectorAll<HTMLElement>('.lab-line')) known.set(line.textContent ?? '', line);
  let shown: string[] = [...listing.querySelectorAll('.lab-line')].map((line) => line.textContent ?? '');

  const plainLine = (text: string): HTMLElement => {
    const line = document.createElement('span');
    line.className = 'lab-line';
    let at = 0;
    for (const range of codeRanges(text)) {
      const span = document.createElement('span');
      if ('symbol' in range) span.dataset['symbol'] = range.symbol;
      span.className = 'symbol' in range ? 'symbol' : `tk-${range.kind}`;
      span.textContent = text.slice(range.start, range.end);
      line.append(text.slice(at, range.start), span);
      at = range.end;
    }
    line.append(text.slice(at));
    return line;
  };
  const lineFor = (text: string): Node => known.get(text)?.cloneNode(true) ?? plainLine(text);

  return {
    show(code, changed, errorLine) {
      const lines = code.split('\n').map((line) => `${line}\n`);
      // Only what differs is touched: typing changes one line.
      let start = 0;
      while (start < lines.length && start < shown.length && lines[start] === shown[start]) start++;
      let end = 0;
      while (
        end < lines.length - start &&
        end < shown.length - start &&
        lines[lines.length - 1 - end] === shown[shown.length - 1 - end]
      ) {
        end++;
      }
      const after = listing.children[shown.length - end] ?? null;
      for (let i = start; i < shown.length - end; i++) listing.children[start]!.remove();
      for (const line of lines.slice(start, lines.length - end)) listing.insertBefore(lineFor(line), after);
      shown = lines;
      const marked = new Set(changed);
      for (let i = 0; i < lines.length; i++) {
        const { classList } = listing.children[i]!;
        classList.toggle('is-changed', marked.has(i + 1));
        classList.toggle('is-error', errorLine === i + 1);
      }
    },
  };
}
