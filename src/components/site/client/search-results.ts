/** What is used of a page that Pagefind found (https://pagefind.app/docs/api-reference/). */
export interface FoundPage {
  readonly url: string;
  readonly excerpt: string;
  /** All its text. */
  readonly content: string;
  readonly meta: { readonly title?: string };
  readonly sub_results?: readonly Place[];
}
export interface Place {
  readonly url: string;
  readonly title: string;
  /** HTML, with `<mark>` around what was found. */
  readonly excerpt: string;
}

const MOST_PLACES = 3;

/** What a text must hold to be about this word: at most five letters, without the endings that Pagefind leaves out too. */
const beginnings = (words: string): string[] =>
  (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.replace(/(?<=..)(?:(.)\1)?(?:ing|ed)$|(?<=..)(?:ies|e?s|y)$/, '$1').slice(0, 5),
  );

/**
 * The places to show, at most three a page, and whether there are more on these pages. For a word that stands nowhere
 * Pagefind takes ever shorter beginnings, down to one letter; what it finds by those is left out.
 */
export function placesThatFit(
  pages: readonly FoundPage[],
  words: string,
): { readonly places: readonly Place[]; readonly more: boolean } {
  const needed = beginnings(words);
  const fits = ({ title, excerpt }: Place): boolean => {
    const text = `${title} ${excerpt.replace(/<[^>]*>/g, '')}`.toLowerCase();
    return needed.length === 0 || needed.some((word) => text.includes(word));
  };
  const perPage = pages
    .filter(({ content }) => needed.every((word) => content.toLowerCase().includes(word)))
    .map((page) => {
      const title = page.meta.title ?? 'Untitled';
      const steps = page.sub_results?.length ? page.sub_results : [{ url: page.url, title, excerpt: page.excerpt }];
      return steps
        .filter(fits)
        .map((step) => ({ ...step, title: step.title === title ? title : `${title}: ${step.title}` }));
    });
  return {
    places: perPage.flatMap((places) => places.slice(0, MOST_PLACES)),
    more: perPage.some((places) => places.length > MOST_PLACES),
  };
}
