import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built site. */
export const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Paths of all files within `folder` whose name ends in one of `endings`, with forward slashes, sorted. */
export function filesIn(folder: string, ...endings: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter(
      (file) =>
        (endings.length === 0 || endings.some((ending) => file.endsWith(ending))) &&
        statSync(path.join(folder, file)).isFile(),
    )
    .sort();
}

export const readText = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');
