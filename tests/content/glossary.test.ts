import { describe, expect, it } from 'vitest';
import { sentencesOf, termsOf } from '../../src/components/site/glossary.ts';
import { chapters } from './chapter-text.ts';

const all = chapters.flatMap(({ id, source }) => termsOf(source).map((entry) => ({ chapter: id, ...entry })));

describe('the glossary', () => {
  it('has each term once, and each place its own id', () => {
    for (const of of ['term', 'id'] as const) {
      const seen = all.map((entry) => entry[of].toLowerCase());
      expect(seen.filter((one, i) => seen.indexOf(one) !== i)).toEqual([]);
    }
    expect(all.map(({ id }) => id).filter((id) => !/^term-[a-z0-9-]+$/.test(id))).toEqual([]);
  });

  it('has a term of every mark', () => {
    for (const { id, source } of chapters)
      expect(termsOf(source), id).toHaveLength(source.match(/<Term\b/g)?.length ?? 0);
    expect(all.length).toBeGreaterThan(85);
  });

  it('explains: each entry is whole sentences that name the term, without marks', () => {
    for (const { term, text } of all) {
      expect(text, term).toMatch(/^[\p{Lu}$`(]/u);
      expect(text, term).toMatch(/[.!?][”")]?$/);
      expect(text.split(' ').length, `${term}: ${text}`).toBeGreaterThan(5);
      expect(text, term).not.toMatch(/<|\*\*|\]\(/);
      expect(text.match(/\$/g)?.length ?? 0, term).toSatisfy((signs: number) => signs % 2 === 0);
    }
  });

  // What stays bold is no term that is explained there for the first time: a heading within a line, or a word that has its place elsewhere.
  const bold = [
    'A column of weights is a picture.',
    'Above 2, it lands further away than it was.',
    'Another start.',
    'Change the data.',
    'Choose by validation.',
    'From',
    'Go deeper.',
    'Grow by a factor.',
    'Keep it short.',
    'Move the pictures.',
    'Next:',
    'Other images.',
    'Read the first papers.',
    'TensorBoard',
    'TensorFlow.js',
    'That is a reconstruction, and not in the source.',
    'The label.',
    'The learning rate first',
    "The optimizer's numbers.",
    'The order.',
    'The same images, two networks.',
    'The scale.',
    'The shape.',
    'The start.',
    'Then start again at 1.',
    'Then the batch size.',
    'Then the epochs',
    'Then the width.',
    'cells',
    'layer',
    'negative',
    'passes 80 %',
    'random',
    'safetensors',
    'square root',
    'test images',
    'to',
    'your function trains the network',
    'zero',
  ];
  const explainedBefore = ['matrix', 'bias', 'slope', 'negative log-likelihood', 'overfitting', 'WebAssembly'];
  it('has every term that a chapter sets bold', () => {
    const rest = chapters.flatMap(({ source }) => [...source.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text]) => text!));
    const terms = all.map(({ term }) => term);
    for (const term of explainedBefore) expect(terms).toContain(term);
    expect(rest.filter((text) => !bold.includes(text) && !explainedBefore.includes(text))).toEqual([]);
  });
});

it('finds the sentences of a paragraph, and leaves formulas and code whole', () => {
  expect(
    sentencesOf(
      'First, $a. B$ is one. `x. Y` is code. **Bold** begins. $z$ too: so it is (as here.) Then: "Last one."',
    ),
  ).toEqual([
    'First, $a. B$ is one.',
    '`x. Y` is code.',
    '**Bold** begins.',
    '$z$ too: so it is (as here.)',
    'Then: "Last one."',
  ]);
});

it('takes the sentences around a term that belong to it, of its own item of a list', () => {
  const source =
    '<Step id="one" title="One">\n\nOne. Two is <Term before={1} after={1}>it</Term>. Three *has* [more](x). Four.\n\n- Not this.\n- The <Term name="list item">item</Term> is this one:\n';
  expect(termsOf(source)).toEqual([
    { term: 'it', id: 'term-it', step: 'one', text: 'One. Two is it. Three has more.' },
    { term: 'list item', id: 'term-list-item', step: 'one', text: 'The item is this one.' },
  ]);
  const said = '<Step id="one">\n\nThis is <Term name="a thing" means="What `it` is: $x > 0$.">it</Term>.';
  expect(termsOf(said)).toMatchObject([{ term: 'a thing', text: 'What `it` is: $x > 0$.' }]);
  expect(() => termsOf('<Term>it</Term> is here.')).toThrow('expected to stand in a step');
  expect(() => termsOf(source.replace('after={1}', 'after={3}'))).toThrow(
    'the sentences that before and after ask for',
  );
});
