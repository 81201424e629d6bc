import path from 'node:path/posix';
import postcss from 'postcss';
import { attribute, classesOf, elementsIn, type Element } from './html.ts';
import { filesIn, readText } from './site.ts';
import { straySpaces, unrendered } from './unrendered.ts';

/** A reference from an element to a file: link, script, picture, island. */
const REFERENCES = ['href', 'src', 'component-url', 'renderer-url', 'poster'] as const;

/** Where code that runs in the browser would ask for a file at the host's root. */
const ABSOLUTE_IN_CODE = /(["'`])\/(?:_astro|data|search|chapters|sandbox)[/.][^"'`]*\1/g;

/** Everything that must not be published, one line each; none when the site is sound. */
export function problems(folder: string): string[] {
  const files = new Set(filesIn(folder));
  const pages = new Map(
    [...files].filter((file) => file.endsWith('.html')).map((file) => [file, readPage(folder, file)]),
  );
  const found: string[] = [];
  for (const [file, page] of pages) found.push(...pageProblems(file, page, files, pages));
  for (const file of files) {
    if (file.endsWith('.css')) found.push(...cssProblems(file, readText(folder, file), files));
    if (file.endsWith('.js')) {
      for (const [text] of readText(folder, file).matchAll(ABSOLUTE_IN_CODE))
        found.push(`${file}: absolute address ${text}; derive it from <html data-root> or import.meta.url.`);
    }
  }
  return found;
}

interface ReadPage {
  readonly html: string;
  readonly elements: readonly Element[];
  readonly ids: ReadonlySet<string>;
}

function readPage(folder: string, file: string): ReadPage {
  const html = readText(folder, file);
  const elements = [...elementsIn(html)];
  return { html, elements, ids: new Set(elements.flatMap((element) => attribute(element, 'id') ?? [])) };
}

function pageProblems(
  file: string,
  { html, elements, ids }: ReadPage,
  files: ReadonlySet<string>,
  pages: ReadonlyMap<string, ReadPage>,
): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const element of elements) {
    const id = attribute(element, 'id');
    if (id !== undefined && seen.has(id)) found.push(`${file}: id "${id}" is used twice.`);
    if (id !== undefined) seen.add(id);
    const classes = classesOf(element);
    if (classes.includes('katex-error'))
      found.push(`${file}: a formula has bad TeX: ${attribute(element, 'title') ?? ''}`);
    if (classes.includes('language-math')) found.push(`${file}: a formula was left as code; is remark-math on?`);
    const stub = attribute(element, 'data-stub');
    if (stub !== undefined)
      found.push(`${file}: <${element.tagName} data-stub="${stub}"> stands for a part that is not made yet.`);
    for (const name of REFERENCES) {
      const value = attribute(element, name);
      if (value !== undefined) found.push(...referenceProblems(file, element.tagName, value, ids, files, pages));
    }
  }
  if (/language-math/.test(html) && found.length === 0) found.push(`${file}: "language-math" is in the page.`);
  for (const text of unrendered(html))
    found.push(
      `${file}: shows a formula's source: "${text}". Write it between dollar signs where inline() renders it, with \\\\ for \\ in a string of JavaScript, or in \`code\`.`,
    );
  for (const text of straySpaces(html))
    found.push(`${file}: shows a space too many: "${text}". A line of the source was broken there.`);
  return found;
}

function referenceProblems(
  file: string,
  element: string,
  address: string,
  ids: ReadonlySet<string>,
  files: ReadonlySet<string>,
  pages: ReadonlyMap<string, ReadPage>,
): string[] {
  if (/^(?:data|blob|mailto):/.test(address)) return [];
  if (/^https?:/.test(address)) return element === 'a' ? [] : [`${file}: <${element}> asks another host: ${address}`];
  if (address.startsWith('/')) return [`${file}: <${element}> has the absolute address ${address}`];
  const [target = '', anchor] = address.split('#');
  const [place = ''] = target.split('?');
  let aim = place === '' ? file : path.join(path.dirname(file), decodeURI(place));
  if (place !== '' && (aim.endsWith('/') || aim === '.')) aim = path.join(aim, 'index.html');
  if (!files.has(aim)) return [`${file}: <${element}> points at ${address}, which does not exist.`];
  const there = aim === file ? ids : pages.get(aim)?.ids;
  // A fragment with = is no place on the page but settings, as the playground reads them.
  if (anchor && !anchor.includes('=') && there && !there.has(decodeURIComponent(anchor)))
    return [`${file}: ${address} points at #${anchor}, which does not exist there.`];
  return [];
}

function cssProblems(file: string, css: string, files: ReadonlySet<string>): string[] {
  const values: string[] = [];
  const sheet = postcss.parse(css);
  sheet.walkDecls(({ value }) => void values.push(value));
  sheet.walkAtRules('import', ({ params }) => void values.push(params));
  return [...values.join('\n').matchAll(/url\(["']?([^"')]+)["']?\)/g)].flatMap(([, address = '']) => {
    if (/^(?:data:|#)/.test(address)) return [];
    if (/^(?:https?:)?\//.test(address)) return [`${file}: absolute address ${address}`];
    const aim = path.join(path.dirname(file), address.split(/[?#]/)[0] ?? '');
    return files.has(aim) ? [] : [`${file}: url(${address}) does not exist.`];
  });
}
