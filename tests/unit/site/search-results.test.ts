// cspell:ignore xyzzyq
import { expect, it } from 'vitest';
import { marked, placesFor, questionsFor, type FoundPage } from '../../../src/components/site/client/search-results.ts';
import { wordsOf } from '../../../src/components/site/client/search-words.ts';

const step = (n: number, excerpt: string) => ({ url: `/a/#step-${n}`, title: `Step ${n}`, excerpt });
const page: FoundPage = {
  url: '/a/',
  meta: { title: 'The delta rule' },
  excerpt: '',
  sub_results: [
    step(1, 'The <mark>learning</mark> rate'),
    step(2, '<mark>x</mark> marks it'),
    step(3, 'A <mark>run</mark> of <mark>weights</mark>'),
    step(4, '<mark>So</mark> studies say'),
  ],
};
/** An index that gives these pages for every question, as Pagefind does for words that stand nowhere. */
const answersOf = (query: string, pages: readonly FoundPage[]) =>
  questionsFor(query).map((question) => ({
    question,
    pages: pages.map((one) => ({ id: one.url, data: () => Promise.resolve(one) })),
  }));
const found = async (query: string, pages: readonly FoundPage[] = [page]): Promise<string[]> =>
  (await placesFor(query, answersOf(query, pages))).places.map(({ title }) => title);

it('looks for the words that say something, and for other words for them', () => {
  expect(wordsOf('Why is my loss NaN?')).toEqual(['loss', 'nan']);
  expect(wordsOf('what is it')).toEqual(['what', 'is', 'it']);
  expect(questionsFor('NaN').map(({ text }) => text)).toEqual(['nan', 'diverged', 'infinity', 'overflow']);
  expect(questionsFor('backpropagation').length).toBeGreaterThan(1);
});

it('leaves out what was found by a few first letters only', async () => {
  expect(await found('xyzzyq')).toEqual([]);
  expect(await found('softmax')).toEqual([]);
});

it('needs no place to have all words, but puts those with more of them first', async () => {
  expect(await found('learning xyzzyq')).toEqual(['The delta rule: Step 1']);
  expect(await found('x run weights')).toEqual(['The delta rule: Step 3', 'The delta rule: Step 2']);
  expect((await placesFor('x run', answersOf('x run', [page]))).whole).toBe(false);
  expect((await placesFor('run weights', answersOf('run weights', [page]))).whole).toBe(true);
});

it('keeps what holds the word, its beginning or its stem', async () => {
  expect(await found('x')).toEqual(['The delta rule: Step 2']);
  expect(await found('learned')).toEqual(['The delta rule: Step 1']);
  expect(await found('running')).toEqual(['The delta rule: Step 3']);
  expect(await found('weight')).toEqual(['The delta rule: Step 3']);
  expect(await found('study')).toEqual(['The delta rule: Step 4']);
  expect(await found('studies')).toEqual(['The delta rule: Step 4']);
});

it('shows at most three places a page, and says when there are more', async () => {
  const many = { ...page, sub_results: [1, 2, 3, 4].map((n) => step(n, 'the <mark>rate</mark>')) };
  expect(await placesFor('rate', answersOf('rate', [many]))).toMatchObject({ places: { length: 3 }, more: true });
  const three = { ...many, sub_results: many.sub_results.slice(1) };
  expect(await placesFor('rate', answersOf('rate', [three]))).toMatchObject({ places: { length: 3 }, more: false });
});

it('shows the page itself where it has no steps', async () => {
  const about = { url: '/about/', meta: { title: 'About' }, excerpt: 'All <mark>rates</mark> &lt; 1.' };
  const { places } = await placesFor('rate', answersOf('rate', [about]));
  expect(places).toEqual([
    {
      url: '/about/',
      title: 'About',
      excerpt: [
        { text: 'All ', marked: false },
        { text: 'rates', marked: true },
        { text: ' < 1.', marked: false },
      ],
    },
  ]);
});

it('marks whole words, whatever the case', () => {
  expect(marked('Learning rates', ['learn', 'rate'])).toEqual([
    { text: 'Learning', marked: true },
    { text: ' ', marked: false },
    { text: 'rates', marked: true },
  ]);
});
