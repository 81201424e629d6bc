import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { close, createIndex } from 'pagefind';

/** Not worth finding: what only repeats or operates. The letters of formulas stay, their MathML twin goes. */
const EXCLUDED = [
  '.katex-mathml',
  '.symbol-legend',
  '.step-number',
  '.step-foot',
  'astro-island',
  'noscript',
  'button',
];

/** Pagefind's own widgets, which the book does not use. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\b/;

/** Writes the search index of all pages into `pagefind/` and returns how many there are. */
export async function indexForSearch(folder: string): Promise<number> {
  const { index, errors } = await createIndex({ excludeSelectors: EXCLUDED });
  if (!index) throw new Error(`Search index: ${errors.join('; ')}`);
  const added = await index.addDirectory({ path: folder });
  const written = await index.writeFiles({ outputPath: path.join(folder, 'pagefind') });
  await close();
  const failures = [...added.errors, ...written.errors];
  if (failures.length > 0) throw new Error(`Search index: ${failures.join('; ')}`);
  for (const file of readdirSync(path.join(folder, 'pagefind'))) {
    if (UNUSED.test(file)) rmSync(path.join(folder, 'pagefind', file));
  }
  return added.page_count;
}
