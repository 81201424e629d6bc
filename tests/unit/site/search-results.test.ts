import { expect, it } from 'vitest';
import { placesThatFit, type FoundPage } from '../../../src/components/site/client/search-results.ts';

const step = (n: number, excerpt: string) => ({ url: `/a/#step-${n}`, title: `Step ${n}`, excerpt });
const page: FoundPage = {
  url: '/a/',
  meta: { title: 'The delta rule' },
  content: 'The learning rate is small. A run of weights; x marks it. So studies say.',
  excerpt: '',
  sub_results: [
    step(1, 'The <mark>learning</mark> rate'),
    step(2, '<mark>x</mark> marks it'),
    step(3, 'A <mark>run</mark> of <mark>weights</mark>'),
    step(4, '<mark>So</mark> studies say'),
  ],
};
const found = (words: string): string[] => placesThatFit([page], words).places.map(({ title }) => title);

it('leaves out what was found by a few first letters only', () => {
  expect(found('xyzzyq')).toEqual([]);
  expect(found('softmax')).toEqual([]);
  expect(found('learning xyzzyq')).toEqual([]);
});

it('keeps what holds the word, its beginning or its stem', () => {
  expect(found('x')).toEqual(['The delta rule: Step 2']);
  expect(found('learned')).toEqual(['The delta rule: Step 1']);
  expect(found('running')).toEqual(['The delta rule: Step 3']);
  expect(found('weight')).toEqual(['The delta rule: Step 3']);
  expect(found('study')).toEqual(['The delta rule: Step 4']);
  expect(found('studies')).toEqual(['The delta rule: Step 4']);
});

it('shows at most three places a page, and says when there are more', () => {
  const many = { ...page, sub_results: [1, 2, 3, 4].map((n) => step(n, 'the <mark>rate</mark>')) };
  expect(placesThatFit([many], 'rate')).toMatchObject({ places: { length: 3 }, more: true });
  expect(placesThatFit([{ ...many, sub_results: many.sub_results.slice(1) }], 'rate')).toMatchObject({
    places: { length: 3 },
    more: false,
  });
});

it('shows the page itself where it has no steps', () => {
  const { places } = placesThatFit(
    [{ url: '/about/', meta: { title: 'About' }, content: 'All rates.', excerpt: 'All <mark>rates</mark>.' }],
    'rate',
  );
  expect(places).toEqual([{ url: '/about/', title: 'About', excerpt: 'All <mark>rates</mark>.' }]);
});
