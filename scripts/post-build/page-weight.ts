import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { attribute, startTags, type Tag } from './html-tags.ts';
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
  const tags = [...startTags(html)];
  const at = (address: string): string => path.posix.join(path.posix.dirname(file), address);

  const styles = tags
    .filter((tag) => tag.name === 'link' && attribute(tag, 'rel') === 'stylesheet')
    .map((tag) => at(attribute(tag, 'href') ?? ''));
  const scripts = new Set<string>();
  for (const tag of tags) for (const address of scriptAddresses(tag)) addWithImports(folder, at(address), scripts);

  const css = styles.map((style) => readText(folder, style)).join('\n');
  const fonts = fontsInUse(css, styles[0] ?? '', html);
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

function scriptAddresses(tag: Tag): string[] {
  if (tag.name === 'script') return [attribute(tag, 'src')].filter((src) => src !== undefined);
  if (tag.name === 'link' && attribute(tag, 'rel') === 'modulepreload') return [attribute(tag, 'href') ?? ''];
  if (tag.name !== 'astro-island') return [];
  return [attribute(tag, 'component-url'), attribute(tag, 'renderer-url')].filter(
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

/** Files of the faces that a page's elements and classes ask for. */
function fontsInUse(css: string, styleSheet: string, html: string): Set<string> {
  const faces = [...css.matchAll(/@font-face\{([^}]*)\}/g)].flatMap(([, rule = '']): Face[] => {
    const url = /url\(["']?([^"')]+\.woff2)/.exec(rule)?.[1];
    if (url === undefined) return [];
    return [
      {
        family: familyOf(rule),
        bold: /font-weight:(?:700|bold)/.test(rule),
        italic: /font-style:italic/.test(rule),
        file: path.posix.join(path.posix.dirname(styleSheet), url),
      },
    ];
  });
  const used = new Set<string>();
  const use = (family: string, bold: boolean, italic: boolean): void => {
    for (const face of faces)
      if (face.family === family && face.bold === bold && face.italic === italic) used.add(face.file);
  };
  use('Source Serif 4', false, false);
  if (/<(?:em|i|cite|dfn|var)\b|symbol-key/.test(html)) use('Source Serif 4', false, true);
  if (/<(?:code|pre|kbd|samp)\b/.test(html)) use('JetBrains Mono', false, false);
  if (!html.includes('class="katex"')) return used;
  use('KaTeX_Main', false, false);
  const classes = new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/)));
  for (const [, selectors = '', rule = ''] of css.matchAll(/([^{}]*)\{([^{}]*font-family:KaTeX_[^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const wanted = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name);
      if (wanted.length > 0 && wanted.every((name) => classes.has(name)))
        use(familyOf(rule), /font-weight:700/.test(rule), /font-style:italic/.test(rule));
    }
  }
  return used;
}

const familyOf = (rule: string): string => (/font-family:["']?([^;"',}]+)/.exec(rule)?.[1] ?? '').trim();
