import { closeOnPressBeside, openDialog } from './dialogs.ts';
import { onKey } from './keys.ts';
import { placesThatFit, type FoundPage, type Place } from './search-results.ts';
import { siteRoot } from './site-root.ts';

/** What is used of Pagefind's module (https://pagefind.app/docs/api/). */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(words: string): Promise<{ results: readonly { data(): Promise<FoundPage> }[] } | null>;
}

const MOST_PAGES = 6;

let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const root = siteRoot();
  const address = new URL('pagefind/pagefind.js', root).href;
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 18 });
  await pagefind.init();
  return pagefind;
}

/** Pagefind marks what it found with `<mark>`; its excerpts are escaped text but for that. */
function resultItem(place: Place): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = place.url;
  link.textContent = place.title;
  const excerpt = document.createElement('p');
  excerpt.innerHTML = place.excerpt;
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
    const pagefind = await (loading ??= load());
    const found = await pagefind.debouncedSearch(words);
    // Null: the reader has typed on.
    if (found === null) return;
    const pages = await Promise.all(found.results.slice(0, MOST_PAGES).map((result) => result.data()));
    if (field.value.trim() !== words) return;
    const { places, more } = placesThatFit(pages, words);
    list.replaceChildren(...places.map(resultItem));
    const isCut = more || (places.length > 0 && found.results.length > MOST_PAGES);
    status.textContent =
      places.length === 0
        ? `Nothing found for “${words}”.`
        : `${isCut ? 'More than ' : ''}${places.length} ${places.length === 1 ? 'place' : 'places'} found.`;
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
