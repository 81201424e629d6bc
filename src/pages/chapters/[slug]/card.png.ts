import type { APIRoute, GetStaticPaths } from 'astro';
import { chapterNumber, chapterSlug, getChapters } from '../../../components/site/chapters.ts';
import { chapterCard } from '../../../components/widgets/first-page/cards-at-build.ts';

export const getStaticPaths = (async () =>
  (await getChapters()).map(({ id }) => ({
    params: { slug: chapterSlug(id) },
    props: { chapter: chapterNumber(id) },
  }))) satisfies GetStaticPaths;

/** The picture that stands for a chapter where a link to it is shared. */
export const GET: APIRoute<{ chapter: number }> = async ({ props }) =>
  new Response(new Uint8Array(await chapterCard(props.chapter)), { headers: { 'Content-Type': 'image/png' } });
