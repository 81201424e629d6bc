import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../src/content/chapters/', import.meta.url);

/** A chapter as its file has it, and as its prose alone. */
export interface ChapterText {
  readonly id: string;
  readonly source: string;
  /** Names of the exercise folders beside it. */
  readonly exercises: readonly string[];
  /** Paragraphs without tags, their attributes, formulas and code: what a reader reads as sentences. */
  readonly paragraphs: readonly string[];
}

function proseOf(source: string): string[] {
  const text = source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/\$\$[\s\S]*?\$\$/g, '\n\n')
    .replace(/\$[^$]*\$/g, ' x ')
    .replace(/`[^`]*`/g, ' x ')
    // A term is marked within its sentence.
    .replace(/<\/?Term(?:"[^"]*"|[^">])*>/g, '')
    // Tags and their attributes; an attribute may hold > in quotes or braces.
    .replace(/<\/?[A-Za-z](?:"[^"]*"|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^>"{])*>/g, '\n\n')
    .replace(/^\|.*$/gm, '\n')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_]+/g, '');
  return text
    .split(/\n\s*\n|\n(?=- |\d+\. )/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => /\w/.test(paragraph));
}

/** All chapters, in order. */
export const chapters: readonly ChapterText[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name: id }) => {
    const source = readFileSync(new URL(`${id}/index.mdx`, folder), 'utf8');
    const exercises = readdirSync(new URL(`${id}/`, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    return { id, source, exercises, paragraphs: proseOf(source) };
  })
  .sort((a, b) => (a.id < b.id ? -1 : 1));

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word));

/** What stands in quotes after `attribute=` in every tag of this name. */
export function attributes(source: string, tag: string, attribute: string): string[] {
  return [...source.matchAll(new RegExp(`<${tag}\\b([^]*?)/?>`, 'g'))].flatMap(
    ([, inside]) => new RegExp(`\\b${attribute}="([^"]*)"`).exec(inside ?? '')?.[1] ?? [],
  );
}
