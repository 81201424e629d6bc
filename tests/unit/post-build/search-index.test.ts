import { expect, it } from 'vitest';
import { placesOf } from '../../../scripts/post-build/search-index.ts';

const page = (body: string): string =>
  `<html><head><meta name="description" content="What it is about."></head><body><header>Menu</header>${body}</body></html>`;

it('begins a place at each heading that has an id, and leads to the step where the heading is a step’s', () => {
  const places = placesOf(
    page(`<article data-search-body><h1>Batches</h1><p>First.</p>
      <section class="step" id="step-a"><h2 id="step-a-title"><span class="step-number">Step 1</span> <a href="#step-a">Three kinds</a></h2>
      <p>One <em>im</em>age.</p><table><tr><td>kind</td><td>1</td></tr></table>
      <h3>Without a place</h3><h3 id="sources">Sources</h3><p>S2.</p></section></article>`),
    'chapters/batches/',
  );
  expect(places).toEqual([
    {
      url: 'chapters/batches/',
      title: 'Batches',
      page: 'Batches',
      text: 'What it is about. First.',
      code: '',
      isTerm: false,
    },
    {
      url: 'chapters/batches/#step-a',
      title: 'Three kinds',
      page: 'Batches',
      text: 'One image. kind · 1 · Without a place',
      code: '',
      isTerm: false,
    },
    { url: 'chapters/batches/#sources', title: 'Sources', page: 'Batches', text: 'S2.', code: '', isTerm: false },
  ]);
});

it('keeps listings apart, and leaves out what operates, what gives an answer away and what the page asks it to', () => {
  const [only] = placesOf(
    page(`<main data-search-body><h1>A</h1><pre><code>const a =
      1;</code></pre><p>Text.</p><button>Run</button><details class="lab-solution"><pre>secret</pre></details>
      <details class="lab-hint">secret</details><p data-search-ignore>menu</p><svg><text>9</text></svg></main>`),
    'a/',
  );
  expect(only).toMatchObject({ text: 'What it is about. Text.', code: 'const a = 1;' });
});

it('knows the terms of the glossary', () => {
  const places = placesOf(
    page(
      '<article class="glossary" data-search-body><h1>Glossary</h1><h2 id="term-a">a term</h2><p>Means.</p></article>',
    ),
    'glossary/',
  );
  expect(places.map(({ title, isTerm }) => [title, isTerm])).toEqual([
    ['Glossary', false],
    ['a term', true],
  ]);
});

it('takes nothing from a page that is not to be searched', () => {
  expect(placesOf(page('<main><h1>Index</h1></main>'), '')).toEqual([]);
});
