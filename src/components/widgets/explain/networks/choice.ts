import { useEffect, useState } from 'preact/hooks';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { keptJudges, watchKept } from '../../pictures/judges/kept-judges.ts';
import { runJudges, watchRuns } from '../../pictures/judges/run-judges.ts';
import { fetchNetwork } from './fetch.ts';
import { NETWORKS, type BuiltNetworkName } from './networks.ts';

/** A trained network with its weights. */
export interface TrainedNetwork {
  readonly specification: NetworkSpecification;
  readonly weights: readonly Tensor[];
}

/** A network that the reader may choose. */
export interface OfferedNetwork {
  /** Unlike any other's, and another one when its weights have changed. */
  readonly key: string;
  readonly name: string;
  load(): Promise<TrainedNetwork>;
}

/** The build's network of this name, then the reader's own: runs of this browser at rest, and models kept on the shelf. */
export function useNetworks(built: BuiltNetworkName): readonly OfferedNetwork[] {
  const [, setAlive] = useState(false);
  useEffect(() => {
    const stops = [watchRuns(), watchKept()];
    setAlive(true);
    return () => stops.forEach((stop) => stop());
  }, []);
  const { name, specification } = NETWORKS[built];
  const own = [...runJudges(), ...(keptJudges() ?? [])];
  return [
    {
      key: built,
      name: `${name}, trained by the book`,
      load: async () => ({ specification, weights: await fetchNetwork(built) }),
    },
    ...own.map(({ key, name: called, about, load }) => ({
      key,
      name: `${called}: ${about}`,
      load: async () => (await load()) as TrainedNetwork,
    })),
  ];
}
