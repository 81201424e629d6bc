import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';
import { filesIn, readText } from './site.ts';
import { attribute, elementsIn, textOf, textsIn } from './html.ts';

/** Letters that readers' names, messages at run time and later text may need, whatever the pages hold today. */
const ALWAYS =
  Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code)).join('') +
  '\u00a0\u2009\u202f‘’“”–—…×·±÷−°§©²³½éèêöäüßñç→←';
const DIGITS_AND_SIGNS = '0123456789+−=.,()[]|';

/** What is kept of each face. Without `calt` JetBrains Mono has no ligatures: `!==` is shown as it is typed. */
const FACES: readonly {
  readonly file: RegExp;
  readonly letters: 'text' | 'formulas';
  readonly features?: readonly string[];
  readonly axes?: Readonly<Record<string, number | { min: number; max: number }>>;
}[] = [
  {
    file: /^source-serif-4-latin-wght-normal\./,
    letters: 'text',
    features: ['kern', 'liga', 'mark', 'ccmp', 'tnum'],
    axes: { wght: { min: 400, max: 600 } },
  },
  {
    file: /^source-serif-4-latin-wght-italic\./,
    letters: 'text',
    features: ['kern', 'liga', 'mark', 'ccmp'],
    axes: { wght: 400 },
  },
  {
    file: /^jetbrains-mono-latin-wght-normal\./,
    letters: 'text',
    features: ['kern', 'mark', 'ccmp'],
    axes: { wght: { min: 400, max: 600 } },
  },
  { file: /^KaTeX_.*\.woff2$/, letters: 'formulas' },
];

/** Cuts the fonts in `folder` to the letters that its pages use, and renames them by their new content. */
export async function subsetFonts(folder: string): Promise<{ readonly before: number; readonly after: number }> {
  const pages = filesIn(folder, '.html').map((file) => readText(folder, file));
  const letters = {
    text: characters(pages),
    formulas: DIGITS_AND_SIGNS + pages.map(formulaText).join(''),
  };
  const renamed = new Map<string, string>();
  let before = 0;
  let after = 0;
  for (const file of filesIn(folder, '.woff2')) {
    const face = FACES.find(({ file: pattern }) => pattern.test(path.basename(file)));
    if (!face) continue;
    const whole = readFileSync(path.join(folder, file));
    const cut = await subsetFont(whole, letters[face.letters], {
      targetFormat: 'woff2',
      noHinting: true,
      ...(face.features && { keepFeatures: face.features }),
      ...(face.axes && { variationAxes: face.axes }),
    });
    const name = path
      .basename(file)
      .replace(/\.[^.]+(?=\.woff2$)/, `.${createHash('sha256').update(cut).digest('hex').slice(0, 8)}`);
    writeFileSync(path.join(folder, file), cut);
    renameSync(path.join(folder, file), path.join(folder, path.dirname(file), name));
    renamed.set(path.basename(file), name);
    before += whole.length;
    after += cut.length;
  }
  for (const file of filesIn(folder, '.css', '.html')) {
    const text = readText(folder, file);
    const changed = text.replace(/[\w.-]+\.woff2/g, (name) => renamed.get(name) ?? name);
    if (changed !== text) writeFileSync(path.join(folder, file), changed);
  }
  return { before, after };
}

/** Each character of the pages once, also of those that are written as references and those that islands are given. */
function characters(pages: readonly string[]): string {
  const shown = pages.flatMap((html) => [
    ...[...textsIn(html, new Set())].map(({ value }) => value),
    ...[...elementsIn(html)].flatMap(({ attrs }) => attrs.map(({ value }) => value)),
  ]);
  return [...new Set([ALWAYS, ...shown].join(''))].sort().join('');
}

/** The visible text of all formulas of a page (its MathML twin is for screen readers and needs no font). */
export const formulaText = (html: string): string =>
  [...elementsIn(html)]
    .filter((element) => attribute(element, 'class') === 'katex-html')
    .map(textOf)
    .join('');
