import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import { siteRoot } from '../../islands/site-root.ts';
import { otherWordsFor, otherWordsForBoth, stemsOf, WORD, wordsOf } from './search-words.ts';

/** A place in the book that can be found: what stands between one heading and the next. */
export interface BookPlace {
  readonly id: number;
  /** From the site's root, such as `chapters/batches/#step-shuffle`. */
  readonly url: string;
  readonly title: string;
  /** The title of its page. */
  readonly page: string;
  readonly text: string;
  /** Its listings. */
  readonly code: string;
  /** An entry of the glossary. */
  readonly isTerm: boolean;
}

/** How the index is made, and read: both have to be the same. */
export const indexOptions: Options<BookPlace> = {
  fields: ['title', 'page', 'text', 'code'],
  storeFields: ['url', 'title', 'page', 'text', 'code', 'isTerm'],
  tokenize: (text) => text.match(WORD) ?? [],
  processTerm: (word) => [...stemsOf(word)],
};

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
export interface Results {
  readonly places: readonly Place[];
  readonly more: boolean;
  /** False when no place has all words of the query. */
  readonly whole: boolean;
  /** Words of the query that stand nowhere, where places with words like them were found. */
  readonly misspelt: readonly string[];
}

/** What was found of one place. */
interface Found {
  readonly place: BookPlace;
  /** What it has of the query: for each word the best weight, and the best score. */
  readonly has: Map<string, { readonly weight: number; readonly score: number }>;
  /** As it stands in the index. */
  readonly stems: Set<string>;
  /** Words of the query that its title has. */
  readonly titled: Set<string>;
}

const BOOST = { title: 4, page: 1.5, text: 1, code: 0.5 };
/** What another word for a word of the query is worth beside it. */
const OTHER = 0.4;
const MOST_PLACES = 3; // of a page
const MOST_TERMS = 2;
const MOST = 20;
/** All places of the book, to be searched. */
export class SearchBook {
  readonly #index: MiniSearch<BookPlace>;

  constructor(index: MiniSearch<BookPlace>) {
    this.#index = index;
  }

  /** Reads what `JSON.stringify` wrote of an index. */
  static async read(json: string): Promise<SearchBook> {
    return new SearchBook(await MiniSearch.loadJSONAsync(json, indexOptions));
  }

  /** The places to show, those with the most words of the query first and terms of the glossary before all, at most three a page. */
  find(query: string): Results {
    const found = new Map<number, Found>();
    const words = wordsOf(query);
    const misspelt: string[] = [];
    const meant = words.map((word) => {
      const stem = stemsOf(word)[0]!;
      const results = this.#ask(word, word.length > 2);
      if (results.length > 0) {
        add(found, word, results, 1);
        return stem;
      }
      for (const near of this.#near(word, stem)) {
        if (near.length === 0) continue;
        add(found, word, near, 1);
        misspelt.push(word);
        return near[0]!.terms[0]!;
      }
      return stem;
    });
    meant.forEach((stem, n) => {
      // One word, written as two.
      const both = words[n + 1] === undefined ? [] : this.#ask(`${words[n]!}${words[n + 1]!}`.toLowerCase(), false);
      for (const word of both.length > 0 ? [words[n]!, words[n + 1]!] : []) add(found, word, both, 1);
      for (const other of otherWordsFor(stem)) add(found, words[n]!, this.#ask(other, false), OTHER);
      for (const other of otherWordsForBoth(stem, meant[n + 1] ?? ''))
        for (const word of [words[n]!, words[n + 1]!]) add(found, word, this.#ask(other, false), 1);
    });
    const all = [...found.values()].sort((a, b) => worth(b) - worth(a));
    const terms = all
      .filter(({ place, titled }) => place.isTerm && titled.size === words.length)
      .sort((a, b) => wordsIn(a) - wordsIn(b))
      .slice(0, MOST_TERMS);
    const onPage = new Map<string, number>();
    const shown = [...terms, ...all.filter((one) => !terms.includes(one))].filter(({ place }) => {
      const page = place.url.split('#')[0]!;
      const before = onPage.get(page) ?? 0;
      onPage.set(page, before + 1);
      return before < (place.isTerm ? MOST_TERMS : MOST_PLACES);
    });
    return {
      places: shown.slice(0, MOST).map(({ place, stems }) => ({
        url: place.url,
        title: place.title === place.page ? place.title : `${place.page}: ${place.title}`,
        excerpt: excerptOf(place, stems),
      })),
      more: Math.min(shown.length, MOST) < all.length,
      whole: all.some(({ has }) => has.size === words.length),
      misspelt,
    };
  }

  /** What is found for words like one that stands nowhere, the likest first: two words in one, two letters swapped, one wrong, two wrong. */
  *#near(word: string, stem: string): Generator<readonly (SearchResult & BookPlace)[]> {
    if (stem.length < 4) return;
    for (let at = 3; at + 3 <= word.length; at++) yield this.#ask(`${word.slice(0, at)} ${word.slice(at)}`, false);
    for (let at = 0; at + 1 < word.length; at++)
      yield this.#ask(word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2), false);
    yield this.#ask(word, false, 1);
    if (stem.length > 5) yield this.#ask(word, false, 2);
  }

  #ask(text: string, prefix: boolean, fuzzy: number | false = false): readonly (SearchResult & BookPlace)[] {
    return this.#index.search(text, {
      prefix,
      fuzzy,
      boost: BOOST,
      combineWith: text.includes(' ') ? 'AND' : 'OR',
    }) as (SearchResult & BookPlace)[];
  }
}

function add(
  found: Map<number, Found>,
  word: string,
  results: readonly (SearchResult & BookPlace)[],
  weight: number,
): void {
  for (const result of results) {
    const known = found.get(result.id) ?? {
      place: result,
      has: new Map<string, { weight: number; score: number }>(),
      stems: new Set<string>(),
      titled: new Set<string>(),
    };
    found.set(result.id, known);
    const { weight: before = 0, score = 0 } = known.has.get(word) ?? {};
    known.has.set(word, { weight: Math.max(before, weight), score: Math.max(score, weight * result.score) });
    for (const [stem, fields] of Object.entries(result.match)) {
      known.stems.add(stem);
      if (weight === 1 && fields.includes('title')) known.titled.add(word);
    }
  }
}
const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
/** What its words score together, by the cube of how many of the query's words it has. Lists of sources name much and tell little. */
function worth({ place, has }: Found): number {
  const all = [...has.values()];
  return (
    total(all.map(({ score }) => score)) *
    total(all.map(({ weight }) => weight)) ** 3 *
    (place.title === 'Sources' ? 0.3 : 1)
  );
}
const wordsIn = ({ place }: Found): number => place.title.match(WORD)?.length ?? 0;

const AROUND = 24; // words of an excerpt

/** The words of a place around what was found, with that marked. */
export function excerptOf(
  { text, code }: Pick<BookPlace, 'text' | 'code'>,
  stems: ReadonlySet<string>,
): readonly Piece[] {
  const has = (word: string): boolean => stemsOf(word).some((stem) => stems.has(stem));
  const found = (source: string): boolean => (source.match(WORD) ?? []).some(has);
  const source = (code !== '' && !found(text) && found(code) ? code : text).split(/\s+/);
  const hits = source.map((piece) => (piece.match(WORD) ?? []).filter(has).map((word) => stemsOf(word)[0]!));
  let [best, from] = [-1, 0];
  for (let at = 0; at === 0 || at + AROUND <= source.length; at++) {
    const inside = hits.slice(at, at + AROUND).flat();
    // What was found is best read with some words before it.
    const isLedTo = (hits[at + Math.floor(AROUND / 3)]?.length ?? 0) > 0;
    const value = 3 * new Set(inside).size + Math.min(inside.length, 4) + (isLedTo ? 0.5 : 0);
    if (value > best) [best, from] = [value, at];
  }
  const shown = source.slice(from, from + AROUND).join(' ');
  return marked(`${from > 0 ? '… ' : ''}${shown}${from + AROUND < source.length ? ' …' : ''}`, has);
}

/** `text` in pieces, with every word marked of which `has` says so. */
function marked(text: string, has: (word: string) => boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const put = (piece: string, isMarked: boolean): void => {
    const last = pieces.at(-1);
    if (piece === '') return;
    if (last?.marked === isMarked) pieces[pieces.length - 1] = { text: last.text + piece, marked: isMarked };
    else pieces.push({ text: piece, marked: isMarked });
  };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!has(word)) continue;
    put(text.slice(end, index), false);
    put(word, true);
    end = index + word.length;
  }
  put(text.slice(end), false);
  return pieces;
}

/** What was found, in a sentence. */
function foundWords(query: string, { places, more, whole, misspelt }: Results): string {
  if (places.length === 0) return `Nothing found for “${query}”.`;
  const number = `${more ? 'More than ' : ''}${places.length} ${places.length === 1 ? 'place' : 'places'} found`;
  if (misspelt.length > 0) return `${number}, by words like ${misspelt.map((word) => `“${word}”`).join(' and ')}.`;
  return `${number}${whole ? '' : ', none with every word'}.`;
}

/** Gives the places to show for what the reader has typed, at their addresses, and what was found in a sentence. */
export type Search = (query: string) => { readonly places: readonly Place[]; readonly said: string };

/** Fetches the search index. */
export async function loadSearch(): Promise<Search> {
  const root = siteRoot();
  const answer = await fetch(new URL('search/book.json', root));
  if (!answer.ok) throw new Error(`search/book.json: expected the index, got status ${answer.status}`);
  const book = await SearchBook.read(await answer.text());
  return (query) => {
    const results = book.find(query);
    return {
      places: results.places.map((place) => ({ ...place, url: new URL(place.url, root).href })),
      said: foundWords(query, results),
    };
  };
}
