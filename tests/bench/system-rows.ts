import type { NetworkSpecification } from '../../src/lib/engine/contract.ts';
import { layersInShort } from '../../src/lib/nn/shapes.ts';
import type { PublishedRun } from '../../src/lib/systems/system.ts';
import { TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { readSystem, systemNames } from '../../scripts/lib/published.ts';
import { EPOCH_NETWORK } from './epoch.ts';

/** A network to be timed. */
export interface SystemRow {
  readonly system: string;
  readonly run: string;
  readonly specification: NetworkSpecification;
  /** Trained on the first so many images. */
  readonly trainCount: number;
  /** Images of the whole run; nothing where there is none. */
  readonly images?: number;
}

const [hidden, last] = EPOCH_NETWORK.layers as [NetworkSpecification['layers'][0], NetworkSpecification['layers'][0]];

/** S2's network with other hidden layers or another batch. */
export function grown(units: readonly number[], batchSize = EPOCH_NETWORK.batchSize): NetworkSpecification {
  return {
    ...EPOCH_NETWORK,
    batchSize,
    layers: [...units.map((count) => ({ ...hidden, units: count })), last],
  };
}

const growth = (specification: NetworkSpecification): SystemRow => ({
  system: 'growth',
  run: `${layersInShort(specification)}, batch ${specification.batchSize}`,
  specification,
  trainCount: TRAIN_COUNT,
});

const GROWN: readonly SystemRow[] = [grown([490], 300), grown([1960]), grown([490, 490, 490, 490])].map(growth);

const lengthOf = ({ figures }: PublishedRun): number => Math.max(...figures.map(({ imagesSeen }) => imagesSeen));

/** Every published system, then how S2's network grows; those whose system or run `wanted` is part of. */
export async function systemRows(wanted = ''): Promise<readonly SystemRow[]> {
  const rows: SystemRow[] = [];
  for (const system of systemNames) {
    for (const run of (await readSystem(system)).runs) {
      const { name, specification, trainCount = TRAIN_COUNT } = run;
      rows.push({ system, run: name, specification, trainCount, images: lengthOf(run) });
    }
  }
  return [...rows, ...GROWN].filter(({ system, run }) => `${system} ${run}`.includes(wanted));
}
