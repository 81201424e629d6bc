import type { APIRoute } from 'astro';
import { allExerciseFiles } from '../../components/lab/exercise-files.ts';

/** The code of the book's exercises, for who reads and tries what was handed in. */
export const GET: APIRoute = () => {
  const sources = Object.fromEntries(
    allExerciseFiles().map(({ id, start, solution, check }) => [id, { start, solution, check }]),
  );
  return new Response(JSON.stringify(sources), { headers: { 'Content-Type': 'application/json' } });
};
