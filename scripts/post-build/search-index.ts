import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex } from 'pagefind';
import { withPlainFormulas } from './plain-formulas.ts';
import { filesIn, readText } from './site.ts';

/** Not worth finding: what only repeats or operates. */
const EXCLUDED = [
  '.symbol-legend',
  '.step-number',
  '.step-foot',
  'astro-island',
  'noscript',
  '.without-scripts',
  'button',
];

/** Pagefind's own widgets, which the book does not use. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\b/;

/** Writes the search index of all pages into `pagefind/` and returns how many there are. */
export async function indexForSearch(folder: string): Promise<number> {
  const { index, errors } = await createIndex({ excludeSelectors: EXCLUDED });
  if (!index) throw new Error(`Search index: ${errors.join('; ')}`);
  let pages = 0;
  const failed: string[] = [];
  for (const sourcePath of filesIn(folder, '.html')) {
    const html = readText(folder, sourcePath);
    if (html.includes('content="noindex"')) continue;
    const content = withPlainFormulas(html);
    const { errors: wrong } = await index.addHTMLFile({ sourcePath, content });
    failed.push(...wrong);
    pages++;
  }
  const written = await index.writeFiles({ outputPath: path.join(folder, 'pagefind') });
  await close();
  const failures = [...failed, ...written.errors];
  if (failures.length > 0) throw new Error(`Search index: ${failures.join('; ')}`);
  for (const file of readdirSync(path.join(folder, 'pagefind'))) {
    if (UNUSED.test(file)) rmSync(path.join(folder, 'pagefind', file));
  }
  return pages;
}
