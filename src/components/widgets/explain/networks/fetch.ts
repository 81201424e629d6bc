import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { NETWORKS, parametersFrom, type BuiltNetworkName } from './networks.ts';

const known = new Map<BuiltNetworkName, Promise<readonly Tensor[]>>();

async function load(name: BuiltNetworkName): Promise<readonly Tensor[]> {
  const root = document.documentElement.dataset['root'] ?? './';
  const answer = await fetch(new URL(`${root}data/networks/${name}.bin`, document.baseURI));
  if (!answer.ok) throw new Error(`The network could not be fetched (${answer.status}).`);
  return parametersFrom(NETWORKS[name].specification, new Float32Array(await answer.arrayBuffer()));
}

/** The parameters of a network that the build trained; fetched once a page, and asked for again if that failed. */
export function fetchNetwork(name: BuiltNetworkName): Promise<readonly Tensor[]> {
  let network = known.get(name);
  if (!network) {
    network = load(name).catch((error: unknown) => {
      known.delete(name);
      throw error;
    });
    known.set(name, network);
  }
  return network;
}
