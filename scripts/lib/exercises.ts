import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const chaptersFolder = fileURLToPath(new URL('../../src/content/chapters/', import.meta.url));

/** All exercises below a folder of chapters, as `chapter/exercise`, in order. */
export const exercisesIn = (chapters = chaptersFolder): string[] =>
  readdirSync(chapters)
    .filter((chapter) => statSync(path.join(chapters, chapter)).isDirectory())
    .flatMap((chapter) =>
      readdirSync(path.join(chapters, chapter))
        .filter((name) => existsSync(path.join(chapters, chapter, name, 'check.ts')))
        .map((name) => `${chapter}/${name}`),
    );
