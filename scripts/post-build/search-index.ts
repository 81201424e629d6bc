import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { indexOptions, type BookPlace } from '../../src/components/site/client/search-book.ts';
import { attribute, classesOf, textOf, type Element } from './html.ts';
import { withPlainFormulas } from './plain-formulas.ts';
import { filesIn, readText } from './site.ts';

/** Not worth finding: what only repeats or operates. */
const LEFT_OUT = new Set(['symbol-legend', 'step-number', 'step-foot', 'without-scripts', 'lab-hint', 'lab-solution']);
const LEFT_OUT_ELEMENTS = new Set(['astro-island', 'noscript', 'button', 'script', 'style', 'template', 'svg', 'math']);
/** Do not end what is said before them. */
const IN_LINE = new Set(
  'a abbr b bdi cite code del dfn em i ins kbd mark q s small span strong sub sup time u var wbr'.split(' '),
);

type Draft = { -readonly [K in keyof Omit<BookPlace, 'id'>]: BookPlace[K] };

const oneLine = (text: string): string =>
  text
    .replace(/\u200b/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The places of a page, from heading to heading: each heading that has an id begins one. None where the page has no `data-search-body`. `url`: the page's, from the root. */
export function placesOf(html: string, url: string): readonly Omit<BookPlace, 'id'>[] {
  const places: Draft[] = [];
  let [page, isGlossary] = ['', false];
  const begin = (id: string | undefined, title: string): void => {
    if (id === undefined) page = title;
    places.push({
      url: id === undefined ? url : `${url}#${id}`,
      title,
      page,
      text: '',
      code: '',
      isTerm: isGlossary && id !== undefined,
    });
  };
  const say = (text: string): void => {
    const last = places.at(-1);
    if (last) last.text += text;
  };
  const walk = (node: Tree.Node, step: string | undefined): void => {
    if (node.nodeName === '#text') return say((node as Tree.TextNode).value);
    if (!('tagName' in node)) return;
    const { tagName } = node;
    if (LEFT_OUT_ELEMENTS.has(tagName) || attribute(node, 'data-search-ignore') !== undefined) return;
    if (classesOf(node).some((name) => LEFT_OUT.has(name))) return;
    const id = attribute(node, 'id');
    if (/^h[1-6]$/.test(tagName) && (tagName === 'h1' || id !== undefined)) {
      begin(
        tagName === 'h1' ? undefined : step !== undefined && id === `${step}-title` ? step : id,
        oneLine(titleOf(node)),
      );
      return;
    }
    if (tagName === 'pre') {
      const last = places.at(-1);
      if (last) last.code += `${textOf(node)}\n`;
      return;
    }
    const isBlock = !IN_LINE.has(tagName);
    if (isBlock) say('\n');
    const within = tagName === 'section' ? id : step;
    for (const child of node.childNodes) walk(child, within);
    if (isBlock) say('\n');
  };
  const document = parse(html, { scriptingEnabled: false });
  const body = firstIn(document, (element) => attribute(element, 'data-search-body') !== undefined);
  if (!body) return [];
  const about = firstIn(document, (element) => attribute(element, 'name') === 'description');
  isGlossary = classesOf(body).includes('glossary');
  for (const child of body.childNodes) walk(child, undefined);
  if (places[0] && about) places[0].text = `${attribute(about, 'content') ?? ''}\n\n${places[0].text}`;
  return places.map((place) => ({ ...place, text: sentences(place.text), code: oneLine(place.code) }));
}

/** What stands in blocks of its own, in one line: a block that ends no sentence is set off from the next. */
const sentences = (text: string): string =>
  text
    .split(/\n\s*\n|\n(?=\S)/)
    .map(oneLine)
    .filter((block) => block !== '')
    .reduce((so, block) => (so === '' ? block : /[.!?:;,…”)]$/.test(so) ? `${so} ${block}` : `${so} · ${block}`), '');

/** The words of a heading, without a step's number. */
const titleOf = (heading: Element): string =>
  heading.childNodes
    .filter((child) => !('tagName' in child) || !classesOf(child).some((name) => LEFT_OUT.has(name)))
    .map(textOf)
    .join('');

function firstIn(node: Tree.Node, is: (element: Element) => boolean): Element | undefined {
  if ('tagName' in node && is(node)) return node;
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = firstIn(child, is);
    if (found) return found;
  }
  return undefined;
}

/** Writes the search index of all pages, `search/book.json`, and returns how many places it has. */
export function indexForSearch(folder: string): number {
  const index = new MiniSearch<BookPlace>(indexOptions);
  let id = 0;
  for (const file of filesIn(folder, '.html')) {
    const html = readText(folder, file);
    if (html.includes('content="noindex"')) continue;
    for (const place of placesOf(withPlainFormulas(html), file.replace(/index\.html$/, ''))) {
      index.add({ ...place, id: id++ });
    }
  }
  mkdirSync(path.join(folder, 'search'), { recursive: true });
  writeFileSync(path.join(folder, 'search', 'book.json'), JSON.stringify(index));
  return id;
}
