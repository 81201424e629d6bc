import type { APIRoute } from 'astro';
import { NETWORKS, type BuiltNetworkName } from '../../../components/widgets/explain/networks/networks.ts';
import { trainedNumbers } from '../../../components/widgets/explain/networks/trained.ts';

export const getStaticPaths = () => Object.keys(NETWORKS).map((name) => ({ params: { name } }));

/** All parameters of a network that the build trained, in a row, 32-bit floats, little-endian. */
export const GET: APIRoute<Record<string, never>, { name: BuiltNetworkName }> = async ({ params }) =>
  new Response(await trainedNumbers(params.name));
