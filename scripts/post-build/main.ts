/**
 * What follows `astro build` (`npm run build` runs both): addresses are made relative, so that one build serves
 * any path, and what must not be published fails the build.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { problems } from './problems.ts';
import { relativeCss, relativeHtml } from './relative-urls.ts';
import { dist, filesIn, readText } from './site.ts';

for (const file of filesIn(dist, '.html')) writeFileSync(path.join(dist, file), relativeHtml(readText(dist, file), file));
for (const file of filesIn(dist, '.css')) writeFileSync(path.join(dist, file), relativeCss(readText(dist, file), file));

const found = problems(dist);
if (found.length > 0) {
  console.error(`The built site has ${found.length} problem${found.length === 1 ? '' : 's'}:\n${found.map((line) => `  ${line}`).join('\n')}`);
  process.exit(1);
}
console.log('Addresses are relative; links, formulas and anchors are sound.');
