import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SITE_LIST, type SiteList } from '../../src/lib/edition/fetch-site.ts';
import { filesIn } from './site.ts';

/** Writes the list of all files with their lengths: what a page needs that packs the book. Nothing may be written after it. */
export function writeSiteList(folder: string): void {
  const list: SiteList = Object.fromEntries(
    filesIn(folder)
      .filter((file) => file !== SITE_LIST)
      .sort()
      .map((file) => [file, statSync(path.join(folder, file)).size]),
  );
  writeFileSync(path.join(folder, SITE_LIST), JSON.stringify(list));
}
