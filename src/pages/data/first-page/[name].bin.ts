import { gzipSync } from 'node:zlib';
import type { APIRoute } from 'astro';
import { partOf } from '../../../components/widgets/first-page/at-build.ts';
import { PARTS, type PartName } from '../../../components/widgets/first-page/snapshots.ts';

export const getStaticPaths = () => Object.keys(PARTS).map((name) => ({ params: { name } }));

/** Weights that the first page's layer had at some moments of its learning, as `packSnapshots` writes them, packed by gzip. */
export const GET: APIRoute<Record<string, never>, { name: PartName }> = ({ params }) =>
  new Response(gzipSync(partOf(params.name), { level: 9 }));
