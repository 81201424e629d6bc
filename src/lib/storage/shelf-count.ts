import { SHELF_COUNT_KEY } from './names.ts';
import { onOtherTab, readText, writeText } from './text.ts';

const EVENT = 'delta-to-depth:shelf';

/** Notes how many models the browser keeps, so that a page can show the number without opening their database. */
export function noteShelfCount(count: number): void {
  const text = count > 0 ? String(count) : undefined;
  if (readText(SHELF_COUNT_KEY) === text) return;
  writeText(SHELF_COUNT_KEY, text);
  globalThis.document?.dispatchEvent(new Event(EVENT));
}

/** Calls back with the number, as a text that is empty for none: at once and after each change, whichever tab made it. */
export function onShelfCount(listener: (count: string) => void): void {
  const tell = (): void => listener(readText(SHELF_COUNT_KEY) ?? '');
  document.addEventListener(EVENT, tell);
  onOtherTab(SHELF_COUNT_KEY, tell);
  tell();
}
