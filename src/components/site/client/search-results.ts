import { otherWordsFor, stemOf, wordsOf } from './search-words.ts';

/** What is used of a page that Pagefind found (https://pagefind.app/docs/api-reference/). */
export interface FoundPage {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
  readonly sub_results?: readonly FoundPlace[];
}
export interface FoundPlace {
  readonly url: string;
  readonly title: string;
  /** HTML, with `<mark>` around what was found. */
  readonly excerpt: string;
}

/** A piece of an excerpt; what was looked for is marked. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}
export interface Place {
  readonly url: string;
  readonly title: string;
  readonly excerpt: readonly Piece[];
}

/** What one question to the index gave: pages by their id, the best first. */
export interface Found {
  readonly question: Question;
  readonly pages: readonly { readonly id: string; data(): Promise<FoundPage> }[];
}

/** One question to the index: a word of the query, or another word for it. */
export interface Question {
  readonly text: string;
  /** The word of the query. */
  readonly word: string;
  readonly weight: number;
}

/** The questions that a query comes to: no place needs to have all its words. */
export const questionsFor = (query: string): readonly Question[] =>
  wordsOf(query).flatMap((word) => [
    { text: word, word, weight: 1 },
    ...otherWordsFor(word).map((text) => ({ text, word, weight: 0.4 })),
  ]);

const MOST_PLACES = 3;
const MOST_PAGES = 8;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#x27': "'" };
const plain = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);

/** `text` in pieces, with every word marked that begins as one of the stems. */
export function marked(text: string, stems: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
    const isWord = stems.some((stem) => part.toLowerCase().startsWith(stem));
    const last = pieces.at(-1);
    if (part === '') continue;
    if (last && last.marked === isWord) pieces[pieces.length - 1] = { text: last.text + part, marked: isWord };
    else pieces.push({ text: part, marked: isWord });
  }
  return pieces;
}

interface Candidate {
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly page: string;
  /** What it has of the query: the best weight for each word. */
  readonly has: Map<string, number>;
}
const worth = ({ has }: Candidate): number => [...has.values()].reduce((sum, weight) => sum + weight, 0);

/** For a word that stands nowhere Pagefind takes ever shorter beginnings, down to one letter: that is no find. */
function isAbout({ title, text }: { readonly title: string; readonly text: string }, stem: string): boolean {
  return (`${title} ${text}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => word.startsWith(stem));
}

export interface Results {
  readonly places: readonly Place[];
  readonly more: boolean;
  /** False when no place has all words of the query. */
  readonly whole: boolean;
}

/** The places to show, those with the most words of the query first, at most three a page. */
export async function placesFor(query: string, answers: readonly Found[]): Promise<Results> {
  const words = wordsOf(query);
  const weights = new Map<string, number>();
  for (const { question, pages } of answers)
    pages.forEach(({ id }, rank) => {
      weights.set(id, (weights.get(id) ?? 0) + question.weight * (1 + 1 / (1 + rank)));
    });
  const best = [...weights].sort(([, a], [, b]) => b - a).slice(0, MOST_PAGES);
  const byUrl = new Map<string, Candidate>();
  for (const { question, pages } of answers) {
    const stem = stemOf(question.text.split(' ')[0]!);
    for (const result of pages) {
      const { id } = result;
      if (!best.some(([one]) => one === id)) continue;
      const page = await result.data();
      const title = page.meta.title ?? 'Untitled';
      const steps = page.sub_results?.length ? page.sub_results : [{ url: page.url, title, excerpt: page.excerpt }];
      for (const step of steps) {
        const found = { title: step.title, text: plain(step.excerpt) };
        if (!isAbout(found, stem)) continue;
        const known = byUrl.get(step.url);
        const has = known?.has ?? new Map<string, number>();
        has.set(question.word, Math.max(has.get(question.word) ?? 0, question.weight));
        if (!known)
          byUrl.set(step.url, {
            ...found,
            title: step.title === title ? title : `${title}: ${step.title}`,
            url: step.url,
            page: id,
            has,
          });
      }
    }
  }
  const rankOf = (page: string): number => best.findIndex(([id]) => id === page);
  const all = [...byUrl.values()].sort((a, b) => worth(b) - worth(a) || rankOf(a.page) - rankOf(b.page));
  const stems = answers.map(({ question }) => stemOf(question.text.split(' ')[0]!));
  const onPage = new Map<string, number>();
  const shown = all.filter(({ page }) => {
    const before = onPage.get(page) ?? 0;
    onPage.set(page, before + 1);
    return before < MOST_PLACES;
  });
  return {
    places: shown.map(({ url, title, text }) => ({ url, title, excerpt: marked(text, stems) })),
    more: shown.length < all.length || weights.size > best.length,
    whole: all.some(({ has }) => has.size === words.length),
  };
}
