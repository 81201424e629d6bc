import { closeOnPressBeside, openDialog } from './dialogs.ts';
import { onKey } from './keys.ts';
import type { Place, Search } from './search-book.ts';

const WAIT = 200; // ms without typing

let loading: Promise<Search> | undefined;

const load = async (): Promise<Search> => (await import('./search-book.ts')).loadSearch();

function resultItem(place: Place): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = place.url;
  link.textContent = place.title;
  const excerpt = document.createElement('p');
  for (const { text, marked } of place.excerpt) {
    const piece = marked ? document.createElement('mark') : document.createTextNode(text);
    if (marked) piece.textContent = text;
    excerpt.append(piece);
  }
  item.append(link, excerpt);
  return item;
}

/** The search dialog: opened by its button and by `/`; the index is fetched when it first opens. */
export function startSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-search]');
  const field = dialog?.querySelector<HTMLInputElement>('input');
  const status = dialog?.querySelector('[data-search-status]');
  const list = dialog?.querySelector('[data-search-results]');
  if (!dialog || !field || !status || !list) return;

  let broken = false;
  const failed = (): void => {
    loading = undefined;
    broken = true;
    status.textContent = navigator.onLine
      ? 'The search index could not be loaded. Search works on the built site; close this and try again.'
      : 'You are offline, and the search index is not kept in this browser yet. The chapters that you have opened still work.';
  };

  const search = async (): Promise<void> => {
    const words = field.value.trim();
    if (words === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    if (broken) return;
    const find = await (loading ??= load());
    // The reader may have typed on.
    const stale = (): boolean => field.value.trim() !== words;
    await new Promise((resolve) => setTimeout(resolve, WAIT));
    if (stale()) return;
    const { places, said } = find(words);
    list.replaceChildren(...places.map(resultItem));
    status.textContent = said;
  };

  const open = (): void => {
    openDialog(dialog);
    field.select();
    broken = false;
    (loading ??= load()).catch(failed);
  };
  closeOnPressBeside(dialog);
  for (const button of document.querySelectorAll('[data-search-open]')) button.addEventListener('click', open);
  onKey('/', open);
  field.addEventListener('input', () => void search().catch(failed));
  field.addEventListener('keydown', (event) => {
    // A search field would first take Escape to empty itself.
    if (event.key === 'Escape') {
      event.preventDefault();
      dialog.close();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelector('a')?.click();
    }
  });
  // A result on this page only moves the page behind the dialog.
  list.addEventListener('click', () => dialog.close());
}
