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

/** A step as its chapter's MDX declares it: `<Step id="delta" title="The delta">`. */
export interface StepLink {
  readonly id: string;
  readonly title: string;
}

/** The steps of a chapter in order, read from its MDX. */
export function chapterSteps(chapter: CollectionEntry<'chapters'>): readonly StepLink[] {
  const tags = (chapter.body ?? '').matchAll(/^\s*<Step\s([^>]*)>/gm);
  const steps = [...tags].map(([tag, attributes = '']) => {
    const id = /\bid="([^"]*)"/.exec(attributes)?.[1];
    const title = /\btitle="([^"]*)"/.exec(attributes)?.[1];
    if (id === undefined || title === undefined) {
      throw new Error(
        `${chapter.id}: expected <Step id="…" title="…">, got ${tag.trim()}. Give both as plain text in quotes.`,
      );
    }
    return { id, title };
  });
  const twice = steps.find((step, index) => steps.findIndex((other) => other.id === step.id) < index);
  if (twice) throw new Error(`${chapter.id}: the step id "${twice.id}" is used twice. Give each <Step> its own id.`);
  return steps;
}

/** The exercises of a chapter in order, read from its MDX: `<Exercise name="update" title="Write the update">`. */
export function chapterExercises(chapter: CollectionEntry<'chapters'>): readonly { name: string; title: string }[] {
  const tags = (chapter.body ?? '').matchAll(/^\s*<Exercise\s([^>]*)>/gm);
  return [...tags].map(([tag, attributes = '']) => {
    const name = /\bname="([^"]*)"/.exec(attributes)?.[1];
    const title = /\btitle="([^"]*)"/.exec(attributes)?.[1];
    if (name === undefined || title === undefined)
      throw new Error(
        `${chapter.id}: expected <Exercise name="…" title="…">, got ${tag.trim()}. Give both as plain text in quotes.`,
      );
    return { name, title };
  });
}
