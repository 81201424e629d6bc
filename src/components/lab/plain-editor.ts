import type { CodeMark } from './exercise-model.ts';
import { changedLineNumbers } from './line-changes.ts';
import { createListingView } from './listing-view.ts';

/**
 * The listing, made editable: a textarea with clear letters lies exactly over the highlighted lines,
 * so that selection, caret, touch keyboard and screen reader are the browser's own.
 */
export interface PlainEditor {
  readonly textarea: HTMLTextAreaElement;
  show(code: string, original: string, mark: CodeMark | null): void;
  goTo(line: number, column?: number): void;
  /** Puts `text` where the caret is, as if typed. */
  insert(text: string): void;
  /** Moves the caret by so many letters. */
  move(letters: number): void;
  dispose(): void;
}

/** Inserts as if typed. Deprecated, but nothing else keeps the browser's undo. */
const insertText = (text: string): boolean =>
  (document as unknown as { execCommand(command: string, ui: boolean, text: string): boolean }).execCommand(
    'insertText',
    false,
    text,
  );

/** White space at the start of the line in which `offset` lies. */
const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';

/**
 * How far the code must be scrolled so that a caret `x` from its left edge shows, and no further: a browser scrolls right
 * for a long line, but not back, and the caret then stands behind the line numbers.
 */
export function scrollFor(x: number, scrolled: number, width: number, gutter: number, letter: number): number {
  if (x + 2 * letter <= width) return 0;
  if (x - gutter < scrolled + letter) return Math.max(0, x - gutter - 4 * letter);
  return Math.max(scrolled, x + 2 * letter - width);
}

/** @param sheet The element that holds the listing and nothing else. */
export function createPlainEditor(
  sheet: HTMLElement,
  label: string,
  describedBy: string,
  onEdit: (code: string) => void,
): PlainEditor {
  const listing = sheet.querySelector<HTMLElement>('.lab-listing code')!;
  const pre = listing.parentElement!;
  const view = createListingView(listing);

  const textarea = document.createElement('textarea');
  textarea.className = 'lab-textarea';
  textarea.setAttribute('aria-label', label);
  textarea.setAttribute('aria-describedby', describedBy);
  textarea.spellcheck = false;
  textarea.wrap = 'off';
  for (const name of ['autocorrect', 'autocapitalize', 'autocomplete']) textarea.setAttribute(name, 'off');
  // One thing to read and to stop at, not two.
  pre.removeAttribute('tabindex');
  pre.setAttribute('aria-hidden', 'true');
  sheet.append(textarea);

  const scroller = sheet.parentElement!;
  const ruler = document.createElement('canvas').getContext('2d');
  const showCaret = (): void => {
    const style = getComputedStyle(textarea);
    if (!ruler) return;
    ruler.font = `${style.fontSize} ${style.fontFamily}`;
    const letter = ruler.measureText('0').width;
    const gutter = Number.parseFloat(style.paddingLeft);
    const { selectionEnd: caret, value } = textarea;
    const column = caret - (value.lastIndexOf('\n', caret - 1) + 1);
    const { scrollLeft, clientWidth } = scroller;
    scroller.scrollLeft = scrollFor(gutter + column * letter, scrollLeft, clientWidth, gutter, letter);
  };
  // After the browser's own scrolling.
  const showCaretSoon = (): number => requestAnimationFrame(showCaret);
  textarea.addEventListener('focus', showCaretSoon);
  textarea.addEventListener('input', () => {
    onEdit(textarea.value);
    showCaretSoon();
  });
  textarea.addEventListener('blur', () => {
    scroller.scrollLeft = 0;
  });
  textarea.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const indent = indentAt(textarea.value, textarea.selectionStart);
    if (indent === '') return;
    if (insertText(`\n${indent}`)) event.preventDefault();
  });

  // Under the textarea the listing's symbols cannot feel the pointer: pass on where it is.
  let pointed: Element = textarea;
  textarea.addEventListener('pointermove', ({ clientX, clientY, buttons }) => {
    if (buttons !== 0) return;
    const under =
      document.elementsFromPoint(clientX, clientY).find((element) => element.matches('.symbol')) ?? textarea;
    if (under === pointed) return;
    pointed = under;
    under.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  });
  textarea.addEventListener('pointerleave', () => {
    pointed = textarea;
  });

  return {
    textarea,
    show(code, original, mark) {
      if (textarea.value !== code) textarea.value = code;
      view.show(code, code === original ? [] : changedLineNumbers(original, code), mark?.line ?? null);
    },
    goTo(line) {
      const lines = textarea.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      textarea.focus({ preventScroll: true });
      textarea.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      listing.children[line - 1]?.scrollIntoView({ block: 'nearest', inline: 'start' });
    },
    insert(text) {
      textarea.focus({ preventScroll: true });
      insertText(text);
    },
    move(letters) {
      textarea.focus({ preventScroll: true });
      const to = Math.min(Math.max(0, textarea.selectionEnd + letters), textarea.value.length);
      textarea.setSelectionRange(to, to);
      showCaret();
    },
    dispose: () => textarea.remove(),
  };
}
