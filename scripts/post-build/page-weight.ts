import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import postcss, { type AtRule, type Rule } from 'postcss';
import { attribute, classesOf, elementsIn, type Element } from './html.ts';
import { readText } from './site.ts';

/** Bytes that a page asks for before the reader acts, as transferred: gzip, but fonts as they are. */
export interface PageWeight {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly fonts: number;
  readonly total: number;
}

/** A page may weigh this much before interaction. */
export const MOST_BYTES = 200_000;
/** Of it JavaScript. */
export const MOST_SCRIPT_BYTES = 60_000;

const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 6 }).length;

/** Weighs one page: its own text, style sheets, scripts and islands with all that they import at once, and the fonts its classes use. */
export function weigh(folder: string, file: string): PageWeight {
  const html = readText(folder, file);
  const elements = [...elementsIn(html)];
  const at = (address: string): string => path.posix.join(path.posix.dirname(file), address);

  const styles = elements
    .filter((element) => element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet')
    .map((element) => at(attribute(element, 'href') ?? ''));
  const scripts = new Set<string>();
  for (const element of elements)
    for (const address of scriptAddresses(element)) addWithImports(folder, at(address), scripts);

  const css = styles.map((style) => readText(folder, style)).join('\n');
  const fonts = fontsInUse(css, styles[0] ?? '', elements);
  const sum = (files: Iterable<string>, size: (content: Buffer) => number): number =>
    [...files].reduce((total, one) => total + size(readFileSync(path.join(folder, one))), 0);

  const weight = {
    html: gzipped(html),
    css: sum(styles, gzipped),
    js: sum(scripts, gzipped),
    fonts: sum(fonts, (font) => font.length),
  };
  return { ...weight, total: weight.html + weight.css + weight.js + weight.fonts };
}

function scriptAddresses(element: Element): string[] {
  if (element.tagName === 'script') return [attribute(element, 'src')].filter((src) => src !== undefined);
  if (element.tagName === 'link' && attribute(element, 'rel') === 'modulepreload')
    return [attribute(element, 'href') ?? ''];
  if (element.tagName !== 'astro-island') return [];
  return [attribute(element, 'component-url'), attribute(element, 'renderer-url')].filter(
    (url) => url !== undefined && url !== '',
  ) as string[];
}

/** Static imports, as the bundler writes them; `import("./x.js")` waits for the reader and does not count. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.\.?\/[^"'`]+\.js)["'`]/g;

function addWithImports(folder: string, script: string, found: Set<string>): void {
  if (found.has(script)) return;
  found.add(script);
  for (const [, address = ''] of readText(folder, script).matchAll(STATIC_IMPORT)) {
    addWithImports(folder, path.posix.join(path.posix.dirname(script), address), found);
  }
}

interface Face {
  readonly family: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly file: string;
}

/** The value of a property in a rule; empty where it has none. */
function valueIn(rule: Rule | AtRule, property: string): string {
  let found = '';
  rule.walkDecls(property, ({ value }) => void (found = value));
  return found;
}

const faceOf = (rule: Rule | AtRule): Omit<Face, 'file'> => ({
  family: /^["']?([^"',]*)/.exec(valueIn(rule, 'font-family'))?.[1]?.trim() ?? '',
  bold: /^(?:700|bold)$/.test(valueIn(rule, 'font-weight')),
  italic: valueIn(rule, 'font-style') === 'italic',
});

const ITALIC = new Set(['em', 'i', 'cite', 'dfn', 'var']);
const CODE = new Set(['code', 'pre', 'kbd', 'samp']);

/** Files of the faces that a page's elements and classes ask for. */
function fontsInUse(css: string, styleSheet: string, elements: readonly Element[]): Set<string> {
  const sheet = postcss.parse(css);
  const faces: Face[] = [];
  sheet.walkAtRules('font-face', (rule) => {
    const url = /url\(["']?([^"')]+\.woff2)/.exec(valueIn(rule, 'src'))?.[1];
    if (url !== undefined) faces.push({ ...faceOf(rule), file: path.posix.join(path.posix.dirname(styleSheet), url) });
  });
  const used = new Set<string>();
  const use = (wanted: Omit<Face, 'file'>): void => {
    for (const { file, ...face } of faces)
      if (face.family === wanted.family && face.bold === wanted.bold && face.italic === wanted.italic) used.add(file);
  };
  const plain = { bold: false, italic: false };
  const classes = new Set(elements.flatMap(classesOf));
  const sets = [...new Set(elements.map((element) => attribute(element, 'class') ?? ''))].map(
    (text) => new Set(text.split(/\s+/)),
  );
  /** Whether each part of a selector, such as `.katex .delimsizing.size3`, has an element with all its classes. */
  const isOnPage = (selector: string): boolean => {
    const parts = selector
      .split(/[\s>+~]+/)
      .map((part) => [...part.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name))
      .filter((names) => names.length > 0);
    return parts.length > 0 && parts.every((names) => sets.some((set) => names.every((name) => set.has(name))));
  };
  use({ family: 'Source Serif 4', ...plain });
  if (classes.has('symbol-key') || elements.some(({ tagName }) => ITALIC.has(tagName)))
    use({ family: 'Source Serif 4', ...plain, italic: true });
  if (elements.some(({ tagName }) => CODE.has(tagName))) use({ family: 'JetBrains Mono', ...plain });
  if (!classes.has('katex')) return used;
  use({ family: 'KaTeX_Main', ...plain });
  sheet.walkRules((rule) => {
    const face = faceOf(rule);
    if (!face.family.startsWith('KaTeX_')) return;
    if (rule.selectors.some(isOnPage)) use(face);
  });
  return used;
}
