import type { APIRoute } from 'astro';
import { bookCard } from '../components/widgets/first-page/cards-at-build.ts';

/** The picture that stands for the book where a link to it is shared. */
export const GET: APIRoute = () =>
  new Response(new Uint8Array(bookCard()), { headers: { 'Content-Type': 'image/png' } });
