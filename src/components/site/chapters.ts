import { getCollection, type CollectionEntry } from 'astro:content';

/** A chapter as lists and links need it. */
export interface ChapterLink {
  /** Folder name, such as `03-the-delta-rule`. */
  readonly id: string;
  readonly number: number;
  /** Address within the site root, such as `chapters/the-delta-rule/`. */
  readonly path: string;
  readonly title: string;
  readonly part: number;
  readonly minutes: number;
  readonly summary: string;
}

/** `03-the-delta-rule` -> `the-delta-rule`: the number is the order, the rest the address. */
export const chapterSlug = (id: string): string => id.replace(/^\d+-/, '');

export const chapterNumber = (id: string): number => Number.parseInt(id, 10);

export function chapterLink(chapter: CollectionEntry<'chapters'>): ChapterLink {
  const { title, part, minutes, summary } = chapter.data;
  return {
    id: chapter.id,
    number: chapterNumber(chapter.id),
    path: `chapters/${chapterSlug(chapter.id)}/`,
    title,
    part,
    minutes,
    summary,
  };
}

/** All chapters in the order of their numbers. */
export async function getChapters(): Promise<readonly CollectionEntry<'chapters'>[]> {
  const chapters = await getCollection('chapters');
  return chapters.toSorted((a, b) => chapterNumber(a.id) - chapterNumber(b.id));
}
