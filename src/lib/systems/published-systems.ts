import { trainCountOf } from '../data/data-sets.ts';
import type { PublishedRun, PublishedSystem } from './system.ts';
import type { TrainerNetwork } from './network.ts';

/** At build: every published system by its name, which is its file's. */
const files = import.meta.glob<PublishedSystem>('./published/*.ts', {
  eager: true,
  import: 'default',
});
export const systems: ReadonlyMap<string, PublishedSystem> = new Map(
  Object.entries(files).map(([file, system]) => [/([^/]+)\.ts$/.exec(file)![1]!, system]),
);

/** A run of a published system as a trainer's network. */
export function networkOfPublished(run: PublishedRun): TrainerNetwork {
  const { name, specification, validation, figures } = run;
  const trainCount = trainCountOf(run);
  const images = Math.max(...figures.map(({ imagesSeen }) => imagesSeen));
  return {
    name,
    specification,
    epochs: Math.max(1, Math.ceil(images / trainCount)),
    trainCount,
    validation: validation ?? null,
    figures,
  };
}
