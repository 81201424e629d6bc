import type { APIRoute, GetStaticPaths } from 'astro';

const builds = import.meta.glob<{ later?: () => unknown }>('../../components/widgets/explain/*/at-build.ts', {
  eager: true,
});
const laters = Object.entries(builds).flatMap(([path, { later }]) =>
  later ? [{ params: { name: path.split('/').at(-2)! }, props: { later } }] : [],
);

export const getStaticPaths: GetStaticPaths = () => laters;

/** What an explanation fetches once it is alive. */
export const GET: APIRoute<{ later: () => unknown }> = async ({ props }) =>
  new Response(JSON.stringify(await props.later()), { headers: { 'Content-Type': 'application/json' } });
