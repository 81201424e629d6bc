import type { APIRoute } from 'astro';
import { chapterExercises, chapterLink, chapterSteps, getChapters } from '../../components/site/chapters.ts';
import type { Book } from '../../lib/class/book.ts';

/** What an instructor can choose from, and what a class names by folders: fetched only by who is in a class or makes one. */
export const GET: APIRoute = async () => {
  const book: Book = (await getChapters()).map((chapter) => {
    const { id, number, title, path } = chapterLink(chapter);
    return { id, number, title, path, exercises: chapterExercises(chapter), steps: chapterSteps(chapter) };
  });
  return new Response(JSON.stringify(book), { headers: { 'Content-Type': 'application/json' } });
};
