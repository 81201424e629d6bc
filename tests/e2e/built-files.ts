import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteFiles } from '../../src/lib/edition/edition.ts';

export const DIST = path.join(import.meta.dirname, '../../dist');

/** The files of the built site, by their paths in it. */
export const builtSite = (): SiteFiles =>
  new Map(
    readdirSync(DIST, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(DIST, file), readFileSync(file)]),
  );
