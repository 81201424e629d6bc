import { placesFor, questionsFor, type Found, type FoundPage, type Results } from './search-results.ts';
import { siteRoot } from '../../islands/site-root.ts';

/** What is used of Pagefind's module (https://pagefind.app/docs/api/). */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  search(words: string): Promise<{ results: readonly { readonly id: string; data(): Promise<FoundPage> }[] }>;
}

export interface SearchIndex {
  /** The places to show for these words. */
  find(words: string): Promise<Results>;
}

/** Fetches the search index. */
export async function loadIndex(): Promise<SearchIndex> {
  const root = siteRoot();
  const address = new URL('pagefind/pagefind.js', root).href;
  const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  await pagefind.options({ baseUrl: root.pathname, excerptLength: 18 });
  await pagefind.init();
  const ask = async (question: Found['question']): Promise<Found> => {
    const { results } = await pagefind.search(question.text);
    return { question, pages: results.map((result) => ({ id: result.id, data: () => result.data() })) };
  };
  return {
    find: async (words) => placesFor(words, await Promise.all(questionsFor(words).map(ask))),
  };
}
