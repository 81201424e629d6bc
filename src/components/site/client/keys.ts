import { SINGLE_KEYS_KEY } from '../../../lib/storage/names.ts';
import { readText, writeText } from '../../../lib/storage/text.ts';

/** Elements that take keys for themselves: fields, editors, sliders, and whatever says so. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role="textbox"], [role="application"], [role="slider"], [role="grid"], [role="listbox"], .monaco-editor, [data-takes-keys]';

const actions = new Map<string, () => void>();

export const keysAreOn = (): boolean => readText(SINGLE_KEYS_KEY) !== 'off';

/** Single keys can be turned off: speech input and shaky hands may press them unasked (WCAG 2.1.4). */
export const turnKeys = (on: boolean): boolean => writeText(SINGLE_KEYS_KEY, on ? undefined : 'off') === null;

/** Runs `action` when the reader presses `key` outside fields, editors and dialogs. */
export function onKey(key: string, action: () => void): void {
  actions.set(key, action);
}

/** True when a key press belongs to the page and not to what has the focus. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  // composedPath also sees into shadow roots. A field of a dialog that was just closed may have the focus for a moment.
  return event
    .composedPath()
    .every(
      (node) => !(node instanceof Element) || !node.matches(`${TAKES_KEYS}, dialog[open]`) || !node.checkVisibility(),
    );
}

export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    const action = actions.get(event.key);
    if (!action || !isForPage(event) || !keysAreOn()) return;
    event.preventDefault();
    action();
  });
}
