import type { APIRoute } from 'astro';
import { cardPng } from '../components/site/card.ts';

/** The picture that stands for the book where a link to it is shared. */
export const GET: APIRoute = () =>
  new Response(new Uint8Array(cardPng()), { headers: { 'Content-Type': 'image/png' } });
