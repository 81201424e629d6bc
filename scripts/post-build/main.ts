/**
 * What follows `astro build` (`npm run build` runs both): addresses are made relative, so that one build serves
 * any path; controls come back from a reload as they are built; fonts are cut to the letters in use; each page's policy
 * names its inline scripts by their hashes; the search index is made, after which formulas need their TeX no more; a list of all files is written for pages that pack the book; and what must not be published, or is too large,
 * fails the build.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { subsetFonts } from './fonts.ts';
import { withoutFormerStates } from './form-states.ts';
import { tieNumbers } from './number-spaces.ts';
import { problems } from './problems.ts';
import { withoutTex } from './plain-formulas.ts';
import { relativeCss, relativeHtml } from './relative-urls.ts';
import { withScriptHashes } from './script-hashes.ts';
import { indexForSearch } from './search-index.ts';
import { FRAME, writeServiceWorker } from './service-worker.ts';
import { sizeReport } from './size-report.ts';
import { writeSiteList } from './site-list.ts';
import { dist, filesIn, readText } from './site.ts';
import { workerEntryProblems } from './worker-entries.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

for (const file of filesIn(dist, '.html'))
  writeFileSync(path.join(dist, file), withoutFormerStates(tieNumbers(relativeHtml(readText(dist, file), file))));
for (const file of filesIn(dist, '.css')) writeFileSync(path.join(dist, file), relativeCss(readText(dist, file), file));

const fonts = await subsetFonts(dist);
console.log(`Fonts: cut from ${kilobytes(fonts.before)} to ${kilobytes(fonts.after)}.`);

for (const file of filesIn(dist, '.html'))
  if (file !== FRAME) writeFileSync(path.join(dist, file), withScriptHashes(readText(dist, file), file));

const places = indexForSearch(dist);
console.log(`Search: ${places} places.`);
for (const file of filesIn(dist, '.html')) writeFileSync(path.join(dist, file), withoutTex(readText(dist, file)));

const offline = await writeServiceWorker(dist);
console.log(`Offline: ${offline.files} files, ${kilobytes(offline.bytes)}.`);

writeSiteList(dist);

const sizes = sizeReport(dist);
console.log(`\n${sizes.table}\n`);

const found = [...problems(dist), ...workerEntryProblems(dist), ...sizes.tooHeavy];
if (found.length > 0) {
  console.error(
    `The built site has ${found.length} problem${found.length === 1 ? '' : 's'}:\n${found.map((line) => `  ${line}`).join('\n')}`,
  );
  process.exit(1);
}
console.log('Addresses are relative; links, formulas and anchors are sound.');
