import { reproduced } from '../../../lib/systems/recorded.ts';
import { networkOfPublished, systems } from '../../../lib/systems/published-systems.ts';
import { readLink } from '../../../lib/systems/link.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import type { Candidate } from './best.ts';
import measured from './small-networks.json' with { type: 'json' };

/** Seeds over which the small networks were measured, and the first of them. */
export const SEEDS_MEASURED = measured.seeds;

/** Small networks, trained on all images with Adam or SGD; the script that measured them is `scripts/presets.ts`. */
export const SMALL: readonly Candidate[] = measured.networks.map(({ name, link, right }) => ({
  name,
  specification: readLink(link).network.specification,
  right,
}));

/** One of them, to be trained for so many epochs. */
export function smallNetwork({ specification, name }: Candidate, epochs: number): TrainerNetwork {
  const { network } = readLink(measured.networks.find((one) => one.name === name)!.link);
  return { ...network, specification, epochs };
}

/** A published run, with what it reaches here. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly system: string;
  readonly network: TrainerNetwork;
  /** The last share of test images right that `npm run reproduce` wrote down; null where none was tested. */
  readonly reached: number | null;
}

export const PUBLISHED: readonly Preset[] = [...systems].flatMap(([system, { title, runs }]) =>
  runs.map((run) => {
    const figures = reproduced.systems[system]?.find(({ name }) => name === run.name)?.figures ?? [];
    return {
      name: run.name,
      title,
      system,
      network: networkOfPublished(run),
      reached: figures.findLast(({ measure }) => measure === 'test')?.value ?? null,
    };
  }),
);
