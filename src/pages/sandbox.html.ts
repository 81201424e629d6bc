import type { APIRoute } from 'astro';
import runtime from 'virtual:sandbox-runtime';
import { framePage } from '../lib/sandbox/frame-page.ts';

/** The page that readers' code runs in, inside an `<iframe sandbox="allow-scripts">`. */
export const GET: APIRoute = () =>
  new Response(framePage(runtime), { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
