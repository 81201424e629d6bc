// cspell:ignore backpropogation softmx dropuot decent optimiser labelled neighbour xyzzyq outerproduct backpropagationdeltas rtae
import MiniSearch from 'minisearch';
import { expect, it } from 'vitest';
import {
  excerptOf,
  indexOptions,
  SearchBook,
  type BookPlace,
} from '../../../src/components/site/client/search-book.ts';
import { stemsOf, wordsOf } from '../../../src/components/site/client/search-words.ts';

const place = (url: string, title: string, text: string, rest: Partial<BookPlace> = {}): Omit<BookPlace, 'id'> => ({
  url,
  title,
  page: 'A page',
  text,
  code: '',
  isTerm: false,
  ...rest,
});
const term = (title: string, text: string): Omit<BookPlace, 'id'> =>
  place(`glossary/#term-${title}`, title, text, { page: 'Glossary', isTerm: true });
const PLACES = [
  place('a/', 'A page', 'What the page is about.', { page: 'A page' }),
  place('a/#rate', 'The learning rate', 'A rate that is too large makes the loss grow.'),
  place('a/#softmax', 'Shares', 'It is called softmax. Above the line stands a power.'),
  place('a/#center', 'In the middle', 'The center of a picture, and its labels: 60,000 of them.'),
  place('a/#back', 'The way back', 'This is backpropagation: deltas go back.', { code: 'const outerProduct = 1;' }),
  place('b/#descent', 'Downhill', 'Plain descent follows the slope.', { page: 'Batches' }),
  place('b/#neuron', 'One neuron', 'It has one output.', { page: 'Batches' }),
  term('softmax', 'Turns scores into shares.'),
  term('log-softmax', 'The logarithm of softmax.'),
  term('dropout', 'Some values are set to 0.'),
  term('optimizer', 'Turns slopes into steps.'),
];
async function bookOf(places: readonly Omit<BookPlace, 'id'>[]): Promise<SearchBook> {
  const index = new MiniSearch<BookPlace>(indexOptions);
  places.forEach((one, id) => index.add({ ...one, id }));
  return SearchBook.read(JSON.stringify(index));
}
const book = await bookOf(PLACES);
const found = (query: string): string[] => book.find(query).places.map(({ url }) => url);

it('looks for the words that say something', () => {
  expect(wordsOf('Why is my loss NaN?')).toEqual(['loss', 'NaN']);
  expect(wordsOf('what is it')).toEqual(['what', 'is', 'it']);
});

it('takes the forms of a word for one, in British and in American spelling', () => {
  for (const [a, b] of [
    ['rates', 'rate'],
    ['labelled', 'label'],
    ['optimiser', 'optimizers'],
    ['Colour', 'colors'],
    ['centre', 'center'],
    ['behaviour', 'behavior'],
    ['neighbours', 'neighbor'],
    ['initialisation', 'initialize'],
    ['60,000', '60000'],
    ['naïve', 'naive'],
  ] as const)
    expect(stemsOf(a)[0], `${a}, ${b}`).toBe(stemsOf(b)[0]);
  expect(stemsOf('outerProduct')).toEqual(['outerproduct', 'outer', 'product']);
  // What only looks British is one word with itself.
  expect(stemsOf('noise')[0]).not.toBe(stemsOf('nose')[0]);
});

it('finds a misspelt word, and says which it was', () => {
  expect(found('backpropogation')).toContain('a/#back');
  expect(found('softmx')).toContain('a/#softmax');
  expect(found('dropuot')).toEqual(['glossary/#term-dropout']);
  expect(found('backpropagationdeltas')).toEqual(['a/#back']);
  expect(found('log soft-max')).toContain('glossary/#term-log-softmax');
  expect(book.find('learning rtae')).toMatchObject({ misspelt: ['rtae'], whole: true });
  expect(book.find('learning rate').misspelt).toEqual([]);
});

it('takes no word for another that is unlike it, nor a short one for its neighbour', () => {
  expect(found('xyzzyq')).toEqual([]);
  expect(found('sat')).toEqual([]);
});

it('puts terms of the glossary first, the shortest of them before all', () => {
  expect(found('softmax').slice(0, 3)).toEqual(['glossary/#term-softmax', 'glossary/#term-log-softmax', 'a/#softmax']);
  expect(found('optimisers')[0]).toBe('glossary/#term-optimizer');
});

it('finds what goes by another word, or by two', () => {
  expect(found('gradient descent')).toContain('b/#descent');
  expect(found('gradient decent')).toContain('b/#descent');
  expect(found('perceptron')).toEqual(['b/#neuron']);
});

it('puts places with more of the words first, and says where none has all', () => {
  expect(found('rate softmax')).toHaveLength(4);
  expect(book.find('rate softmax').whole).toBe(false);
  expect(book.find('loss Softmax').whole).toBe(false);
  expect(book.find('large loss')).toMatchObject({ whole: true });
});

it('shows at most three places a page, and says when there are more', async () => {
  const many = await bookOf([1, 2, 3, 4].map((n) => place(`c/#${n}`, `Step ${n}`, 'the rate')));
  expect(many.find('rate')).toMatchObject({ places: { length: 3 }, more: true });
  const three = await bookOf([1, 2, 3].map((n) => place(`c/#${n}`, `Step ${n}`, 'the rate')));
  expect(three.find('rate')).toMatchObject({ places: { length: 3 }, more: false });
});

it('names page and place, and a page itself once', () => {
  const titles = book.find('page').places.map(({ title }) => title);
  expect(titles).toContain('A page');
  expect(book.find('middle').places[0]!.title).toBe('A page: In the middle');
});

it('shows the words around what was found, marked, in the listing where the text has none', () => {
  const stems = new Set([...stemsOf('learn'), ...stemsOf('rate')]);
  expect(excerptOf({ text: 'Learning rates < 1.', code: '' }, stems)).toEqual([
    { text: 'Learning', marked: true },
    { text: ' ', marked: false },
    { text: 'rates', marked: true },
    { text: ' < 1.', marked: false },
  ]);
  const long = `${'before '.repeat(60)}the rate ${'after '.repeat(60)}`.trim();
  const pieces = excerptOf({ text: long, code: '' }, stems);
  const text = pieces.map((piece) => piece.text).join('');
  expect(pieces.filter(({ marked }) => marked)).toEqual([{ text: 'rate', marked: true }]);
  expect(text.split(' ')).toHaveLength(26);
  expect(text).toMatch(/^… before .* the rate after .* …$/);
  expect(excerptOf({ text: 'No such word.', code: 'const rate = 1;' }, stems)[1]).toEqual({
    text: 'rate',
    marked: true,
  });
});
